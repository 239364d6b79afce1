import { expect, it } from "vitest";
import { engine, queue, snapshot } from "../test/factories/queues";
import { actBlocked } from "./breakerActs";
import { enginesOf, isGroupName, queuesOf, suggestedName } from "./groups";
import { viewOf } from "./queueView";
import { totalsOf } from "./totals";

it("suggests what the names share, and nothing when that is little", () => {
  expect(suggestedName(["redis/stripe.refunds", "mail/stripe.payouts"])).toBe("stripe");
  expect(suggestedName(["redis/Billing_EU", "redis/billing_us"])).toBe("billing");
  expect(suggestedName(["redis/mail", "redis/billing"])).toBe("");
  expect(suggestedName(["redis/mail", "redis/mailing"])).toBe("mail");
});

it("knows what may be a name", () => {
  expect(isGroupName("stripe-2")).toBe(true);
  expect(isGroupName("Stripe")).toBe(false);
  expect(isGroupName("")).toBe(false);
  expect(isGroupName("a".repeat(41))).toBe(false);
});

it("counts the jobs of a group's queues once", () => {
  const member = queue("mail", { group: "stripe" });
  const group = queue("stripe", {
    members: [{ id: "embedded/mail", paused: false, problem: null }],
  });
  const views = [member, group].map((row) => viewOf(row, null, 0));

  expect(totalsOf(views).waiting.value).toBe(38);
  const all = snapshot({ queues: [member, group], engines: [engine(), engine({ id: "groups" })] });
  expect(queuesOf(all)).toEqual([member]);
  expect(enginesOf(all)).toHaveLength(1);
});

it("says who guards a queue that takes no orders", () => {
  const view = viewOf(queue("mail", { group: "stripe" }), null, 0);

  expect(actBlocked("open", view, "admin")).toContain("group stripe");
});
