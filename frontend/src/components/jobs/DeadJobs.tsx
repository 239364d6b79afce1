import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useRedriveNews } from "../../hooks/useRedriveNews";
import { useRedrives } from "../../hooks/useRedrives";
import { count } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import { isActive } from "../../lib/redrive";
import { toApiError } from "../../services/apiError";
import type { QueueRef } from "../../services/breakerService";
import { getJobs } from "../../services/jobService";
import type { Job } from "../../types/detail";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { DeadJobTable } from "./DeadJobTable";
import { RedriveAct } from "./RedriveAct";
import { RedriveProgress } from "./RedriveProgress";
import { RemoveDialog } from "./RemoveDialog";

type DeadJobsProps = { queue: QueueRef; view: QueueView; choice?: ReactNode };

const firstPage: string | null = null;

export function DeadJobs({ queue, view, choice }: DeadJobsProps) {
  const [removing, setRemoving] = useState<Job | null>(null);
  const dead = view.row.counts.dead;
  const list = useInfiniteQuery({
    queryKey: ["jobs", view.row.id, "dead"],
    queryFn: ({ pageParam, signal }) =>
      getJobs(queue, { state: "dead", limit: 50, cursor: pageParam }, signal),
    initialPageParam: firstPage,
    getNextPageParam: (last) => last.next_cursor,
    networkMode: "always",
    retry: false,
    enabled: dead !== 0,
  });
  const jobs = dead === 0 ? [] : (list.data?.pages.flatMap((page) => page.items) ?? []);
  const fetched = list.data?.pages[0]?.total ?? jobs.length;
  const moved = dead !== null && list.data !== undefined && dead !== fetched;
  const redrives = useRedrives(queue, dead);
  const newest = redrives.newest ?? null;
  useRedriveNews(queue, redrives.newest);
  return (
    <Card
      title={labels.jobs.title}
      badge={<span className="tag num">{count(dead)}</span>}
      aside={
        <span className="row card-acts">
          {moved && (
            <Button size="sm" look="ghost" onClick={() => void list.refetch()}>
              The list has changed, show
            </Button>
          )}
          {(dead ?? jobs.length) > 0 && (
            <RedriveAct queue={queue} view={view} underWay={isActive(newest)} />
          )}
        </span>
      }
    >
      {choice}
      {newest !== null && (
        <RedriveProgress key={newest.id} redrive={newest} queue={queue} error={redrives.error} />
      )}
      {newest === null && redrives.error !== null && (
        <p className="card-empty red">
          {labels.redrive.unread}: {redrives.error.message}
        </p>
      )}
      {list.error !== null && <p className="card-empty red">{toApiError(list.error).message}</p>}
      {jobs.length === 0 && list.error === null ? (
        <p className="card-empty">{list.isLoading ? "Loading dead jobs" : "No dead jobs here."}</p>
      ) : (
        <DeadJobTable jobs={jobs} queue={queue} view={view} onRemove={setRemoving} />
      )}
      {list.hasNextPage && (
        <div className="card-foot">
          <Button
            size="sm"
            waiting={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {labels.jobs.more}
          </Button>
        </div>
      )}
      {removing !== null && (
        <RemoveDialog job={removing} queue={queue} view={view} onClose={() => setRemoving(null)} />
      )}
    </Card>
  );
}
