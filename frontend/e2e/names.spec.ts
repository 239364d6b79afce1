import { expect, rowOf, test } from "./fixtures";
import { ADMIN_TOKEN } from "./server";
import { sendJob } from "./stomp";

const HOSTILE = "<img src=x onerror=alert(1)>/a b%";

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
  await sendJob(server.brokerPort, ADMIN_TOKEN, HOSTILE, "{}");

  await page.goto(`${server.url}/queue-monitoring`);
  const row = rowOf(page, HOSTILE);
  await expect(row).toBeVisible();
  await expect(page.getByText("No workers.").first()).toBeVisible();
  await row.getByRole("link", { name: HOSTILE }).click();

  await expect(page.getByRole("heading", { name: HOSTILE, level: 1 })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Distance to opening" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: HOSTILE, level: 1 })).toBeVisible();
  await expect(page.locator("img[src=x]")).toHaveCount(0);
  expect(dialogs).toEqual([]);
  expect(console).toEqual([]);
});
