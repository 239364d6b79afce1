export type RedriveState = "dry_run" | "running" | "waiting" | "stopped" | "done";

export type RedriveSkipped = { reason: string; count: number };

/** A paced retry of the dead jobs of one queue, as `/redrives` sends it. null = the engine cannot tell. */
export type Redrive = {
  id: string;
  queue: string;
  /** Only jobs whose error or id contains it. */
  q: string | null;
  state: RedriveState;
  /** Why it waits or was stopped. */
  reason: string | null;
  /** Only jobs that were dead then are taken. */
  cut_off: string;
  eligible: number;
  skipped: RedriveSkipped[];
  sent: number;
  succeeded: number | null;
  failed_again: number | null;
  running: number | null;
  left: number;
  rate_per_s: number;
  actor: string;
  /** null for a dry run. */
  started_at: string | null;
  ended_at: string | null;
};
