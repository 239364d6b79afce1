import { expect, rowOf, test } from "./fixtures";

/** Evidence to open, the waits between probes, a ramp that doubles every 5 s. */
const TRIP_MS = 40_000;
const WAY_BACK_MS = 100_000;

test("Break mail: its breaker opens by itself and says why; Mend mail: it probes, ramps and closes", async ({
  page,
  server,
  console,
}) => {
  test.setTimeout(300_000);
  await page.goto(`${server.url}/queue-monitoring`);
  const mail = rowOf(page, "mail");
  for (const name of ["mail", "payments", "llm", "webhooks"]) // specs before may have left a ramp
    await expect(rowOf(page, name).getByText("Closed - flowing")).toBeVisible({
      timeout: WAY_BACK_MS,
    });

  await page.getByRole("button", { name: "Break mail" }).click();
  await expect(mail.getByText("Open - queue paused")).toBeVisible({ timeout: TRIP_MS });
  const attention = page.getByRole("region", { name: "Needs attention" });
  await expect(attention.getByText(/failed.* with SmtpException/)).toBeVisible();
  for (const other of ["payments", "llm", "webhooks"])
    await expect(rowOf(page, other).getByText("Closed - flowing")).toBeVisible();

  await mail.getByRole("link", { name: "mail" }).click();
  await expect(page.getByRole("heading", { name: "Why it opened" })).toBeVisible();
  await expect(page.getByText(/failed.* with SmtpException/).first()).toBeVisible();
  await expect(page.getByText(/^Next probe at \d\d:\d\d:\d\d$/)).toBeVisible({ timeout: 30_000 });
  const history = page.getByRole("region", { name: "History" });
  await expect(history.getByText("Opened by itself").first()).toBeVisible();

  await page.getByRole("link", { name: "Queues" }).first().click();
  await page.getByRole("button", { name: "Mend mail" }).click();
  await mail.getByRole("link", { name: "mail" }).click();
  await expect(page.getByText(/^Ramping - limited to \d+%$/).first()).toBeVisible({
    timeout: WAY_BACK_MS,
  });
  await expect(page.getByText(/^[\d.]+ of [\d.]+ jobs per s allowed$/)).toBeVisible();
  await expect(page.getByText("Closed - flowing").first()).toBeVisible({ timeout: WAY_BACK_MS });
  for (const step of ["Probing by itself", "Ramping by itself", "Closed by itself"])
    await expect(history.getByText(step).first()).toBeVisible();

  await page.getByRole("link", { name: "Outages" }).first().click();
  const outage = page.getByRole("row", { name: /^mail/ }).first();
  await expect(outage.getByText("Over")).toBeVisible();
  await outage.getByRole("link", { name: "mail" }).click();
  await expect(page.getByText(/failed.* with SmtpException/).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "How the estimates are made" })).toBeVisible();
  await page.getByRole("link", { name: "Show queue" }).click();
  await expect(page.getByRole("region", { name: "Outages of this queue" })).toContainText("spared");
  expect(console).toEqual([]);
});
