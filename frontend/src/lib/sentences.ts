/** Sentences with numbers in them: the exact copy of the console. */
import type { ApiError } from "../services/apiError";
import type { Role } from "../types/access";
import type { CircuitBreakerStatus } from "../types/queue";
import type { Breaker } from "../types/snapshot";
import type { DisplayKind } from "./displayState";
import {
  clock,
  count,
  millis,
  moment,
  plural,
  rate,
  seconds,
  spell,
  type TimeZone,
  until,
} from "./format";
import { breakerWords, labels, shortWords } from "./labels";
import type { QueueView } from "./queueView";

export const mainWords = (status: CircuitBreakerStatus): string =>
  status.state === "open"
    ? `Open - ${count(status.metadata.held_queues)} of ${plural(status.metadata.total_queues, "queue")} paused`
    : labels.main.closed;

export const chipWords = (kind: DisplayKind, rampPercent: number | null): string =>
  kind === "ramping" && rampPercent !== null
    ? `Ramping - limited to ${Math.round(rampPercent)}%`
    : breakerWords[kind];

/** Since when jobs are held back or run: failed probes between two waits do not start it anew. */
export const phaseSince = ({ lock, phase, since, opened_at }: Breaker): number | null =>
  millis(lock === "none" && phase === "open" ? (opened_at ?? since) : since);

const endOf = (view: QueueView, now: number, zone: TimeZone): string => {
  const end = millis(view.row.breaker.until);
  return end === null ? "no end time" : `to ${until(end, now, zone)}`;
};

const byActor = (view: QueueView): string => `by ${view.row.breaker.actor ?? "someone"}`;

function openLine(view: QueueView, now: number): string {
  const next = millis(view.row.breaker.next_probe_at);
  if (next === null) return sinceLine(view, now);
  return next <= now ? "probe due" : `probe in ${seconds(next - now)}`;
}

function sinceLine(view: QueueView, now: number): string {
  const since = phaseSince(view.row.breaker);
  return since === null ? "" : `for ${spell(now - since)}`;
}

function pausing(view: QueueView): string | null {
  const { pause, with_workers, counts } = view.row;
  if (!pause.desired || pause.observed === true) return null;
  const left = with_workers ?? counts.running;
  return left === null || left === 0 ? "pausing" : `pausing, ${count(left)} still running`;
}

/** "15:02": when watching ends by itself. */
export const watchEnd = ({ mode_until }: Breaker, now: number, zone: TimeZone): string | null => {
  const end = millis(mode_until);
  return end === null ? null : until(end, now, zone);
};

function watchLine({ row: { breaker } }: QueueView, now: number, zone: TimeZone): string {
  const end = watchEnd(breaker, now, zone);
  const would = breaker.phase !== "closed";
  if (end === null) return would ? "would be open now" : "decides, does not act";
  return would ? `would be open now, active at ${end}` : `until ${end}, then active`;
}

/** The second line of a breaker cell. */
export function breakerLine(view: QueueView, now: number, zone: TimeZone): string {
  const { breaker, taken_at, rates } = view.row;
  const asked = view.stale ? null : pausing(view);
  if (asked !== null) return asked;
  switch (view.kind) {
    case "stale": {
      const at = millis(taken_at);
      return at === null ? "no answer yet" : `was ${shortWords[view.own]} at ${clock(at, zone)}`;
    }
    case "unprotected":
      return `${view.engine?.label.split(",")[0] ?? "This engine"} cannot pause it`;
    case "main_open":
      return `own state: ${shortWords[view.own]}`;
    case "held_open":
      return `${byActor(view)}, ${endOf(view, now, zone)}`;
    case "paused_outside":
      return "not by Recloser";
    case "forced_closed":
      return `no protection, ${byActor(view)} ${endOf(view, now, zone)}`;
    case "watching":
      return watchLine(view, now, zone);
    case "off":
      return "no protection";
    case "open":
      return openLine(view, now);
    case "probing":
      return breaker.probe === null
        ? "waiting for the result"
        : `${breaker.probe.succeeded} of ${breaker.probe.needed} probe jobs done`;
    case "ramping":
      return breaker.ramp_limit === null
        ? sinceLine(view, now)
        : `${rate(breaker.ramp_limit)}/s of ${rate(breaker.baseline_per_s ?? rates.in_per_s)}/s allowed`;
    case "closed":
      return sinceLine(view, now);
  }
}

/** What the state means for the jobs. */
export const consequence: Record<DisplayKind, string> = {
  stale: "The engine has not answered. What the breaker does right now is not known here.",
  unprotected: "This engine cannot pause a queue. Recloser shows what happens and cannot act.",
  main_open: "The main breaker is open. Jobs stay in the queue, whatever this breaker would do.",
  held_open: "Jobs stay in the queue until someone releases it or the end time comes.",
  paused_outside:
    "Someone paused this queue at the engine. It stays paused until someone resumes it there.",
  forced_closed: "Jobs run even if every attempt fails. There is no protection.",
  watching: "Recloser computes and shows. It does not pause this queue.",
  off: "The breaker is off. Recloser counts and does not decide.",
  open: "Jobs stay in the queue. No attempt is spent while it is open.",
  probing: "A few jobs were released, their result is awaited. More follow if they succeed.",
  ramping: "Jobs start at a limited rate. The rate rises while failures stay low.",
  closed: "Jobs start as workers ask for them.",
};

export const pollsFailed = (n: number): string => `${plural(n, "poll")} failed`;

export const failedPolls = (n: number): string =>
  `${n} in a row. At 5 this page stops and says connection lost`;

export const staleSentence = (engine: string, ageMs: number | null): string =>
  ageMs === null
    ? `${engine} has never answered.`
    : `${engine} has not answered for ${seconds(ageMs)}.`;

export type ActWord =
  | "open circuit breaker"
  | "close circuit breaker"
  | "open breaker"
  | "close breaker"
  | "hold the breaker open"
  | "force the breaker closed"
  | "probe"
  | "change the mode"
  | "save the policy"
  | "group the queues"
  | "change the group"
  | "remove the group"
  | "retry the job"
  | "remove the job"
  | "count the dead jobs"
  | "redrive the dead jobs"
  | "stop the redrive"
  | "change the demo";

const plainVerb: Partial<Record<ActWord, string>> = {
  "save the policy": "change the policy",
  "group the queues": "group queues",
  "change the group": "change groups",
  "remove the group": "remove groups",
  "retry the job": "retry jobs",
  "remove the job": "remove jobs",
  "count the dead jobs": "redrive jobs",
  "redrive the dead jobs": "redrive jobs",
  "stop the redrive": "stop redrives",
  "change the demo": "change the demo",
};

/** The exact words for an act that failed. */
export function actError(act: ActWord, error: ApiError, role: Role | null, now: number): string {
  if (error.status === 403)
    return `Your role ${role ?? "viewer"} cannot ${plainVerb[act] ?? `${act.startsWith("close") ? "close" : "open"} breakers`}.`;
  if (error.code === "timeout" && act !== "count the dead jobs")
    return "No answer in 10 s. It may still happen; the state below is what the engine reports.";
  if (error.status === 409 && /^(in_)?group|redrive/.test(error.code)) return error.message;
  if (error.status === 409) {
    const breaker = error.breaker;
    const at = millis(breaker?.since ?? null);
    if (breaker === null || at === null) return "Someone changed it. Look again before you act.";
    const word =
      breaker.lock === "none"
        ? breaker.phase
        : shortWords[breaker.lock === "forced_open" ? "held_open" : "forced_closed"];
    return `Someone changed it ${seconds(now - at)} ago: ${word} by ${breaker.actor ?? "Recloser"}. Look again before you act.`;
  }
  return `Failed to ${act}: ${error.fields[0]?.message ?? error.message}`;
}

/** Who put the breaker where it is, and when. */
export function originSentence(view: QueueView, now: number, zone: TimeZone): string {
  const { breaker } = view.row;
  const at = phaseSince(breaker);
  if (at === null) return "";
  const when = `at ${moment(at, now, zone)}${zone === "utc" ? " UTC" : ""}`;
  const itself = breaker.actor === null || breaker.actor === "recloser";
  const who = itself ? "by itself" : `by ${breaker.actor}`;
  const why = breaker.reason === null || itself ? "" : `: ${breaker.reason}`;
  const end = millis(breaker.until);
  const ends = end === null ? "" : ` Until ${until(end, now, zone)}.`;
  switch (view.own) {
    case "held_open":
      return `Held open ${who} ${when}${why}.${end === null ? " No end time." : ends}`;
    case "forced_closed":
      return `Forced closed ${who} ${when}${why}.${ends}`;
    case "watching":
      return watchEnd(breaker, now, zone) === null
        ? `Watch-only, set ${who} ${when}.`
        : `A new queue is watched first. Watching until ${watchEnd(breaker, now, zone)}, then active.`;
    case "off":
      return `Turned off ${who} ${when}.`;
    case "open":
      return `Opened ${who} ${when}${why}.`;
    case "probing":
      return `Probing since ${moment(at, now, zone)}.`;
    case "ramping":
      return `Ramping since ${moment(at, now, zone)}.`;
    case "closed":
      return breaker.actor === null
        ? `Watched since ${moment(at, now, zone)}.`
        : `Closed ${who} ${when}${why}.`;
    case "paused_outside":
    case "stale":
    case "unprotected":
    case "main_open":
      return "";
  }
}

/** Failed probes count: each makes the next wait longer. */
const tripWords = (trips: number): string[] => {
  if (trips === 0) return [];
  return [trips === 1 ? "Opened once" : `Opened or probed in vain ${count(trips)} times in a row`];
};

/** What the engine says about the pause, and what is still on its way. */
export function pauseSentences(view: QueueView, zone: TimeZone): string[] {
  const { pause, with_workers, breaker, counts, taken_at } = view.row;
  const confirmed = millis(pause.confirmed_at);
  const seen = millis(taken_at);
  const left = with_workers ?? counts.running;
  const gate = !pause.desired
    ? `Engine reports: ${pause.observed === null ? "unknown" : pause.observed ? "paused" : "running"}${seen === null ? "" : `, ${clock(seen, zone)}`}`
    : pause.observed === true
      ? `${breaker.phase === "ramping" ? "Jobs pass one by one through a pause, confirmed" : "Pause confirmed"} by engine${confirmed === null ? "" : ` ${clock(confirmed, zone)}`}`
      : "Pausing, not confirmed by the engine yet";
  return [
    gate,
    left === null
      ? "Attempts with workers: not reported"
      : `${plural(left, "attempt")} still with workers`,
    ...tripWords(breaker.trip_count),
  ];
}
