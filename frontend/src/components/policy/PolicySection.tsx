import { IconAlertTriangle, IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useRole } from "../../hooks/useMe";
import { policyKey } from "../../hooks/usePolicySave";
import { labels } from "../../lib/labels";
import { fieldName, policyBlocked, presetName } from "../../lib/policy";
import { toApiError } from "../../services/apiError";
import type { QueueRef } from "../../services/breakerService";
import { getPolicy } from "../../services/policyService";
import type { PolicyView, PolicyWarning } from "../../types/protection";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { LinesSkeleton } from "../ui/LinesSkeleton";
import { PolicyForm } from "./PolicyForm";
import { PolicyValues } from "./PolicyValues";

const words = labels.policy;
const SLOWEST_MS = 10_000;

function Warnings({ warnings }: { warnings: PolicyWarning[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="policy-warnings" aria-label={words.warnings}>
      {warnings.map((warning) => (
        <li key={`${warning.field} ${warning.text}`}>
          <IconAlertTriangle size={16} stroke={1.8} aria-hidden className="amber" />
          <span>
            {warning.field !== null && <b>{fieldName(warning.field)}: </b>}
            {warning.text}
          </span>
        </li>
      ))}
    </ul>
  );
}

type LoadedProps = {
  queue: QueueRef;
  policy: PolicyView;
  /** Why it may be old; null = it is not. */
  old: string | null;
  facts: ReactNode;
  reload: () => Promise<PolicyView | null>;
};

function Loaded({ queue, policy, old, facts, reload }: LoadedProps) {
  // The form works on the policy it began with: a newer one does not change it under the hands.
  const [base, setBase] = useState<PolicyView | null>(null);
  const role = useRole();
  return (
    <Card
      title={words.title}
      className="policy-card"
      badge={
        policy.preset === null ? undefined : (
          <span className="tag">
            {words.preset} {presetName(policy.preset)}
          </span>
        )
      }
      aside={
        base === null && (
          <Button
            size="sm"
            blocked={policyBlocked(role)}
            onClick={() => setBase(policy)}
            icon={<IconPencil size={14} stroke={2.1} aria-hidden />}
          >
            {words.edit}
          </Button>
        )
      }
    >
      {old !== null && (
        <p className="policy-old amber" role="status">
          {labels.outages.old} {old}.
        </p>
      )}
      <Warnings warnings={policy.warnings} />
      {base === null ? (
        <>
          <PolicyValues policy={policy} />
          {facts}
        </>
      ) : (
        <PolicyForm
          queue={queue}
          base={base}
          onBase={setBase}
          reload={reload}
          onClose={() => setBase(null)}
        />
      )}
    </Card>
  );
}

type PolicySectionProps = { queue: QueueRef; facts: ReactNode };

/** When this breaker opens, waits, probes: everybody reads it, an admin changes it here. */
export function PolicySection({ queue, facts }: PolicySectionProps) {
  const id = `${queue.engine}/${queue.name}`;
  const { data, error, refetch } = useQuery({
    queryKey: policyKey(id),
    queryFn: ({ signal }) => getPolicy(queue, signal),
    refetchInterval: SLOWEST_MS,
    networkMode: "always",
    retry: false,
  });
  const failed = error === null ? null : toApiError(error).message;
  if (data !== undefined)
    return (
      <Loaded
        queue={queue}
        policy={data}
        old={failed}
        facts={facts}
        reload={async () => (await refetch()).data ?? null}
      />
    );
  return (
    <Card title={words.title}>
      {failed === null ? (
        <LinesSkeleton label={words.loading} />
      ) : (
        <p className="card-empty" role="alert">
          <b className="red">{words.failed}:</b> {failed}{" "}
          <Button size="sm" onClick={() => void refetch()}>
            {labels.error.retry}
          </Button>
        </p>
      )}
      {facts}
    </Card>
  );
}
