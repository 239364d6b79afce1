import { expect, it } from "vitest";
import { engine, queue, snapshot } from "../test/factories/queues";
import { actBlocked } from "./breakerActs";
import {
  changeLines,
  changeOf,
  enginesOf,
  isGroupName,
  isSame,
  patternsOf,
  queuesOf,
  rebase,
  suggestedName,
} from "./groups";
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

it("reads a pattern a line, each once", () => {
  expect(patternsOf(" a/b\n\na/c-* \na/b\n")).toEqual(["a/b", "a/c-*"]);
  expect(patternsOf(" \n")).toEqual([]);
});

it("says what a change adds and takes out, whatever the order", () => {
  expect(isSame(["a/b", "a/c"], ["a/c", "a/b"])).toBe(true);
  expect(isSame(["a/b"], ["a/b", "a/c"])).toBe(false);
  expect(changeLines(changeOf(["a/b", "a/c"], ["a/c", "a/d", "a/e"]))).toEqual([
    "Added: a/d, a/e",
    "Taken out: a/b",
  ]);
});

it("puts wishes on top of a newer list", () => {
  const before = ["a/b", "a/c"];

  expect(rebase(before, ["a/b", "a/x"], ["a/b", "a/c", "a/y"])).toEqual(["a/b", "a/y", "a/x"]);
  expect(rebase(before, [...before, "a/x"], ["a/b", "a/x"])).toEqual(["a/b", "a/x"]);
});
