import type { Role } from "../types/access";
import type { DisplayKind } from "./displayState";
import { guardedBy } from "./groups";
import { labels } from "./labels";
import { can, noteOf, type QueueView } from "./queueView";
import { staleSentence } from "./sentences";

export type BreakerAct =
  | "open"
  | "hold"
  | "close"
  | "release"
  | "force-close"
  | "probe"
  | "turn-on"
  | "watch"
  | "turn-off";

export const actWords: Record<BreakerAct, string> = {
  open: labels.act.open,
  hold: labels.act.hold,
  close: labels.act.close,
  release: labels.act.release,
  "force-close": labels.act.forceClose,
  probe: labels.act.probe,
  "turn-on": labels.act.turnOn,
  watch: labels.act.watch,
  "turn-off": labels.act.turnOff,
};

/** The most likely next act for a breaker in this position. */
export function nextAct(own: DisplayKind): BreakerAct {
  switch (own) {
    case "open":
    case "probing":
      return "close";
    case "held_open":
    case "forced_closed":
      return "release";
    case "watching":
    case "off":
      return "turn-on";
    case "ramping":
    case "closed":
    case "paused_outside":
    case "stale":
    case "unprotected":
    case "main_open":
      return "open";
  }
}

const order: BreakerAct[] = [
  "hold",
  "close",
  "release",
  "force-close",
  "probe",
  "turn-on",
  "watch",
  "turn-off",
];

const makesSense = (act: BreakerAct, view: QueueView): boolean => {
  const { phase, lock, mode } = view.row.breaker;
  switch (act) {
    case "hold":
      return lock !== "forced_open" && phase !== "closed";
    case "close":
      return lock === "none" && phase !== "closed";
    case "release":
      return lock !== "none";
    case "force-close":
      return lock !== "forced_closed";
    case "probe":
      return lock === "none" && phase === "open";
    case "turn-on":
      return mode !== "active";
    case "watch":
      return mode !== "observe";
    case "turn-off":
      return mode !== "off";
    case "open":
      return lock !== "forced_open" && phase === "closed";
  }
};

/** What else can be done, without the act that already has its own button. */
export const otherActs = (view: QueueView): BreakerAct[] => {
  const first = nextAct(view.own);
  return [...(["open"] as const), ...order].filter((act) => act !== first && makesSense(act, view));
};

/** Why this act is not possible now; null = it is. */
export function actBlocked(act: BreakerAct, view: QueueView, role: Role | null): string | null {
  if (role === "viewer")
    return `Your role viewer cannot ${act === "close" || act === "force-close" ? "close" : "open"} breakers.`;
  if (view.row.group !== null) return guardedBy(view.row.group);
  if (view.stale)
    return `${staleSentence(view.row.engine, view.ageMs)} Actions are off until it answers.`;
  const needs = act === "probe" ? "GRANT" : "HOLD";
  if (!can(view.engine, needs))
    return (
      noteOf(view.engine, needs) ?? `${view.engine?.label ?? "This engine"} cannot pause a queue`
    );
  return null;
}
