import type { Breaker, Phase, QueueRow } from "./snapshot";

export type Policy = {
  min_volume: number;
  failure_ratio: number;
  streak: number;
  distinct_jobs: number;
  min_span_ms: number;
  max_age_ms: number;
  base_open_ms: number;
  multiplier: number;
  max_open_ms: number;
  jitter: number;
  stable_after_ms: number;
  probe_jobs: number;
  probe_need: number;
  probe_timeout_ms: number;
  ramp_step_ms: number;
  ramp_start: number;
};

export type RuleName = "failure_ratio" | "outcomes" | "distinct_jobs" | "span" | "streak";

export type RuleRow = {
  name: RuleName;
  value: number;
  limit: number;
  holds: boolean;
  frozen: boolean;
};

export type ProbeRecord = { at: string; ok: boolean; jobs: number; error: string | null };
export type WorkerRow = {
  name: string;
  attempts: number | null;
  /** How many it runs at once, over all its queues. */
  capacity: number | null;
  heard_at: string | null;
  load: number | null;
};
export type ErrorRow = { error: string; count: number; last_at: string };

export type QueueDetail = QueueRow & {
  policy: Policy;
  rules: RuleRow[];
  recent_probes: ProbeRecord[];
  worker_list: WorkerRow[];
  errors: ErrorRow[];
  notes: string[];
};

export type HistoryBucket = {
  t: string;
  in: number;
  done: number;
  failed: number;
  waiting: number | null;
  oldest_ms: number | null;
};

export type HistoryInterval = {
  from: string;
  to: string | null;
  phase: Exclude<Phase, "closed"> | "main";
};

export type QueueHistory = {
  bucket_ms: number;
  from: string;
  to: string;
  buckets: HistoryBucket[];
  intervals: HistoryInterval[];
};

export type BreakerAnswer = {
  success: boolean;
  previous_state: string;
  current_state: string;
  message: string;
  timestamp: string;
  breaker: Breaker;
};

/** Where a job can be listed. */
export type JobState = "waiting" | "running" | "scheduled" | "retrying" | "dead";

export type Job = {
  id: string;
  state: string;
  native_state: string | null;
  attempts: number | null;
  enqueued_at: string | null;
  error: string | null;
  body: string | null;
  properties: Record<string, unknown>;
  redrive: JobRedrive;
};

/** What a retry of a dead job would send. */
export type JobRedrive = {
  kind: "exact" | "rebuilt" | "not_possible";
  reason: string | null;
};
