import { expect, rowOf, test, withoutBrowserLines } from "./fixtures";

/** Five polls of 2 s; generous, since it also waits for a busy machine. */
const FIVE_POLLS_MS = 30_000;
/** A start of the server and the longest wait between two looks. */
const BACK_MS = 75_000;

test("a killed server means connection lost after five errors; back on its port, the page comes back by itself", async ({
  page,
  server,
  console,
}) => {
  test.setTimeout(150_000);
  await page.goto(`${server.url}/queue-monitoring?q=mail`);
  await expect(rowOf(page, "mail")).toBeVisible();

  await server.kill();
  await expect(page.getByText(/^[1-4] polls? failed$/)).toBeVisible();
  await expect(page.getByRole("table").first()).toBeVisible();

  const lost = page.getByRole("heading", { name: "Connection lost" });
  await expect(lost).toBeVisible({ timeout: FIVE_POLLS_MS });
  await expect(
    page.getByText("Connection lost. Please refresh the page to resume monitoring."),
  ).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
  const fact = (name: string) => page.getByText(name, { exact: true }).locator("+ dd");
  await expect(fact("Consecutive errors")).toHaveText(/^[5-9]$/);
  await expect(fact("Last good answer")).toHaveText(/^\d\d:\d\d:\d\d UTC, \d+ s ago$/);
  await expect(fact("Last error")).toContainText("The server cannot be reached");
  await expect(page.getByText(/^looking for the server (again in \d+ s|now)$/)).toBeVisible();

  await server.start();

  await expect(rowOf(page, "mail")).toBeVisible({ timeout: BACK_MS });
  await expect(lost).toHaveCount(0);
  await expect(page).toHaveURL(`${server.url}/queue-monitoring?q=mail`);
  await expect(page.getByText("Closed - queues may run")).toBeVisible();
  expect(withoutBrowserLines(console)).toEqual([]);
});
