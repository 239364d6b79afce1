import { expect, signIn, test } from "./fixtures";

const CLOSED = "Closed - queues may run";

test.afterEach(async ({ server }) => {
  await server.api("/queue/close-circuit-breaker", { method: "POST", body: {} });
});

test("shows a change made by another client within 4 s, without console errors", async ({
  page,
  server,
  console,
}) => {
  await signIn(page, server);
  await expect(page.getByText(CLOSED)).toBeVisible();

  await server.api("/queue/open-circuit-breaker", {
    method: "POST",
    body: { reason: "made by curl" },
  });

  await expect(page.getByText(/^Open - \d+ of \d+ queues? paused$/)).toBeVisible({ timeout: 4000 });
  await expect(page.getByText("made by curl").first()).toBeVisible();
  await server.api("/queue/close-circuit-breaker", { method: "POST", body: { reason: "by curl" } });
  await expect(page.getByText(CLOSED)).toBeVisible({ timeout: 4000 });
  expect(console).toEqual([]);
});

test("opens and closes the main breaker with a reason and typed words", async ({
  page,
  server,
  console,
}) => {
  await signIn(page, server);
  await page.getByRole("button", { name: "Open circuit breaker" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("Database failover");
  await dialog.getByLabel(/OPEN MAIN/).fill("OPEN MAIN");
  await dialog.getByRole("button", { name: "Open main breaker" }).click();

  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Close circuit breaker" })).toBeVisible();
  await expect(page.getByText("Database failover").first()).toBeVisible();
  expect(console).toEqual([]);
});

test("an expired session leads to sign-in and back to the same page", async ({ page, server }) => {
  await signIn(page, server, "/queue-monitoring?show=held&sort=waiting");
  const token = await page.evaluate(() => localStorage.getItem("recloser.token"));
  await server.api("/auth/sessions/current", { method: "DELETE", token: token ?? "" });

  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("Token").fill(await server.newSession());
  await page.getByRole("button", { name: "Sign in" }).click();

  await expect(page).toHaveURL(`${server.url}/queue-monitoring?show=held&sort=waiting`);
  await expect(page.getByRole("button", { name: /Held back/ })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
});

test("a deep link of a queue survives sign-in", async ({ page, server }) => {
  await signIn(page, server, "/queue-monitoring/embedded/mail?range=15");

  await expect(page).toHaveURL(`${server.url}/queue-monitoring/embedded/mail?range=15`);
  await expect(page.getByRole("heading", { name: "mail", level: 1 })).toBeVisible();
});

test("leaving the page leaves no poll behind", async ({ page, server }) => {
  await page.clock.install();
  await signIn(page, server);
  await expect(page.getByText(CLOSED)).toBeVisible();
  await page.goto("about:blank");
  const polls: string[] = [];
  page.on("request", (request) => polls.push(request.url()));

  await page.clock.fastForward(30_000);

  expect(polls).toEqual([]);
});

test("signing out stops the polls", async ({ page, server }) => {
  await signIn(page, server, "/settings");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.clock.install();
  const polls: string[] = [];
  page.on("request", (request) => polls.push(request.url()));

  await page.clock.runFor(30_000);

  expect(polls).toEqual([]);
});
