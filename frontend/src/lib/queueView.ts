import type { Engine, QueueRow, Snapshot } from "../types/snapshot";
import { type DisplayKind, displayState, ownState, urgency } from "./displayState";

export const STALE_AFTER_MS = 5000;

/** A row as the page shows it: the server's row plus what follows from its engine and from time. */
export type QueueView = {
  row: QueueRow;
  engine: Engine | null;
  kind: DisplayKind;
  own: DisplayKind;
  stale: boolean;
  ageMs: number | null;
};

/** Age at the answer + time since the answer. null = this engine has never answered. */
export const engineAge = (engine: Engine, sinceAnswerMs: number): number | null =>
  engine.data_age_ms === null ? null : engine.data_age_ms + Math.max(0, sinceAnswerMs);

export const isEngineStale = (engine: Engine, sinceAnswerMs: number): boolean => {
  const age = engineAge(engine, sinceAnswerMs);
  return engine.status !== "up" || age === null || age > STALE_AFTER_MS;
};

export const can = (
  engine: Engine | null,
  name: "HOLD" | "GRANT" | "RETRY" | "REMOVE" | "BROWSE",
): boolean => engine?.capabilities.some((it) => it.name === name && it.level !== "none") ?? false;

export const noteOf = (
  engine: Engine | null,
  name: "HOLD" | "GRANT" | "RETRY" | "REMOVE" | "BROWSE",
): string | null => engine?.capabilities.find((it) => it.name === name)?.note ?? null;

export function viewOf(row: QueueRow, engine: Engine | null, sinceAnswerMs: number): QueueView {
  const stale = row.stale || engine === null || isEngineStale(engine, sinceAnswerMs);
  const input = { stale, canHold: can(engine, "HOLD"), pause: row.pause, breaker: row.breaker };
  return {
    row,
    engine,
    kind: displayState(input),
    own: ownState(input),
    stale,
    ageMs: engine === null ? null : engineAge(engine, sinceAnswerMs),
  };
}

export function viewsOf(snapshot: Snapshot, sinceAnswerMs: number): QueueView[] {
  const engines = new Map(snapshot.engines.map((engine) => [engine.id, engine]));
  return snapshot.queues.map((row) => viewOf(row, engines.get(row.engine) ?? null, sinceAnswerMs));
}

export const SEGMENTS = ["all", "held", "attention", "dead", "watching"] as const;
export type Segment = (typeof SEGMENTS)[number];
export const SORTS = [
  "breaker",
  "name",
  "waiting",
  "running",
  "scheduled",
  "retrying",
  "dead",
  "oldest",
  "flow",
  "workers",
] as const;
export type Sort = (typeof SORTS)[number];

export type TableFilter = {
  text: string;
  segment: Segment;
  engine: string;
  sort: Sort;
  down: boolean;
};

const inSegment = (view: QueueView, segment: Segment, attention: ReadonlySet<string>): boolean => {
  switch (segment) {
    case "all":
      return true;
    case "held":
      // As the server counts `held_queues`: a ramp runs behind a pause too.
      return view.row.pause.desired;
    case "attention":
      return attention.has(view.row.id);
    case "dead":
      return (view.row.counts.dead ?? 0) > 0;
    case "watching":
      return view.own === "watching";
  }
};

export const segmentCounts = (
  views: QueueView[],
  attention: ReadonlySet<string>,
): Record<Segment, number> => {
  const of = (segment: Segment) =>
    views.filter((view) => inSegment(view, segment, attention)).length;
  return {
    all: views.length,
    held: of("held"),
    attention: of("attention"),
    dead: of("dead"),
    watching: of("watching"),
  };
};

const sortKey = (view: QueueView, sort: Sort): number | string | null => {
  const { counts, oldest_waiting_ms, rates, workers, name } = view.row;
  switch (sort) {
    case "breaker":
      return -urgency(view.kind === "stale" || view.kind === "main_open" ? view.own : view.kind);
    case "name":
      return name.toLowerCase();
    case "oldest":
      return oldest_waiting_ms;
    case "flow":
      return rates.done_per_s;
    case "workers":
      return workers;
    case "waiting":
    case "running":
    case "scheduled":
    case "retrying":
    case "dead":
      return counts[sort];
  }
};

function compare(a: QueueView, b: QueueView, sort: Sort): number {
  const x = sortKey(a, sort);
  const y = sortKey(b, sort);
  if (x === y) return 0;
  if (x === null) return -1;
  if (y === null) return 1;
  return x < y ? -1 : 1;
}

/** Filtered and sorted. Equal rows keep the order of their names. */
export function tableRows(
  views: QueueView[],
  filter: TableFilter,
  attention: ReadonlySet<string>,
): QueueView[] {
  const text = filter.text.trim().toLowerCase();
  const sign = filter.down ? -1 : 1;
  return views
    .filter((view) => filter.engine === "" || view.row.engine === filter.engine)
    .filter((view) => inSegment(view, filter.segment, attention))
    .filter((view) => view.row.id.toLowerCase().includes(text))
    .sort((a, b) => sign * compare(a, b, filter.sort) || a.row.id.localeCompare(b.row.id));
}

/** The rows in the order the reader saw first; rows that came since follow at the end. */
export function inOrder(rows: QueueView[], ids: readonly string[]): QueueView[] {
  const place = new Map(ids.map((id, index) => [id, index]));
  const placeOf = (view: QueueView): number => place.get(view.row.id) ?? ids.length;
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b));
}

export const queueHref = (engine: string, name: string): string =>
  `/queue-monitoring/${encodeURIComponent(engine)}/${encodeURIComponent(name)}`;
