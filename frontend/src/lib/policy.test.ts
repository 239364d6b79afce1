import { describe, expect, it } from "vitest";
import { field, policy } from "../test/factories/protection";
import {
  changeLines,
  changeOf,
  draftOf,
  groupsOf,
  isChanged,
  limitWords,
  parse,
  policyBlocked,
  problemsOf,
  rebase,
  valueWords,
  withRule,
  withText,
} from "./policy";

const base = policy();
const draft = draftOf(base);
const ratio = field("failure_ratio");

describe("policy", () => {
  it("writes shares in percent, spans with their unit, limits in the same words", () => {
    expect(valueWords(ratio, 0.5)).toBe("50%");
    expect(limitWords(ratio)).toBe("5% to 100%");
    const wait = field("base_open", { type: "duration", min: "500ms", max: "10m" });
    expect(valueWords(wait, "2s")).toBe("2 s");
    expect(limitWords(wait)).toBe("500 ms to 10 m");
    expect(limitWords({ ...wait, words: ["off"] })).toBe("off or 500 ms to 10 m");
    expect(valueWords(field("ramp", { max: null, unit: "per s" }), 3)).toBe("3 per s");
    expect(valueWords(field("ignore", { type: "list" }), [])).toBe("none");
  });

  it("reads what a person types", () => {
    expect(parse(ratio, "60%")).toEqual({ ok: true, value: 0.6 });
    expect(parse(ratio, "0.6")).toEqual({ ok: true, value: 0.6 });
    expect(parse(ratio, "60")).toEqual({ ok: false, message: "Write it as 60%" });
    expect(parse(field("streak", { type: "integer", max: 100 }), "many").ok).toBe(false);
    expect(parse(field("base_open", { type: "duration" }), " 2 s ")).toEqual({
      ok: true,
      value: "2s",
    });
    expect(parse(field("ignore", { type: "list" }), "type:^a$\n\n b \n")).toEqual({
      ok: true,
      value: ["type:^a$", "b"],
    });
  });

  it("groups the fields and keeps one that it does not know", () => {
    const groups = groupsOf([...base.fields, field("brand_new")]);

    expect(groups.map((it) => it.name)).toEqual(["opening", "waiting", "classification", "other"]);
  });

  it("sends all that is set here and nothing else: it replaces", () => {
    const next = withText(base, draft, "failure_ratio", "60%");

    expect(changeOf(base, next, "why")).toEqual({
      preset: null,
      fields: { failure_ratio: 0.6, streak: 6 },
      reason: "why",
      expected_version: 7,
    });
    expect(changeLines(base, next)).toEqual(["Failure ratio: 50% → 60%"]);
  });

  it("gives a field back to file and default by leaving it out", () => {
    const next = withText(base, draft, "streak", null);

    expect(changeOf(base, next, "").fields).toEqual({});
    expect(changeLines(base, next)).toEqual(["Failures in a row: 6 → back to file or default"]);
  });

  it("is not changed by typing a value and taking it back", () => {
    const there = withText(base, draft, "failure_ratio", "60%");

    expect(isChanged(base, there)).toBe(true);
    expect(isChanged(base, withText(base, there, "failure_ratio", "50%"))).toBe(false);
  });

  it("names the field that cannot be sent", () => {
    const next = withText(base, draft, "failure_ratio", "sixty");

    expect(problemsOf(base, next)).toEqual({ failure_ratio: "Write it as 50%" });
  });

  it("keeps the wishes on top of a newer policy", () => {
    const mine = withText(base, draft, "failure_ratio", "60%");
    const now = policy({
      version: 8,
      fields: base.fields.map((it) => (it.key === "streak" ? { ...it, value: 9 } : it)),
    });

    const change = changeOf(now, rebase(base, mine, now), "");

    expect(change.fields).toEqual({ failure_ratio: 0.6, streak: 9 });
    expect(change.expected_version).toBe(8);
  });

  it("adds a rule to ignore and keeps the rest; knows a rule that is there", () => {
    const change = withRule(base, "type:^newsletter$", "Ignore newsletter");

    expect(change?.fields).toEqual({
      streak: 6,
      ignore: ["class:^Validation", "type:^newsletter$"],
    });
    expect(withRule(base, "class:^Validation", "")).toBeNull();
  });

  it("lets only an admin change it", () => {
    expect(policyBlocked("admin")).toBeNull();
    expect(policyBlocked("operator")).toBe("Only an admin can change the policy.");
  });
});
