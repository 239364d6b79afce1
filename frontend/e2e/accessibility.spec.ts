import { expectAccessible } from "./axe";
import { expect, rowOf, signedOut, test } from "./fixtures";

const PAGES = [
  ["/queue-monitoring", "Queues"],
  ["/queue-monitoring/embedded/payments", "payments"],
  ["/outages", "Outages"],
  ["/audit", "Audit"],
  ["/engines", "Engines"],
  ["/settings", "Settings"],
] as const;

const QUEUE = "payments";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, reducedMotion: "reduce" });

    test("every page passes axe", async ({ page, server, console }) => {
      for (const [path, heading] of PAGES) {
        await page.goto(`${server.url}${path}`);
        await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
        await page.waitForLoadState("networkidle");
        await expectAccessible(page, path);
      }
      expect(console).toEqual([]);
    });

    test("every dialog passes axe", async ({ page, server, console }) => {
      const dialog = page.getByRole("dialog");
      const leave = async (what: string): Promise<void> => {
        await expect(dialog).toBeVisible();
        await expectAccessible(page, what, "[role=dialog]");
        await page.keyboard.press("Escape");
        await expect(dialog).toBeHidden();
      };
      const fromMenu = async (act: string): Promise<void> => {
        await page.getByRole("button", { name: `More actions for ${QUEUE}` }).click();
        await page.getByRole("menuitem", { name: act }).click();
        await leave(act);
      };
      await page.goto(`${server.url}/queue-monitoring`);
      await page.getByRole("button", { name: "Open circuit breaker" }).click();
      await leave("main");
      await rowOf(page, QUEUE)
        .getByRole("button", { name: `Open breaker of ${QUEUE}` })
        .click();
      await leave("open");
      await fromMenu("Force close");
      await fromMenu("Watch only");
      await server.post(`/queues/embedded/${QUEUE}/breaker/open`, { reason: "for axe" });
      await rowOf(page, QUEUE)
        .getByRole("button", { name: `Release of ${QUEUE}` })
        .click();
      await leave("release");
      await expectAccessible(page, "held open");
      await server.post(`/queues/embedded/${QUEUE}/breaker/close`, { reason: "for axe" });
      await page.keyboard.press("?");
      await leave("keyboard");
      expect(console).toEqual([]);
    });

    test("connection lost passes axe", async ({ page, server }) => {
      await page.clock.install();
      await page.goto(`${server.url}/queue-monitoring`);
      await expect(rowOf(page, QUEUE)).toBeVisible();
      await page.route("**/api/**", (route) => route.abort());
      const lost = page.getByRole("heading", { name: "Connection lost" });
      await expect(async () => {
        await page.clock.runFor(2_000);
        await expect(lost).toBeVisible({ timeout: 100 });
      }).toPass();
      await expectAccessible(page, "connection lost");
    });

    test.describe("signed out", () => {
      test.use({ storageState: signedOut });

      test("sign-in passes axe", async ({ page, server }) => {
        await page.goto(`${server.url}/sign-in`);
        await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
        await expectAccessible(page, "sign-in");
      });
    });
  });
}
