import { type ReactNode, useId } from "react";
import { labels } from "../../lib/labels";
import type { FieldGroup } from "../../lib/policy";

type PolicyGroupProps = { name: FieldGroup["name"]; children: ReactNode };

export function PolicyGroup({ name, children }: PolicyGroupProps) {
  const id = useId();
  return (
    <section className="policy-group" aria-labelledby={id}>
      <h3 id={id}>{labels.policy.groups[name]}</h3>
      {children}
    </section>
  );
}
