import { expectAccessible } from "./axe";
import { expect, rowOf, test, withoutBrowserLines } from "./fixtures";

const NAME = "e2e";
const PATH = `/groups/${NAME}`;
const QUEUES = ["embedded/webhooks", "embedded/receipts-*"];

test.beforeEach(async ({ server }) => {
  await server.api(PATH, { method: "PUT", body: { queues: QUEUES, reason: "for a test" } });
});

test.afterEach(async ({ server }) => {
  await server.api(`${PATH}?reason=end`, { method: "DELETE" });
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, reducedMotion: "reduce" });

    test("a group is changed, refused at the field, and removed; its page and dialogs pass axe", async ({
      page,
      server,
      console,
    }) => {
      await page.goto(`${server.url}/queue-monitoring/groups/${NAME}`);
      await page.getByRole("button", { name: "Change queues" }).click();
      const change = page.getByRole("dialog", { name: /^Change queues/ });
      const queues = change.getByLabel("Queues");
      await expect(queues).toHaveValue(QUEUES.join("\n"));
      await expectAccessible(page, "group", "main");
      await expectAccessible(page, "change of a group", "[role=dialog]");

      await change.getByLabel("Reason").fill("one provider now");
      await queues.fill("webhooks");
      await change.getByRole("button", { name: "Save queues" }).click();
      await expect(queues).toBeFocused();
      await expect(change.getByText(/'webhooks' of the group e2e is not like/)).toBeVisible();
      await queues.fill("embedded/webhooks");
      await change.getByRole("button", { name: "Save queues" }).click();
      await expect(change).toBeHidden();
      const group = await server.api(PATH);
      expect(group).toMatchObject({ data: { queues: ["embedded/webhooks"], source: "api" } });

      await page.getByRole("button", { name: "Remove group" }).click();
      const remove = page.getByRole("dialog", { name: `Remove group ${NAME}` });
      await expectAccessible(page, "removal of a group", "[role=dialog]");
      await remove.getByLabel("Reason").fill("two providers now");
      await remove.getByRole("button", { name: "Remove group" }).click();
      await expect(page).toHaveURL(`${server.url}/queue-monitoring`);
      await expect(rowOf(page, "mail")).toBeVisible();
      await expect(rowOf(page, NAME)).toBeHidden();
      expect(withoutBrowserLines(console)).toEqual([]);
    });
  });
}
