import base, { expect, type Page } from "@playwright/test";
import { ADMIN_TOKEN, type Server, startServer } from "./server";

type WorkerFixtures = { serverOptions: string[]; server: Server; session: string };
type TestFixtures = { console: string[] };

/**
 * One server and one session per worker: signing in is limited per minute, as it should be. Every
 * test starts signed in and gets the console errors of its page; `signedOut` undoes the first.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  /** Of the server, beside those that each has; in a file of its own: it starts another server. */
  serverOptions: [[], { scope: "worker", option: true }],
  server: [
    async ({ serverOptions }, use) => {
      const server = await startServer(serverOptions);
      await use(server);
      await server.dispose();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  session: [
    async ({ server }, use) => {
      await use(await server.newSession());
    },
    { scope: "worker" },
  ],
  storageState: async ({ server, session }, use) => {
    await use(storageWith(server, session));
  },
  console: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    await use(errors);
  },
});

const storageWith = (server: Server, token: string) => ({
  cookies: [],
  origins: [{ origin: server.url, localStorage: [{ name: "recloser.token", value: token }] }],
});

export const signedOut = { cookies: [], origins: [] };

/** Through the form, as a person does. */
export async function signIn(
  page: Page,
  server: Server,
  path = "/queue-monitoring",
  token = ADMIN_TOKEN,
): Promise<void> {
  await page.goto(`${server.url}${path}`);
  await page.getByLabel("Token").fill(token);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: "Refresh now" })).toBeVisible();
}

/** The browser's own line about an answer that is an error; the page has no say in it. */
export const withoutBrowserLines = (errors: string[]): string[] =>
  errors.filter((text) => !text.startsWith("Failed to load resource"));

/** The row of a queue in the table of the overview. */
export const rowOf = (page: Page, queue: string) =>
  page.getByRole("row").filter({ has: page.getByRole("link", { name: queue, exact: true }) });

export { expect };
