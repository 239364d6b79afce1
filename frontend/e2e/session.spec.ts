import { expect, signedOut, signIn, test, withoutBrowserLines } from "./fixtures";
import { ADMIN_TOKEN } from "./server";

test.use({ storageState: signedOut });

test("a wrong token is refused in words", async ({ page, server, console }) => {
  await page.goto(`${server.url}/queue-monitoring`);
  await page.getByLabel("Token").fill("not-a-token-of-this-server");
  await page.getByRole("button", { name: "Sign in" }).click();

  await expect(page.getByText("This token is not known, or it was removed.")).toBeVisible();
  expect(withoutBrowserLines(console)).toEqual([]);
});

test("an ended session leads to sign-in and back to the same page and query", async ({
  page,
  server,
  console,
}) => {
  await signIn(page, server, "/queue-monitoring?show=held&sort=waiting");
  const token = await page.evaluate(() => localStorage.getItem("recloser.token"));
  expect(token).not.toBe(ADMIN_TOKEN);
  await server.api("/auth/sessions/current", { method: "DELETE", token: token ?? "" });

  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page.getByText(/^Your session has ended\./)).toBeVisible();
  await page.getByLabel("Token").fill(ADMIN_TOKEN);
  await page.getByRole("button", { name: "Sign in" }).click();

  await expect(page).toHaveURL(`${server.url}/queue-monitoring?show=held&sort=waiting`);
  await expect(page.getByRole("button", { name: /Held back/ })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  expect(withoutBrowserLines(console)).toEqual([]);
});

test("a deep link of a queue survives sign-in; signing out stops every poll", async ({
  page,
  server,
  console,
}) => {
  await page.clock.install();
  await signIn(page, server, "/queue-monitoring/embedded/mail?range=15");
  await expect(page).toHaveURL(`${server.url}/queue-monitoring/embedded/mail?range=15`);
  await expect(page.getByRole("heading", { name: "mail", level: 1 })).toBeVisible();

  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.clock.runFor(30_000);

  expect(requests).toEqual([]);
  expect(console).toEqual([]);
});
