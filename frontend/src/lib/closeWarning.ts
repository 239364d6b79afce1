import type { Policy, ProbeRecord } from "../types/detail";
import type { QueueRow } from "../types/snapshot";
import { clock, count, duration, millis, percent, rate, seconds, type TimeZone } from "./format";

export type CloseWarning = { headline: string; error: string | null; detail: string };

const listed = (times: string[]): string =>
  times.length < 2 ? times.join("") : `${times.slice(0, -1).join(", ")} and ${times.at(-1)}`;

/** null = nothing speaks against closing. */
export function closeWarning(
  row: QueueRow,
  probes: ProbeRecord[],
  now: number,
  zone: TimeZone,
): CloseWarning | null {
  const spend = `Closing now will spend attempts of ${count(row.counts.waiting)} waiting jobs.`;
  const newest = probes[0];
  if (newest === undefined) {
    const cause = row.breaker.cause;
    if (row.breaker.phase !== "open" || cause === null) return null;
    return {
      headline: "No probe has succeeded yet. The dependency is probably still down.",
      error: cause.top_errors[0]?.error ?? null,
      detail: spend,
    };
  }
  if (newest.ok) return null;
  const failed = probes.slice(
    0,
    probes.findIndex((it) => it.ok) === -1 ? 3 : probes.findIndex((it) => it.ok),
  );
  const at = millis(newest.at) ?? now;
  const times = failed.slice(0, 3).map((it) => clock(millis(it.at) ?? now, zone));
  const same = times.length > 1 ? `${listed(times)} failed the same way. ` : "";
  return {
    headline: `The last probe failed ${seconds(now - at)} ago. The dependency is probably still down.`,
    error: newest.error,
    detail: `${same}${spend}`,
  };
}

export function rampSentence(row: QueueRow, policy: Policy | null): string {
  if (policy === null)
    return "If you close it, jobs start at a limited rate that rises step by step.";
  const base = row.breaker.baseline_per_s;
  const first =
    base === null || base === 0
      ? `at ${percent(policy.ramp_start)} of the usual rate`
      : `at ${rate(Math.max(0.1, base * policy.ramp_start))} per s`;
  return `If you close it, jobs start ${first} and the rate doubles each ${duration(policy.ramp_step_ms)}. The breaker opens again by itself when ${percent(policy.failure_ratio)} of them fail.`;
}
