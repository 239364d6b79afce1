import type { Incident, IncidentEvent, IncidentState } from "../types/protection";
import { actionWords } from "./auditWords";
import {
  clock,
  clockZone,
  count,
  duration,
  exact,
  millis,
  plural,
  seconds,
  type TimeZone,
  UNKNOWN,
} from "./format";
import { labels } from "./labels";

const PATTERN = /^\/outages\/([^/]+)\/?$/;

/** The id of an outage in a path. Read from the raw path: an id holds "/" and "#". */
export function outageIdOf(pathname: string): string | null {
  const found = PATTERN.exec(pathname);
  if (found === null) return null;
  try {
    return decodeURIComponent(found[1] ?? "");
  } catch {
    return null; // a broken escape such as %zz
  }
}

export const outageHref = (id: string): string => `/outages/${encodeURIComponent(id)}`;

export const outagesHref = (queueId: string): string =>
  `/outages?queue=${encodeURIComponent(queueId)}`;

/** "embedded/mail" and "mail" are both "mail". */
export const outageQueue = ({ queue, engine }: Pick<Incident, "queue" | "engine">): string =>
  queue.startsWith(`${engine}/`) ? queue.slice(engine.length + 1) : queue;

/** The number at the end of "embedded/mail#12" */
export const outageNumber = (id: string): string => {
  const cut = id.lastIndexOf("#");
  return cut === -1 ? id : id.slice(cut + 1);
};

export const isOver = ({ state }: { state: IncidentState }): boolean => state === "closed";

export function outageLength(incident: Incident, now: number): number | null {
  const from = millis(incident.opened_at);
  if (from === null) return null;
  return Math.max(0, (millis(incident.closed_at) ?? now) - from);
}

/** Whole seconds while it lasts, so that nothing flickers. */
export const lengthWords = (incident: Incident, now: number): string => {
  const length = outageLength(incident, now);
  return length === null ? UNKNOWN : seconds(length);
};

/** The person who held it open, of an outage without a cause. */
const holder = ({ timeline }: Incident): string | null =>
  timeline.find((it) => it.actor !== null && it.actor !== "recloser")?.actor ?? null;

export function causeSentence(incident: Incident): string {
  if (incident.cause !== null) return incident.cause.text;
  const actor = holder(incident);
  return actor === null ? "Held open by a person." : `Held open by ${actor}.`;
}

const RULES: Record<string, string> = {
  rate: "Failure ratio: too many of the newest attempts failed",
  streak: "Failures in a row",
  probe_failed: "A probe failed",
  ramp_failed: "Too many attempts failed while it was ramping",
  slow: "Too many attempts were slow",
};

/** What the rule says; a rule that this page does not know keeps its own name. */
export const ruleWords = (rule: string): string => RULES[rule] ?? rule.replaceAll("_", " ");

export const causeNumbers = ({ failed, total }: { failed: number; total: number }): string =>
  total === 0
    ? "no outcomes counted"
    : `${count(failed)} of ${plural(total, "attempt")} failed, ${Math.round((failed / total) * 100)}%`;

const about = (value: number, { estimate }: Incident): string =>
  estimate && value > 0 ? `about ${count(value)}` : count(value);

/** "about 1,240", "about 1,240 so far" */
export const estimateWords = (value: number | null, incident: Incident): string =>
  value === null ? UNKNOWN : `${about(value, incident)}${isOver(incident) ? "" : " so far"}`;

/** "about 1,240 attempts spared so far" */
export const sparedSentence = (incident: Incident): string =>
  incident.attempts_spared === null
    ? ""
    : `${about(incident.attempts_spared, incident)} attempts ${incident.observed ? "would have been spared" : "spared"}${isOver(incident) ? "" : " so far"}`;

/** "24 Nov 2026 20:14:21 to 20:17:21 UTC" */
export function spanWords(incident: Incident, now: number, zone: TimeZone): string {
  const from = millis(incident.opened_at) ?? now;
  const to = millis(incident.closed_at);
  if (to === null) return `${exact(from, zone)}, not over`;
  const end = exact(to, zone);
  const day = (text: string): string => text.slice(0, text.lastIndexOf(clock(to, zone)));
  const sameDay = exact(from, zone).startsWith(day(end));
  return `${exact(from, zone)} to ${sameDay ? clockZone(to, zone) : end}`;
}

export const probeWords = ({ probes, probes_failed }: Incident): string =>
  probes === 0 ? "none" : `${count(probes)}, ${count(probes_failed)} failed`;

export const reopenedWords = ({ reopened, state }: Incident): string =>
  reopened === 0
    ? state === "closed"
      ? "in one go"
      : "not over"
    : `opened again ${reopened === 1 ? "once" : `${count(reopened)} times`}`;

export const recoveryWords = ({ recovery_ms }: Incident): string =>
  recovery_ms === null ? UNKNOWN : duration(recovery_ms);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const eventWords = ({ what, actor }: IncidentEvent): string => {
  const act = capital(actionWords(what));
  return actor === null || actor === "recloser" ? act : `${act} by ${actor}`;
};

/** The colour of an entry of the timeline: by its state, else none. */
export function eventTone({ what }: IncidentEvent): "red" | "amber" | "teal" | "green" | "text3" {
  if (/open|failed/.test(what)) return "red";
  if (what.includes("prob")) return "amber";
  if (what.includes("ramp")) return "teal";
  return what.includes("closed") ? "green" : "text3";
}

/** Newer values for rows the reader already has: nothing moves, nothing is added. */
export function refreshed(rows: Incident[], newest: Incident[]): Incident[] {
  const byId = new Map(newest.map((it) => [it.id, it]));
  return rows.map((it) => byId.get(it.id) ?? it);
}

/** How many are newer than what the reader has. */
export function freshCount(rows: Incident[], newest: Incident[]): number {
  const known = new Set(rows.map((it) => it.id));
  const first = rows[0]?.opened_at ?? "";
  return newest.filter((it) => !known.has(it.id) && it.opened_at >= first).length;
}

/** "2 now": those that hold a queue back at the moment. */
export const nowWords = (rows: Incident[]): string => {
  const now = rows.filter((it) => !isOver(it) && !it.observed).length;
  return now === 0 ? labels.outages.noneNow : `${count(now)} now`;
};
