import type { HistoryBucket, HistoryInterval, QueueHistory } from "../types/detail";
import { count, duration, millis, percent, plural } from "./format";

export type FlowPoint = {
  /** Seconds, as the chart wants them. */
  t: number;
  inPerS: number;
  donePerS: number;
  failedPerS: number;
  ratio: number | null;
  waiting: number | null;
};

/** Buckets put together so that no more than `most` are left; rates stay rates. */
export function flowPoints(history: QueueHistory, most: number): FlowPoint[] {
  const size = Math.max(1, Math.ceil(history.buckets.length / most));
  const points: FlowPoint[] = [];
  const end = millis(history.to) ?? 0;
  // A bucket that still fills would look like a fall.
  const full = history.buckets.filter((it) => (millis(it.t) ?? 0) + history.bucket_ms <= end);
  for (let i = 0; i < full.length; i += size)
    points.push(pointOf(full.slice(i, i + size), history.bucket_ms));
  return points;
}

function pointOf(buckets: HistoryBucket[], bucketMs: number): FlowPoint {
  const sum = (lane: "in" | "done" | "failed") => buckets.reduce((all, it) => all + it[lane], 0);
  const perS = 1000 / (bucketMs * buckets.length);
  const done = sum("done");
  const failed = sum("failed");
  return {
    t: (millis(buckets[0]?.t ?? null) ?? 0) / 1000,
    inPerS: sum("in") * perS,
    donePerS: done * perS,
    failedPerS: failed * perS,
    ratio: done + failed === 0 ? null : failed / (done + failed),
    waiting: buckets.at(-1)?.waiting ?? null,
  };
}

/** The newest part of a history. */
export function lastMinutes(history: QueueHistory, minutes: number): QueueHistory {
  const from = (millis(history.to) ?? 0) - minutes * 60_000;
  if (from <= (millis(history.from) ?? 0)) return history;
  return {
    ...history,
    from: new Date(from).toISOString(),
    buckets: history.buckets.filter((it) => (millis(it.t) ?? 0) >= from),
    intervals: history.intervals.filter((it) => it.to === null || (millis(it.to) ?? 0) > from),
  };
}

/** Nothing was counted before its last so many minutes: a server that has just begun. */
export const startsWithin = (history: QueueHistory, minutes: number): boolean => {
  const first = history.buckets.find(
    (it) => it.in + it.done + it.failed > 0 || it.waiting !== null,
  );
  const from = (millis(history.to) ?? 0) - minutes * 60_000;
  return (millis(first?.t ?? null) ?? 0) >= from;
};

export type Span = { from: number; to: number; phase: HistoryInterval["phase"] };

export const flowSpans = (history: QueueHistory): Span[] => {
  const end = (millis(history.to) ?? 0) / 1000;
  const start = (millis(history.from) ?? 0) / 1000;
  return history.intervals.map((it) => ({
    from: Math.max(start, (millis(it.from) ?? 0) / 1000),
    to: it.to === null ? end : (millis(it.to) ?? 0) / 1000,
    phase: it.phase,
  }));
};

/** The chart in words. */
export function flowSummary(history: QueueHistory): string {
  const total = (lane: "in" | "done" | "failed") =>
    history.buckets.reduce((all, it) => all + it[lane], 0);
  const done = total("done");
  const failed = total("failed");
  const spans = flowSpans(history);
  const held = spans
    .filter((it) => it.phase !== "ramping")
    .reduce((all, it) => all + Math.max(0, it.to - it.from) * 1000, 0);
  const minutes = Math.round(((millis(history.to) ?? 0) - (millis(history.from) ?? 0)) / 60_000);
  const opened = spans.filter((it) => it.phase === "open").length;
  return `Last ${plural(minutes, "minute")}: ${count(total("in"))} jobs arrived, ${count(done)} succeeded, ${count(failed)} failed (${percent(done + failed === 0 ? 0 : failed / (done + failed))}). ${opened === 0 ? "The queue was not held back." : `Held back for ${duration(held)} in ${plural(opened, "open period")}.`}`;
}
