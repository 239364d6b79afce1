import { duration, percent, plural } from "../../lib/format";
import { labels } from "../../lib/labels";
import { can } from "../../lib/queueView";
import type { Policy, QueueDetail } from "../../types/detail";
import type { Engine } from "../../types/snapshot";
import { Card } from "../ui/Card";

const rows = (policy: Policy): [string, string][] => [
  ["Opens at", `${percent(policy.failure_ratio)} of ${policy.min_volume} outcomes`],
  ["Different jobs", String(policy.distinct_jobs)],
  ["Failures in a row", String(policy.streak)],
  ["First wait, longest", `${duration(policy.base_open_ms)}, ${duration(policy.max_open_ms)}`],
  ["Probe", `${plural(policy.probe_jobs, "job")} first, ${policy.probe_need} good ones close`],
  ["Probe deadline", duration(policy.probe_timeout_ms)],
  ["Ramp", `from ${percent(policy.ramp_start)}, a step each ${duration(policy.ramp_step_ms)}`],
  ["Stable after", duration(policy.stable_after_ms)],
];

export function PolicyCard({ detail, engine }: { detail: QueueDetail; engine: Engine | null }) {
  const able = [can(engine, "HOLD") ? "pause" : null, can(engine, "GRANT") ? "probe" : null].filter(
    (it) => it !== null,
  );
  return (
    <Card title={labels.detail.policy}>
      <dl className="policy num">
        {[
          ...rows(detail.policy),
          ["Engine can", able.length === 0 ? "neither pause nor probe" : able.join(", ")] as const,
        ].map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {detail.worker_list.length > 0 && (
          <div>
            <dt>{labels.detail.workers}</dt>
            <dd>{detail.worker_list.map((it) => `${it.name} (${it.attempts})`).join(", ")}</dd>
          </div>
        )}
      </dl>
    </Card>
  );
}
