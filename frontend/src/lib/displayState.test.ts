import { describe, expect, it } from "vitest";
import { type DisplayInput, type DisplayKind, displayState } from "./displayState";

type Case = Partial<Omit<DisplayInput, "breaker" | "pause">> & {
  breaker?: Partial<DisplayInput["breaker"]>;
  pause?: Partial<DisplayInput["pause"]>;
};

const input = ({ breaker, pause, ...more }: Case): DisplayInput => ({
  stale: false,
  canHold: true,
  ...more,
  pause: { observed: false, by: null, ...pause },
  breaker: { phase: "closed", lock: "none", mode: "active", main_open: false, ...breaker },
});

const external = { observed: true, by: "external" } as const;
const everything = {
  phase: "open",
  lock: "forced_open",
  mode: "observe",
  main_open: true,
} as const;

const cases: [string, Case, DisplayKind][] = [
  ["old data wins over everything", { stale: true, canHold: false, breaker: everything }, "stale"],
  ["an engine that cannot pause", { canHold: false, breaker: everything }, "unprotected"],
  ["the main breaker masks the rest", { breaker: everything, pause: external }, "main_open"],
  [
    "a hold wins over a foreign pause",
    { breaker: { lock: "forced_open" }, pause: external },
    "held_open",
  ],
  [
    "a foreign pause wins over forced closed",
    { breaker: { lock: "forced_closed" }, pause: external },
    "paused_outside",
  ],
  [
    "a pause of our own is not foreign",
    { breaker: { phase: "open" }, pause: { observed: true, by: "recloser" } },
    "open",
  ],
  [
    "forced closed wins over watching",
    { breaker: { lock: "forced_closed", mode: "observe" } },
    "forced_closed",
  ],
  ["watching wins over its phase", { breaker: { mode: "observe", phase: "open" } }, "watching"],
  ["off", { breaker: { mode: "off" } }, "off"],
  ["open", { breaker: { phase: "open" } }, "open"],
  ["probing", { breaker: { phase: "probing" } }, "probing"],
  ["ramping", { breaker: { phase: "ramping" } }, "ramping"],
  ["closed", {}, "closed"],
];

describe("displayState", () => {
  it.each(cases)("%s", (_name, given, expected) => {
    expect(displayState(input(given))).toBe(expected);
  });
});
