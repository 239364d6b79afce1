/** What the page says about a redrive, and when. */
import type { ApiError } from "../services/apiError";
import type { Redrive } from "../types/redrive";
import { clockZone, count, millis, plural, seconds, type TimeZone } from "./format";
import { redriveLabels } from "./redriveLabels";

const words = redriveLabels;

export const DEFAULT_RATE = 10;
export const MAX_RATE = 200;
const SHOWN_MS = 3_600_000;

/** null = not a rate. */
export const rateOf = (typed: number | string): number | null =>
  typeof typed === "number" && Number.isInteger(typed) && typed >= 1 && typed <= MAX_RATE
    ? typed
    : null;

/** "about 1 m 42 s" */
export const timeNeeded = (jobs: number, ratePerS: number): string =>
  `about ${seconds(Math.ceil(jobs / ratePerS) * 1000)}`;

/** The confirming button; null = not counted yet. */
export function sendWords(eligible: number | null): string {
  if (eligible === null) return words.send;
  return eligible === 0 ? words.none : `Send ${plural(eligible, "job")}`;
}

/** What is taken, and what that means. */
export function takenWords(run: Redrive | null, zone: TimeZone): string {
  const at = millis(run?.cut_off ?? null);
  return at === null
    ? words.final
    : `Only jobs that were dead at ${clockZone(at, zone)} are taken. ${words.final}`;
}

/** What the server says about one field; undefined = nothing. */
export const fieldProblem = (error: ApiError | null, name: string): string | undefined =>
  error?.status === 400 ? error.fields.find((it) => it.field === name)?.message : undefined;

export const isActive = (redrive: Redrive | null): boolean =>
  redrive?.state === "running" || redrive?.state === "waiting";

/** It has ended and no job of it runs: its numbers stay as they are. */
export const isSettled = (redrive: Redrive | null): boolean =>
  !isActive(redrive) && (redrive?.running ?? 0) === 0;

/** While it is under way, and for an hour after its end. */
export const isShown = (redrive: Redrive, now: number): boolean =>
  isActive(redrive) || now - (millis(redrive.ended_at) ?? now) < SHOWN_MS;

/** 0 to 100; 100 only when all are sent. */
export const percentSent = ({ sent, eligible }: Redrive): number =>
  eligible === 0 ? 0 : Math.min(100, Math.floor((sent / eligible) * 100));

const withReason = (text: string, reason: string | null): string =>
  reason === null ? text : `${text}: ${reason}`;

export const sentOf = ({ sent, eligible }: Redrive): string =>
  `${count(sent)} of ${count(eligible)}`;

export function stateWords(redrive: Redrive): string {
  switch (redrive.state) {
    case "dry_run":
      return words.dryRun;
    case "running":
      return words.running;
    case "waiting":
      return withReason(words.waiting, redrive.reason);
    case "stopped":
      return withReason(`Stopped at ${sentOf(redrive)}`, redrive.reason);
    case "done":
      return words.done;
  }
}

/** "412 of 1,012 sent at 10/s: 380 succeeded, 12 failed again, 20 running"; unknown parts are left out. */
export function progressWords(redrive: Redrive): string {
  const parts = [
    { value: redrive.succeeded, word: "succeeded" },
    { value: redrive.failed_again, word: "failed again" },
    { value: redrive.running, word: "running" },
  ].flatMap(({ value, word }) => (value === null ? [] : [`${count(value)} ${word}`]));
  return withReason(
    `${sentOf(redrive)} sent at ${count(redrive.rate_per_s)}/s`,
    parts.length === 0 ? null : parts.join(", "),
  );
}

/** null = nothing was left behind. */
export const leftWords = ({ state, left }: Redrive): string | null =>
  state !== "stopped" || left === 0
    ? null
    : `${plural(left, "job is", "jobs are")} still dead, untouched.`;

/** What to say aloud about the newest redrive of a queue; null = nothing. */
export function redriveNews(before: Redrive | null, now: Redrive, queue: string): string | null {
  const same = before?.id === now.id;
  if (isActive(now))
    return same ? null : `Redrive of ${queue} has started: ${plural(now.eligible, "job")}.`;
  if (same && !isActive(before)) return null;
  return now.state === "stopped"
    ? `Redrive of ${queue}: ${stateWords(now)}`
    : `Redrive of ${queue} is done: ${sentOf(now)} sent.`;
}

/** Whether the list of dead jobs is another one since. */
export const hasMoved = (before: Redrive | null, now: Redrive): boolean =>
  before?.id !== now.id ||
  before.state !== now.state ||
  before.sent !== now.sent ||
  before.failed_again !== now.failed_again;
