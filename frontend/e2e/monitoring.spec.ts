import { expect, rowOf, test, withoutBrowserLines } from "./fixtures";

const CLOSED = "Closed - queues may run";
/** Two polls and what the server needs to look at its engines: the promise of the page. */
const SEEN_WITHIN_MS = 4_000;

test.afterEach(async ({ server }) => {
  await server.post("/queue/close-circuit-breaker");
});

test("shows what another client did within 4 s, without console errors", async ({
  page,
  server,
  console,
}) => {
  await page.goto(`${server.url}/queue-monitoring`);
  await expect(page.getByText(CLOSED)).toBeVisible();

  await server.post("/queue/open-circuit-breaker", { reason: "made by curl" });
  await expect(page.getByText(/^Open - \d+ of \d+ queues? paused$/)).toBeVisible({
    timeout: SEEN_WITHIN_MS,
  });
  await expect(page.getByText("made by curl").first()).toBeVisible();
  await expect(rowOf(page, "mail").getByText("Main open - queue paused")).toBeVisible();

  await server.post("/queue/close-circuit-breaker", { reason: "closed by curl" });
  await expect(page.getByText(CLOSED)).toBeVisible({ timeout: SEEN_WITHIN_MS });
  expect(console).toEqual([]);
});

test("opens and closes the main breaker with a reason and typed words", async ({
  page,
  server,
  console,
}) => {
  await page.goto(`${server.url}/queue-monitoring`);
  await page.getByRole("button", { name: "Open circuit breaker" }).click();
  const dialog = page.getByRole("dialog");
  const open = dialog.getByRole("button", { name: "Open main breaker" });
  await dialog.getByLabel("Reason").fill("Database failover");
  await dialog.getByLabel(/OPEN MAIN/).fill("open main");
  await expect(open).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabel(/OPEN MAIN/).fill("OPEN MAIN");
  await open.click();

  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^Open - (\d+) of \1 queues? paused$/)).toBeVisible();
  await expect(page.getByText("Database failover").first()).toBeVisible();

  await page.getByRole("button", { name: "Close circuit breaker" }).click();
  await dialog.getByLabel("Reason").fill("Failover is over");
  await dialog.getByLabel(/CLOSE MAIN/).fill("CLOSE MAIN");
  await dialog.getByRole("button", { name: "Close main breaker" }).click();

  await expect(dialog).toBeHidden();
  await expect(page.getByText(CLOSED)).toBeVisible();
  await expect(page.getByText("Failover is over").first()).toBeVisible();
  expect(console).toEqual([]);
});

test("a deep link keeps queue and range; the way back keeps filter and order", async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}/queue-monitoring/embedded/mail?range=15`);
  await expect(page.getByRole("heading", { name: "mail", level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: "15 m" })).toHaveAttribute("aria-pressed", "true");

  await page.goto(`${server.url}/queue-monitoring?q=mail&sort=waiting`);
  await expect(page.getByRole("textbox", { name: "Filter queues" })).toHaveValue("mail");
  await expect(rowOf(page, "payments")).toHaveCount(0);
  await expect(rowOf(page, "mail")).toBeVisible();
});

test("a change made by somebody else meanwhile is not overwritten", async ({
  page,
  server,
  console,
}) => {
  await page.goto(`${server.url}/queue-monitoring/embedded/webhooks`);
  await page.getByRole("button", { name: "Open breaker", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("Receiver is moving");
  await server.post("/queues/embedded/webhooks/breaker/open", { reason: "first by curl" });

  await dialog.getByRole("button", { name: "Open and pause queue" }).click();

  await expect(
    dialog.getByText(/^Someone changed it \d+ s ago: held open by admin\./),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText(/first by curl/).first()).toBeVisible();
  await server.post("/queues/embedded/webhooks/breaker/close", { reason: "end of test" });
  expect(withoutBrowserLines(console)).toEqual([]);
});
