import { IconCheck, IconCircleDashed } from "@tabler/icons-react";
import { labels } from "../../lib/labels";
import { ruleBar } from "../../lib/rules";
import type { RuleRow } from "../../types/detail";

export function RuleRows({ rules, total }: { rules: RuleRow[]; total: number }) {
  return (
    <ul className="rules">
      {rules.map((rule) => {
        const bar = ruleBar(rule, total);
        const hit = rule.holds && rule.frozen;
        return (
          <li key={rule.name} data-hit={hit || undefined}>
            <span className="text2">{labels.detail.rules[rule.name]}</span>
            <span className="meter" aria-hidden>
              <i style={{ width: `${bar.filled * 100}%` }} />
              <u style={{ left: `${bar.mark * 100}%` }} />
            </span>
            <span className="num text2">
              <b>{bar.value}</b>
              {bar.rest}
            </span>
            {rule.holds ? (
              <IconCheck
                size={14}
                stroke={2.1}
                className={hit ? "red" : "text3"}
                aria-label="holds"
              />
            ) : (
              <IconCircleDashed
                size={14}
                stroke={2.1}
                className="text3"
                aria-label="does not hold"
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
