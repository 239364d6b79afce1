import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { count } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import { toApiError } from "../../services/apiError";
import type { QueueRef } from "../../services/breakerService";
import { getJobs } from "../../services/jobService";
import type { Job, JobState } from "../../types/detail";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { LiveJobRow } from "./LiveJobRow";
import { RemoveDialog } from "./RemoveDialog";

type LiveJobsProps = {
  queue: QueueRef;
  view: QueueView;
  state: Exclude<JobState, "dead">;
  choice: ReactNode;
};

const FEW = 50;
const MOST = 200;
const AGAIN_MS = 5000;

/** Jobs that wait or run, asked for again while somebody looks: they come and go. */
export function LiveJobs({ queue, view, state, choice }: LiveJobsProps) {
  const [limit, setLimit] = useState(FEW);
  const [removing, setRemoving] = useState<Job | null>(null);
  const { data, error } = useQuery({
    queryKey: ["jobs", view.row.id, state, limit],
    queryFn: ({ signal }) => getJobs(queue, { state, limit }, signal),
    refetchInterval: AGAIN_MS,
    placeholderData: keepPreviousData,
    networkMode: "always",
    retry: false,
  });
  const words = labels.jobs;
  // The same number as in the choice of states, where the engine counts: two ages would differ.
  const all = view.row.counts[state] ?? data?.total ?? null;
  const more = (data?.next_cursor ?? null) !== null;
  return (
    <Card title={words.lists[state]} badge={<span className="tag num">{count(all)}</span>}>
      {choice}
      {error !== null && <p className="card-empty red">{toApiError(error).message}</p>}
      {error === null && (data === undefined || data.items.length === 0) && (
        <p className="card-empty">{data === undefined ? words.loading : words.nobody}</p>
      )}
      {error === null && data !== undefined && data.items.length > 0 && (
        <div className="table-scroll">
          <table className="low jobs live">
            <caption className="sr-only">{words.lists[state]}</caption>
            <thead>
              <tr>
                <th scope="col">{words.id}</th>
                <th scope="col">{words.payload}</th>
                <th scope="col" className="right">
                  {words.attempts}
                </th>
                <th scope="col">{words.time}</th>
                <th scope="col">{words.worker}</th>
                <th scope="col">
                  <span className="sr-only">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((job) => (
                <LiveJobRow
                  key={job.id}
                  job={job}
                  view={view}
                  onRemove={state === "running" ? null : () => setRemoving(job)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more && (
        <div className="card-foot">
          {limit === FEW ? (
            <Button size="sm" onClick={() => setLimit(MOST)}>
              {words.more}
            </Button>
          ) : (
            words.rest
          )}
        </div>
      )}
      {removing !== null && (
        <RemoveDialog job={removing} queue={queue} view={view} onClose={() => setRemoving(null)} />
      )}
    </Card>
  );
}
