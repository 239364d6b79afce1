import type { Page } from "@playwright/test";
import { expect, rowOf, test } from "./fixtures";

const QUEUE = "llm";

const menuAct = async (page: Page, act: string): Promise<void> => {
  await page.getByRole("button", { name: `More actions for ${QUEUE}` }).click();
  await page.getByRole("menuitem", { name: act }).click();
};

test.afterEach(async ({ server }) => {
  await server.post(`/queues/embedded/${QUEUE}/breaker/close`, { reason: "end of test" });
});

test("holds a queue open until a time, with the engine's word for it, and releases it", async ({
  page,
  server,
  console,
}) => {
  await page.goto(`${server.url}/queue-monitoring`);
  const row = rowOf(page, QUEUE);
  await row.getByRole("button", { name: `Open breaker of ${QUEUE}` }).click();
  const dialog = page.getByRole("dialog");
  const confirm = dialog.getByRole("button", { name: "Open and pause queue" });
  await expect(confirm).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabel("Reason").fill("Quota is used up");
  await dialog.getByRole("button", { name: "4 h" }).click();
  await confirm.click();

  await expect(dialog).toBeHidden();
  await expect(row.getByText("Held open - queue paused")).toBeVisible();
  await expect(row.getByText(/^by admin, to (\d+ \w+ )?\d\d:\d\d$/)).toBeVisible();

  await row.getByRole("link", { name: QUEUE }).click();
  await expect(page.getByText(/Held open by admin at .*: Quota is used up\. Until /)).toBeVisible();
  await expect(page.getByText(/^Pause confirmed by engine \d\d:\d\d:\d\d$/)).toBeVisible();

  await page.getByRole("button", { name: "Release", exact: true }).click();
  await dialog.getByLabel("Reason").fill("New quota");
  await dialog.getByRole("button", { name: "Release" }).click();
  await expect(dialog).toBeHidden();
  await expect(
    page.getByText(/^(Ramping - limited to \d+%|Closed - flowing)$/).first(),
  ).toBeVisible();
  expect(console).toEqual([]);
});

test("forces a queue closed until a time; released, it stays closed", async ({
  page,
  server,
  console,
}) => {
  await page.goto(`${server.url}/queue-monitoring/embedded/${QUEUE}`);
  await menuAct(page, "Force close");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "No end" })).toHaveCount(0);
  await dialog.getByLabel("Reason").fill("The errors are known");
  await dialog.getByRole("button", { name: "15 m" }).click();
  await dialog.getByRole("button", { name: "Force closed" }).click();

  await expect(dialog).toBeHidden();
  await expect(page.getByText("Forced closed - jobs run").first()).toBeVisible();
  await expect(page.getByText(/There is no protection\. Forced closed by admin/)).toBeVisible();

  await page.getByRole("button", { name: "Release", exact: true }).click();
  await dialog.getByLabel("Reason").fill("Errors are gone");
  await dialog.getByRole("button", { name: "Release" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Closed - flowing").first()).toBeVisible();
  expect(console).toEqual([]);
});

test("Escape closes a dialog, sends nothing and gives the focus back", async ({ page, server }) => {
  await page.goto(`${server.url}/queue-monitoring`);
  const button = rowOf(page, QUEUE).getByRole("button", { name: `Open breaker of ${QUEUE}` });
  await button.click();
  await expect(page.getByRole("dialog").getByLabel("Reason")).toBeFocused();
  const acts: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") acts.push(request.url());
  });

  await page.keyboard.press("Escape");

  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(button).toBeFocused();
  expect(acts).toEqual([]);
});
