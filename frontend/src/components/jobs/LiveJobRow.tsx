import { useState } from "react";
import { useTimes } from "../../hooks/useNow";
import { count, millis, UNKNOWN } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import type { Job } from "../../types/detail";
import { Time } from "../ui/Time";
import { JobBody, RemoveButton, ShowButton } from "./JobParts";

/** `onRemove` is null for a job that runs: nobody can take it from its worker. */
type LiveJobRowProps = { job: Job; view: QueueView; onRemove: (() => void) | null };

const textOf = (job: Job, name: string): string | null => {
  const value = job.properties[name];
  return typeof value === "string" ? value : null;
};

/** When it started, is due or came in: the first that is known. */
function When({ job }: { job: Job }) {
  const { serverNow } = useTimes();
  const words = labels.jobs.times;
  const known = [
    { word: words.started, at: millis(textOf(job, "started_at")) },
    { word: words.due, at: millis(textOf(job, "eta")) },
    { word: words.enqueued, at: millis(job.enqueued_at) },
  ];
  for (const { word, at } of known)
    if (at !== null)
      return (
        <>
          {word} <Time at={at} now={serverNow} />
        </>
      );
  return UNKNOWN;
}

export function LiveJobRow({ job, view, onRemove }: LiveJobRowProps) {
  const [shown, setShown] = useState(false);
  const task = textOf(job, "task");
  return (
    <>
      <tr>
        <th scope="row" className="mono job-id" title={job.native_state ?? undefined}>
          {job.id}
          {task !== null && <p className="line2">{task}</p>}
        </th>
        <td className="mono job-payload">
          <p className="clip">{job.body ?? UNKNOWN}</p>
        </td>
        <td className="right num">{count(job.attempts)}</td>
        <td className="num text2 nowrap">
          <When job={job} />
        </td>
        <td className="mono worker-name">{textOf(job, "worker") ?? UNKNOWN}</td>
        <td>
          <div className="row-acts">
            <ShowButton job={job} shown={shown} onShow={setShown} />
            {onRemove !== null && <RemoveButton job={job} view={view} onRemove={onRemove} />}
          </div>
        </td>
      </tr>
      {shown && <JobBody job={job} />}
    </>
  );
}
