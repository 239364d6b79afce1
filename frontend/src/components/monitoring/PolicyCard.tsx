import { duration, percent } from "../../lib/format";
import { labels } from "../../lib/labels";
import { can } from "../../lib/queueView";
import type { Policy, QueueDetail, WorkerRow } from "../../types/detail";
import type { Engine } from "../../types/snapshot";
import { Card } from "../ui/Card";

const probeWords = ({ probe_jobs, probe_need }: Policy): string =>
  probe_jobs === 1
    ? "1 job must succeed"
    : `1 job, then ${probe_jobs - 1}, ${probe_need} must succeed`;

const rows = (policy: Policy): [string, string][] => [
  ["Opens at", `${percent(policy.failure_ratio)} of ${policy.min_volume} outcomes`],
  ["Different jobs", String(policy.distinct_jobs)],
  ["Failures in a row", String(policy.streak)],
  ["First wait, longest", `${duration(policy.base_open_ms)}, ${duration(policy.max_open_ms)}`],
  ["Probe", probeWords(policy)],
  ["Probe deadline", duration(policy.probe_timeout_ms)],
  ["Ramp", `from ${percent(policy.ramp_start)}, doubles per ${duration(policy.ramp_step_ms)}`],
  ["Stable after", duration(policy.stable_after_ms)],
];

const NAMED_WORKERS = 6;

/** "127.0.0.1:54514 (1 attempt)"; a long list is cut. */
function workerWords(workers: WorkerRow[]): string {
  const named = workers
    .slice(0, NAMED_WORKERS)
    .map((it) => (it.attempts === null ? it.name : `${it.name} (${it.attempts})`));
  const more = workers.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

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
            <dd>{workerWords(detail.worker_list)}</dd>
          </div>
        )}
      </dl>
    </Card>
  );
}
