import { expect, rowOf, signedOut, signIn, test } from "./fixtures";

test.use({ storageState: signedOut });

test("a viewer sees every action, disabled, with the reason", async ({ page, server, console }) => {
  const token = await server.newToken("e2e viewer", "viewer");
  await signIn(page, server, "/queue-monitoring", token);
  const acts: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") acts.push(request.url());
  });
  const why = page.getByRole("tooltip").getByText("Your role viewer cannot open breakers.");

  const open = rowOf(page, "mail").getByRole("button", { name: "Open breaker of mail" });
  await expect(open).toHaveAttribute("aria-disabled", "true");
  await open.focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(why).toBeVisible();
  await page.keyboard.press("Enter");
  const main = page.getByRole("button", { name: "Open circuit breaker" });
  await expect(main).toHaveAttribute("aria-disabled", "true");
  await main.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Break mail" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );

  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByText("Reads everything. Cannot act.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Tokens" })).toHaveCount(0);
  expect(acts).toEqual([]);
  expect(console).toEqual([]);
});
