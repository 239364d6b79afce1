import { BACKOFF_FIRST_MS, BACKOFF_MAX_MS, MAX_POLL_ERRORS } from "../config/env";
import type { ApiError } from "./apiError";

/** What we know of the way to the server. Times are wall-clock milliseconds. */
export type Connection =
  | { kind: "waiting" }
  | { kind: "live"; lastOk: number }
  | { kind: "stale"; errors: number; lastOk: number | null; lastError: ApiError }
  | {
      kind: "lost";
      errors: number;
      lastOk: number | null;
      lastError: ApiError;
      backoffMs: number;
      nextTryAt: number;
    }
  | { kind: "signed_out" };

export type PollOutcome = { ok: true } | { ok: false; error: ApiError };

const lastOkOf = (state: Connection): number | null =>
  state.kind === "waiting" || state.kind === "signed_out" ? null : state.lastOk;

const errorsOf = (state: Connection): number =>
  state.kind === "stale" || state.kind === "lost" ? state.errors : 0;

/** Five errors in a row lose the connection; then single tries at 4, 8, 16, 30 s; one success brings it back. */
export function nextConnection(state: Connection, poll: PollOutcome, now: number): Connection {
  if (poll.ok) return { kind: "live", lastOk: now };
  if (poll.error.status === 401) return { kind: "signed_out" };
  const errors = errorsOf(state) + 1;
  const known = { errors, lastOk: lastOkOf(state), lastError: poll.error };
  if (errors < MAX_POLL_ERRORS) return { kind: "stale", ...known };
  const backoffMs =
    state.kind === "lost" ? Math.min(state.backoffMs * 2, BACKOFF_MAX_MS) : BACKOFF_FIRST_MS;
  return { kind: "lost", ...known, backoffMs, nextTryAt: now + backoffMs };
}
