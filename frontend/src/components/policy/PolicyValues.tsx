import { labels } from "../../lib/labels";
import { fieldName, groupsOf, limitWords, valueWords } from "../../lib/policy";
import type { PolicyField, PolicyView } from "../../types/protection";
import { PolicyGroup } from "./PolicyGroup";

const words = labels.policy;

export function SourceTag({ field }: { field: PolicyField }) {
  return (
    <span className="policy-source" data-source={field.source}>
      {words.sources[field.source]}
    </span>
  );
}

function Row({ field }: { field: PolicyField }) {
  const list = field.type === "list";
  const limits = limitWords(field);
  return (
    <div className="policy-row" data-list={list || undefined}>
      <dt>
        {fieldName(field.key)}
        <span className="line2">{field.about}</span>
      </dt>
      <dd>
        <b className={list ? "mono policy-list" : "num"}>{valueWords(field, field.value)}</b>
        <span className="line2 num">
          <SourceTag field={field} />
          {field.source !== "default" && !list && ` · default ${valueWords(field, field.default)}`}
          {limits !== "" && ` · ${limits}`}
        </span>
      </dd>
    </div>
  );
}

export const PolicyValues = ({ policy }: { policy: PolicyView }) => (
  <div className="policy-groups">
    {groupsOf(policy.fields).map((group) => (
      <PolicyGroup key={group.name} name={group.name}>
        <dl>
          {group.fields.map((field) => (
            <Row key={field.key} field={field} />
          ))}
        </dl>
      </PolicyGroup>
    ))}
  </div>
);
