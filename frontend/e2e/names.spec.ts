import { expect, rowOf, test } from "./fixtures";
import { ADMIN_TOKEN } from "./server";
import { sendJob } from "./stomp";

const PLAIN = "<img src=x onerror=alert(1)>/a b";
const WITH_PERCENT = "<img src=x onerror=alert(2)>/a b%";

test("a queue name that is HTML and a path is text everywhere, and its link leads to it", async ({
  page,
  server,
  console,
}) => {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  for (const name of [PLAIN, WITH_PERCENT]) {
    await sendJob(server.brokerPort, ADMIN_TOKEN, name, "{}");
    await page.goto(`${server.url}/queue-monitoring`);
    const link = rowOf(page, name).getByRole("link", { name, exact: true });
    await expect(page.getByText("No workers.").first()).toBeVisible();
    await link.click();

    await expect(page.getByRole("heading", { name, level: 1, exact: true })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Distance to opening" })).toBeVisible();
    await expect(page.locator("img[src=x]")).toHaveCount(0);
  }
  await page.goBack();
  await rowOf(page, PLAIN).getByRole("link", { name: PLAIN, exact: true }).click();
  await page.reload();
  await expect(page.getByRole("heading", { name: PLAIN, level: 1, exact: true })).toBeVisible();
  expect(dialogs).toEqual([]);
  expect(console).toEqual([]);
});
