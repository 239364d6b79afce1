import type { JobCounts } from "../types/queue";
import type { QueueView } from "./queueView";

export type Sum = {
  value: number | null;
  /** Includes rows whose data is old. */
  stale: boolean;
  /** Some engine does not tell. */
  partial: boolean;
};

/** Without the groups: the jobs of their queues would count twice. */
const queuesOf = (views: QueueView[]): QueueView[] =>
  views.filter((view) => view.row.members === null);

function sum(all: QueueView[], of: (view: QueueView) => number | null): Sum {
  const views = queuesOf(all);
  const known = views.filter((view) => of(view) !== null);
  const value = known.reduce((total, view) => total + (of(view) ?? 0), 0);
  return {
    value: known.length === 0 ? null : value,
    stale: known.some((view) => view.stale),
    partial: known.length < views.length,
  };
}

export type Totals = Record<"waiting" | "running" | "scheduled" | "retrying" | "dead", Sum> & {
  in: Sum;
  out: Sum;
  workers: Sum;
};

export function totalsOf(views: QueueView[]): Totals {
  const counted = (name: keyof JobCounts) => sum(views, (view) => view.row.counts[name]);
  return {
    waiting: counted("waiting"),
    running: counted("running"),
    scheduled: counted("scheduled"),
    retrying: counted("retrying"),
    dead: counted("dead"),
    in: sum(views, (view) => view.row.rates.in_per_s),
    out: sum(views, (view) => view.row.rates.done_per_s),
    workers: sum(views, (view) => view.row.workers),
  };
}

/** The flow of all queues together, aligned at the newest value. */
export function flowSeries(all: QueueView[], lane: "in" | "done"): number[] {
  const views = queuesOf(all);
  const length = Math.max(0, ...views.map((view) => view.row.series[lane].length));
  const total = new Array<number>(length).fill(0);
  for (const view of views) {
    const series = view.row.series[lane];
    const offset = length - series.length;
    series.forEach((value, index) => {
      total[offset + index] = (total[offset + index] ?? 0) + value;
    });
  }
  return total;
}
