import AxeBuilder from "@axe-core/playwright";
import { expect, signIn, test } from "./fixtures";

const PAGES = [
  "/queue-monitoring",
  "/queue-monitoring/embedded/mail",
  "/audit",
  "/engines",
  "/settings",
];

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("sign-in passes axe", async ({ page, server }) => {
      await page.goto(`${server.url}/sign-in`);
      await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });

    for (const path of PAGES)
      test(`${path} passes axe`, async ({ page, server, console }) => {
        await signIn(page, server, path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
        expect(console).toEqual([]);
      });

    test("the main dialog passes axe", async ({ page, server }) => {
      await signIn(page, server);
      await page.getByRole("button", { name: "Open circuit breaker" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });
  });
}
