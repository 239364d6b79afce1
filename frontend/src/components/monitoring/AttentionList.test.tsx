import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http } from "msw";
import { expect, it } from "vitest";
import { viewsOf } from "../../lib/queueView";
import { policy, withheld } from "../../test/factories/protection";
import { breaker, queue, snapshot } from "../../test/factories/queues";
import { meIs, renderPage, snapshotIs, success } from "../../test/page";
import { network } from "../../test/setup";
import type { Attention } from "../../types/snapshot";
import { AttentionList } from "./AttentionList";

const POLICY = "*/api/v1/queues/embedded/mail/policy";

const line = (more: Partial<Attention>): Attention => ({
  rule: "type_suspect",
  severity: "amber",
  engine: "embedded",
  queue: "embedded/mail",
  text: "Not opened.",
  detail: "Only newsletter.send fails.",
  since: null,
  ...more,
});

const state = snapshot({
  queues: [queue("mail", { breaker: breaker({ withheld: withheld() }) })],
});

function show(role: "operator" | "admin", lines: Attention[]) {
  network.use(
    meIs({ role }),
    snapshotIs(() => state),
  );
  renderPage(<AttentionList lines={lines} views={viewsOf(state, 0)} />, null);
}

it("ignores a job type after it said the rule, and keeps the rest of the policy", async () => {
  const sent: unknown[] = [];
  network.use(
    http.get(POLICY, () => success(policy())),
    http.put(POLICY, async ({ request }) => {
      sent.push(await request.json());
      return success(policy());
    }),
  );
  show("admin", [line({})]);
  const button = await screen.findByRole("button", { name: /Ignore this type: newsletter.send/ });
  await userEvent.click(button);

  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText("type:^newsletter\\.send$")).toBeDefined();
  const confirm = within(dialog).getByRole("button", { name: "Ignore this type" });
  await expect.poll(() => confirm.getAttribute("aria-disabled")).toBeNull();
  await userEvent.click(confirm);

  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(sent).toEqual([
    {
      fields: { streak: 6, ignore: ["class:^Validation", "type:^newsletter\\.send$"] },
      reason: "Ignore newsletter.send",
      expected_version: 7,
    },
  ]);
});

it("tells an operator that only an admin can do it", async () => {
  show("operator", [line({})]);

  const button = () => screen.getByRole("button", { name: /Ignore this type/ });
  await expect.poll(() => button().getAttribute("aria-disabled")).toBe("true");
  await userEvent.click(button());

  expect(screen.queryByRole("dialog")).toBeNull();
});

it("lists the queues that fail together", () => {
  show("operator", [
    line({ rule: "correlated", queue: null, queues: ["embedded/mail", "orders/a/b"] }),
  ]);

  expect(screen.getByText("2 queues")).toBeDefined();
  const link = screen.getByRole("link", { name: "orders/a/b" });
  expect(link.getAttribute("href")).toBe("/queue-monitoring/orders/a%2Fb");
});
