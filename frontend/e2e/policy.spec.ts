import { expect, test, withoutBrowserLines } from "./fixtures";

const QUEUE = "mail";
const PATH = `/queues/embedded/${QUEUE}/policy`;

test.afterEach(async ({ server }) => {
  await server.api(PATH, { method: "PUT", body: { fields: {}, reason: "end of test" } });
});

test("an admin changes the policy on the queue's page, is refused at the field, and resets it", async ({
  page,
  server,
  console,
}) => {
  await page.goto(`${server.url}/queue-monitoring/embedded/${QUEUE}`);
  const card = page.getByRole("region", { name: "Policy", exact: true });
  const ratio = card.getByRole("textbox", { name: "Failure ratio" });
  const save = card.getByRole("button", { name: "Save policy" });

  await card.getByRole("button", { name: "Edit policy" }).click();
  await ratio.fill("130%");
  await save.click();
  await expect(ratio).toBeFocused();
  await expect(ratio).toHaveAttribute("aria-invalid", "true");

  await ratio.fill("60%");
  await card.getByLabel("Reason").fill("Fails now and then");
  await save.click();
  await expect(card.getByRole("button", { name: "Edit policy" })).toBeVisible();
  await expect(card.getByRole("region", { name: "Opening" })).toContainText("60%set here");

  await page.reload();
  await expect(card.getByRole("region", { name: "Opening" })).toContainText("60%set here");
  await card.getByRole("button", { name: "Edit policy" }).click();
  await card.getByRole("button", { name: "Reset Failure ratio" }).click();
  await save.click();
  await expect(card.getByRole("region", { name: "Opening" })).toContainText("50%default");
  const history = page.getByRole("region", { name: "History" });
  await expect(history.getByText(/^Policy changed by /).first()).toBeVisible();
  expect(withoutBrowserLines(console)).toEqual([]);
});

test("a change of somebody else is not overwritten", async ({ page, server }) => {
  await page.goto(`${server.url}/queue-monitoring/embedded/${QUEUE}`);
  const card = page.getByRole("region", { name: "Policy", exact: true });
  await card.getByRole("button", { name: "Edit policy" }).click();
  await card.getByRole("textbox", { name: "Failure ratio" }).fill("60%");

  await server.api(PATH, { method: "PUT", body: { fields: { streak: 12 } } });
  await card.getByRole("button", { name: "Save policy" }).click();
  await expect(card.getByText(/Look again before you act/)).toBeVisible();
  await card.getByRole("button", { name: "Load what is there now" }).click();
  await expect(card.getByRole("textbox", { name: "Failures in a row" })).toHaveValue("12");
  await expect(card.getByRole("textbox", { name: "Failure ratio" })).toHaveValue("60%");
  await card.getByRole("button", { name: "Save policy" }).click();

  await expect(card.getByRole("region", { name: "Opening" })).toContainText("60%set here");
  await expect(card.getByRole("region", { name: "Opening" })).toContainText("12set here");
});
