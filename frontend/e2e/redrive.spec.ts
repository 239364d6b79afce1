import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe";
import { expect, test } from "./fixtures";

const QUEUE = "webhooks";
const TRIP_MS = 60_000;
const WAY_BACK_MS = 150_000;

test.use({
  reducedMotion: "reduce",
  serverOptions: ["--engine=embedded=embedded?max-attempts=1"], // a job dies at its first failure
});

async function expectBothAccessible(page: Page, what: string, part?: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `${what}, ${colorScheme}`, part);
  }
}

test("dead jobs wait for the breaker, then go back at a pace", async ({ page, server }) => {
  test.setTimeout(300_000);
  const dependency = `/demo/dependencies/${QUEUE}`;
  await server.post(dependency, { mode: "fail" });
  await page.goto(`${server.url}/queue-monitoring/embedded/${QUEUE}`);
  await expect(page.getByText("Open - queue paused").first()).toBeVisible({ timeout: TRIP_MS });
  await page.getByRole("button", { name: "Redrive", exact: true }).click();

  const dialog = page.getByRole("dialog", { name: `Redrive dead jobs of ${QUEUE}` });
  await expect(dialog.getByText(/^Dry run at/)).toBeVisible();
  await expectBothAccessible(page, "redrive dialog", "[role=dialog]");
  const filter = dialog.getByLabel("Only jobs whose error or id contains");
  await filter.fill("nothing like it");
  await expect(dialog.getByRole("button", { name: "No dead job fits." })).toBeVisible();
  await filter.fill("");
  await dialog.getByRole("button", { name: /^Send \d+ jobs?$/ }).click();
  await expect(dialog).toBeHidden();

  const redrive = page.getByRole("region", { name: "Redrive" });
  await expect(redrive.getByText(/^Redrive waits: the breaker is /)).toBeVisible();
  await expect(redrive.getByText(/^0 of \d+ sent at 10\/s/)).toBeVisible();
  await expectBothAccessible(page, "redrive that waits");
  await server.post(dependency, { mode: "up" });

  await expect(redrive.getByText("Redrive is done")).toBeVisible({ timeout: WAY_BACK_MS });
  const all = /^(\d+) of \1 sent at 10\/s: \1 succeeded, 0 failed again, 0 running$/;
  await expect(redrive.getByText(all)).toBeVisible({ timeout: TRIP_MS });
});
