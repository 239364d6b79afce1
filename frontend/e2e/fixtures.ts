import base, { expect, type Page } from "@playwright/test";
import { ADMIN_TOKEN, type Server, startServer } from "./server";

type WorkerFixtures = { server: Server };
type TestFixtures = { console: string[] };

/** One server per worker; every test also gets the console errors of its page. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: the form the test runner asks for
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.dispose();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  console: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    await use(errors);
  },
});

export async function signIn(
  page: Page,
  server: Server,
  path = "/queue-monitoring",
): Promise<void> {
  await page.goto(`${server.url}${path}`);
  await page.getByLabel("Token").fill(ADMIN_TOKEN);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: "Refresh now" })).toBeVisible();
}

export { expect };
