import { useState } from "react";
import { useJobAct } from "../../hooks/useJobAct";
import { useRole } from "../../hooks/useMe";
import { useTimes } from "../../hooks/useNow";
import { count, millis, UNKNOWN } from "../../lib/format";
import { labels } from "../../lib/labels";
import { can, noteOf, type QueueView } from "../../lib/queueView";
import type { QueueRef } from "../../services/breakerService";
import type { Job } from "../../types/detail";
import { Button } from "../ui/Button";
import { Time } from "../ui/Time";

type DeadJobRowProps = { job: Job; queue: QueueRef; view: QueueView; onRemove: () => void };

/** Why a job cannot be retried or removed; null = it can. */
export function useBlocked(view: QueueView, name: "RETRY" | "REMOVE"): string | null {
  const role = useRole();
  if (role === "viewer") return `Your role viewer cannot ${name.toLowerCase()} jobs.`;
  if (view.stale) return "Actions are off until the engine answers.";
  if (!can(view.engine, name))
    return noteOf(view.engine, name) ?? `This engine cannot ${name.toLowerCase()} jobs`;
  return null;
}

export function JobBody({ job }: { job: Job }) {
  const properties = Object.entries(job.properties);
  return (
    <tr className="job-body">
      <td colSpan={6}>
        <p className="line2">{labels.jobs.body}</p>
        <pre className="mono">{job.body ?? UNKNOWN}</pre>
        {properties.length > 0 && (
          <p className="mono text2">
            {properties.map(([key, value]) => `${key}=${String(value)}`).join("  ")}
          </p>
        )}
      </td>
    </tr>
  );
}

export function DeadJobRow({ job, queue, view, onRemove }: DeadJobRowProps) {
  const [shown, setShown] = useState(false);
  const { serverNow } = useTimes();
  const retry = useJobAct(queue, job.id, "retry");
  const impossible = job.redrive.kind === "not_possible" ? job.redrive.reason : null;
  const retryBlocked = useBlocked(view, "RETRY") ?? impossible;
  const removeBlocked = useBlocked(view, "REMOVE");
  const at = millis(job.enqueued_at);
  return (
    <>
      <tr>
        <th scope="row" className="mono job-id" title={job.native_state ?? undefined}>
          {job.id}
        </th>
        <td className="mono job-error">
          {job.error ?? <span className="text3">{labels.jobs.noText}</span>}
        </td>
        <td className="right num">{count(job.attempts)}</td>
        <td className="num text2 nowrap">
          {at === null ? UNKNOWN : <Time at={at} now={serverNow} />}
        </td>
        <td className="job-redrive">
          {labels.jobs.redriveKinds[job.redrive.kind]}
          {job.redrive.reason !== null && <p className="line2">{job.redrive.reason}</p>}
        </td>
        <td>
          <div className="row-acts">
            <Button
              size="sm"
              look="ghost"
              aria-expanded={shown}
              aria-label={`${shown ? labels.jobs.hide : labels.jobs.show} of job ${job.id}`}
              onClick={() => setShown(!shown)}
            >
              {shown ? labels.jobs.hide : labels.jobs.show}
            </Button>
            <Button
              size="sm"
              aria-label={`${labels.jobs.retry} job ${job.id}`}
              blocked={retryBlocked}
              waiting={retry.isPending}
              onClick={() => retry.mutate()}
            >
              {labels.jobs.retry}
            </Button>
            <Button
              size="sm"
              look="danger-outline"
              aria-label={`${labels.jobs.remove} job ${job.id}`}
              blocked={removeBlocked}
              onClick={onRemove}
            >
              {labels.jobs.remove}
            </Button>
          </div>
        </td>
      </tr>
      {shown && <JobBody job={job} />}
    </>
  );
}
