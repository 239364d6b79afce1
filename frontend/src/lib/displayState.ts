import type { Breaker, Pause } from "../types/snapshot";

/** What a breaker looks like: icon, words, colour and pattern follow from this one word. */
export type DisplayKind =
  | "stale"
  | "unprotected"
  | "main_open"
  | "held_open"
  | "paused_outside"
  | "forced_closed"
  | "watching"
  | "off"
  | "open"
  | "probing"
  | "ramping"
  | "closed";

export type DisplayInput = {
  stale: boolean;
  canHold: boolean;
  pause: Pick<Pause, "observed" | "by">;
  breaker: Pick<Breaker, "phase" | "lock" | "mode" | "main_open">;
};

/** The breaker's own position, without age, engine and main breaker. */
export function ownState({ pause, breaker }: DisplayInput): DisplayKind {
  if (breaker.lock === "forced_open") return "held_open";
  if (pause.observed === true && pause.by === "external") return "paused_outside";
  if (breaker.lock === "forced_closed") return "forced_closed";
  if (breaker.mode === "off") return "off";
  if (breaker.mode === "observe") return "watching";
  return breaker.phase;
}

/** First match wins. */
export function displayState(input: DisplayInput): DisplayKind {
  if (input.stale) return "stale";
  if (!input.canHold) return "unprotected";
  if (input.breaker.main_open) return "main_open";
  return ownState(input);
}

const URGENCY: readonly DisplayKind[] = [
  "open",
  "probing",
  "ramping",
  "main_open",
  "held_open",
  "forced_closed",
  "paused_outside",
  "stale",
  "unprotected",
  "watching",
  "off",
  "closed",
];

/** 0 = worst. */
export const urgency = (kind: DisplayKind): number => URGENCY.indexOf(kind);
