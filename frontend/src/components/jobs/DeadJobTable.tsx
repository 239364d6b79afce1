import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import type { QueueRef } from "../../services/breakerService";
import type { Job } from "../../types/detail";
import { DeadJobRow } from "./DeadJobRow";

type DeadJobTableProps = {
  jobs: Job[];
  queue: QueueRef;
  view: QueueView;
  onRemove: (job: Job) => void;
};

export function DeadJobTable({ jobs, queue, view, onRemove }: DeadJobTableProps) {
  return (
    <div className="table-scroll">
      <table className="low jobs">
        <caption className="sr-only">{labels.jobs.title}</caption>
        <thead>
          <tr>
            <th scope="col">{labels.jobs.id}</th>
            <th scope="col">{labels.jobs.error}</th>
            <th scope="col" className="right">
              {labels.jobs.attempts}
            </th>
            <th scope="col">{labels.jobs.enqueued}</th>
            <th scope="col">{labels.jobs.redrive}</th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <DeadJobRow
              key={job.id}
              job={job}
              queue={queue}
              view={view}
              onRemove={() => onRemove(job)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
