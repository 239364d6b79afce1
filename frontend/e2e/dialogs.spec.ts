import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe";
import { expect, rowOf, test } from "./fixtures";

const QUEUE = "mail";
const ID = `embedded/${QUEUE}`;

/** The real snapshot with one breaker as if it had opened: no spec has to wait for a real outage. */
async function asIfOpen(page: Page, more: Record<string, unknown> = {}): Promise<void> {
  await page.route("**/api/v1/snapshot", async (route) => {
    const headers = { ...route.request().headers(), "if-none-match": "" };
    const response = await route.fetch({ headers });
    const body = await response.json();
    for (const queue of body.data.queues) {
      if (queue.id !== ID) continue;
      const cause = { top_errors: [{ error: "SmtpTimeout", count: 18 }], text: "20 of 20 failed." };
      Object.assign(queue.breaker, { mode: "active", lock: "none", cause, ...more });
    }
    await route.fulfill({ response, json: body });
  });
}

interface Queue {
  id?: string;
  counts?: object;
}

/** The real queue, but no probe has ended yet, whatever another spec did with it. */
async function asIfNeverProbed(page: Page): Promise<void> {
  await page.route(`**/api/v1/queues/${ID}`, async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    Object.assign(body.data, { recent_probes: [] });
    await route.fulfill({ response, json: body });
  });
}

/** The real queue, but one of its jobs is dead. */
async function asIfOneIsDead(page: Page): Promise<void> {
  const rows = (data: Queue & { queues?: Queue[] }) => data.queues ?? [data];
  for (const url of ["**/api/v1/snapshot", `**/api/v1/queues/${ID}`]) {
    await page.route(url, async (route) => {
      const headers = { ...route.request().headers(), "if-none-match": "" };
      const response = await route.fetch({ headers });
      const body = await response.json();
      for (const queue of rows(body.data)) {
        if (queue.id === ID) Object.assign(queue.counts ?? {}, { dead: 1 });
      }
      await route.fulfill({ response, json: body });
    });
  }
}

const deadJob = {
  id: "job-1",
  state: "dead",
  native_state: "DLQ",
  attempts: 5,
  enqueued_at: null,
  error: "SmtpTimeout",
  body: null,
  properties: {},
  redrive: { kind: "rebuilt", reason: "Made from its arguments." },
};

// A poll may be on its way when a test ends.
test.afterEach(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, reducedMotion: "reduce" });

    test("the warning before closing passes axe", async ({ page, server }) => {
      await asIfOpen(page, { phase: "open", state: "open" });
      await asIfNeverProbed(page);
      await page.goto(`${server.url}/queue-monitoring`);
      await rowOf(page, QUEUE)
        .getByRole("button", { name: `Close breaker of ${QUEUE}` })
        .click();

      const dialog = page.getByRole("dialog", { name: `Close breaker of ${QUEUE}` });
      await expect(dialog.getByRole("alert")).toContainText("probably still down");
      await expectAccessible(page, "close warning", "[role=dialog]");
    });

    test("removing a dead job passes axe", async ({ page, server }) => {
      await asIfOneIsDead(page);
      await page.route("**/jobs?*", (route) =>
        route.fulfill({
          json: { status: "success", data: { items: [deadJob], next_cursor: null, total: 1 } },
        }),
      );
      await page.goto(`${server.url}/queue-monitoring/${ID}`);
      await page.getByRole("button", { name: "Remove job job-1" }).click();

      const dialog = page.getByRole("dialog", { name: "Remove dead job" });
      await expect(dialog.getByRole("button", { name: "Remove dead job" })).toBeVisible();
      await expectAccessible(page, "job removal", "[role=dialog]");
    });

    test("making and removing a token passes axe", async ({ page, server }) => {
      await page.goto(`${server.url}/settings`);
      const name = `axe ${colorScheme}`;
      await page.getByLabel("Name").fill(name);
      await page.getByRole("button", { name: "Make token" }).click();
      await expect(page.getByRole("button", { name: "Copy token" })).toBeVisible();
      await expectAccessible(page, "made token");
      await page.getByRole("button", { name: `Remove ${name}` }).click();

      const dialog = page.getByRole("dialog", { name: "Remove token" });
      await expect(dialog).toBeVisible();
      await expectAccessible(page, "token removal", "[role=dialog]");
      await dialog.getByRole("button", { name: "Remove token" }).click();
      await expect(dialog).toBeHidden();
    });

    test("ignoring a job type passes axe", async ({ page, server }) => {
      const withheld = {
        kind: "type_suspect",
        name: "newsletter.send",
        text: "24 of 26 failures are of job type newsletter.send, other types succeed",
        since: "2026-01-01T00:00:00Z",
        ignore_rule: "type:^newsletter\\.send$",
      };
      await asIfOpen(page, { withheld });
      await page.goto(`${server.url}/queue-monitoring/${ID}`);
      await expect(page.getByText("Not opened: only one job type fails.")).toBeVisible();
      await expectAccessible(page, "withheld");
      await page.getByRole("button", { name: /^Ignore this type/ }).click();

      const dialog = page.getByRole("dialog", { name: "Ignore failures of this job type" });
      await expect(dialog.getByText(withheld.ignore_rule)).toBeVisible();
      await expectAccessible(page, "ignore", "[role=dialog]");
    });

    test("editing a policy passes axe", async ({ page, server }) => {
      await page.goto(`${server.url}/queue-monitoring/${ID}`);
      await page.getByRole("button", { name: "Edit policy" }).click();
      await page.getByRole("textbox", { name: "Failure ratio" }).fill("sixty");
      await expect(page.getByText("Write it as 50%")).toBeVisible();

      await expectAccessible(page, "policy form");
    });
  });
}
