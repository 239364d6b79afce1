import type { RuleRow } from "../types/detail";
import { count, duration, percent } from "./format";

export type RuleBar = {
  /** Parts of the bar, 0 to 1. */
  filled: number;
  mark: number;
  value: string;
  rest: string;
};

/** How a rule is drawn. A ratio fills its own scale; the rest is scaled so that the limit stays visible. */
export function ruleBar(rule: RuleRow, total: number): RuleBar {
  const most = rule.name === "failure_ratio" ? 1 : Math.max(rule.limit, rule.value, 1e-9);
  const bar = { filled: rule.value / most, mark: rule.limit / most };
  switch (rule.name) {
    case "failure_ratio":
      return {
        ...bar,
        value: percent(rule.value),
        rest: ` of ${count(total)}, limit ${percent(rule.limit)}`,
      };
    case "outcomes":
      return { ...bar, value: count(rule.value), rest: ` of ${count(rule.limit)} needed` };
    case "distinct_jobs":
      return { ...bar, value: count(rule.value), rest: `, needs ${count(rule.limit)}` };
    case "span":
      return { ...bar, value: duration(rule.value), rest: `, needs ${duration(rule.limit)}` };
    case "streak":
      return { ...bar, value: count(rule.value), rest: `, opens at ${count(rule.limit)}` };
  }
}
