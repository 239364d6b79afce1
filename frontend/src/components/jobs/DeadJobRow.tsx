import { useState } from "react";
import { useJobAct } from "../../hooks/useJobAct";
import { useJobBlocked } from "../../hooks/useJobBlocked";
import { useTimes } from "../../hooks/useNow";
import { count, millis, UNKNOWN } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import type { QueueRef } from "../../services/breakerService";
import type { Job } from "../../types/detail";
import { Button } from "../ui/Button";
import { Time } from "../ui/Time";
import { JobBody, RemoveButton, ShowButton } from "./JobParts";

type DeadJobRowProps = { job: Job; queue: QueueRef; view: QueueView; onRemove: () => void };

export function DeadJobRow({ job, queue, view, onRemove }: DeadJobRowProps) {
  const [shown, setShown] = useState(false);
  const { serverNow } = useTimes();
  const retry = useJobAct(queue, job.id, "retry");
  const impossible = job.redrive.kind === "not_possible" ? job.redrive.reason : null;
  const retryBlocked = useJobBlocked(view, "retry") ?? impossible;
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
            <ShowButton job={job} shown={shown} onShow={setShown} />
            <Button
              size="sm"
              aria-label={`${labels.jobs.retry} job ${job.id}`}
              blocked={retryBlocked}
              waiting={retry.isPending}
              onClick={() => retry.mutate()}
            >
              {labels.jobs.retry}
            </Button>
            <RemoveButton job={job} view={view} onRemove={onRemove} />
          </div>
        </td>
      </tr>
      {shown && <JobBody job={job} />}
    </>
  );
}
