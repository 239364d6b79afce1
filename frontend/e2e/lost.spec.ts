import { expect, signIn, test } from "./fixtures";

test("a killed server means connection lost after five errors; started again, the page comes back", async ({
  page,
  server,
}) => {
  await signIn(page, server);
  await expect(page.getByRole("table").first()).toBeVisible();

  await server.kill();

  await expect(page.getByText(/^\d polls? failed$/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Connection lost" })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole("table")).toHaveCount(0);
  await expect(page.getByText("Consecutive errors").locator("+ dd")).toHaveText(/^[5-9]$/);

  await server.start();

  // Sessions may end with the server; then sign-in leads back to the page.
  const back = page.getByRole("table").first();
  const signInAgain = page.getByRole("heading", { name: "Sign in" });
  await expect(back.or(signInAgain)).toBeVisible({ timeout: 45_000 });
});
