import { POLL_TIMEOUT_MS } from "../config/env";
import type { Snapshot } from "../types/snapshot";
import { requestIfChanged } from "./http";

/** A snapshot and when it came. An unchanged answer (304) keeps the old arrival, so that ages stay true. */
export type Received = { snapshot: Snapshot; receivedAt: number };

/** Monotonic: the computer's clock may jump, ages must not. */
export const monotonicNow = (): number => performance.now();

export function createSnapshotFetch(): (signal: AbortSignal) => Promise<Received> {
  let last: (Received & { etag: string | null }) | null = null;
  return async (signal) => {
    const answer = await requestIfChanged<Snapshot>("/snapshot", last?.etag ?? null, {
      signal,
      timeoutMs: POLL_TIMEOUT_MS,
    });
    if (answer === null && last !== null) return last;
    if (answer === null) throw new Error("304 without an earlier answer");
    last = { snapshot: answer.data, receivedAt: monotonicNow(), etag: answer.etag };
    return last;
  };
}
