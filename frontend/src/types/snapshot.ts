import type { Withheld } from "./protection";
import type { CircuitBreakerStatus, JobCounts } from "./queue";

export type Phase = "closed" | "open" | "probing" | "ramping";
export type Lock = "none" | "forced_open" | "forced_closed";
export type Mode = "active" | "observe" | "off";

export type TopError = { error: string; count: number };

export type TripCause = {
  rule: "rate" | "streak" | "slow" | "probe_failed" | "ramp_failed";
  failed: number;
  total: number;
  span_ms: number;
  distinct_jobs: number;
  top_errors: TopError[];
  text: string;
  at: string;
};

export type ProbeRun = {
  stage: number;
  released: number;
  succeeded: number;
  failed: number;
  needed: number;
  deadline: string;
};

export type Breaker = {
  state: "open" | "closed";
  phase: Phase;
  lock: Lock;
  mode: Mode;
  /** Watching ends then and the breaker becomes active. */
  mode_until: string | null;
  main_open: boolean;
  since: string | null;
  reason: string | null;
  actor: string | null;
  until: string | null;
  opened_at: string | null;
  closed_at: string | null;
  cause: TripCause | null;
  next_probe_at: string | null;
  open_for_ms: number | null;
  trip_count: number;
  ramp_limit: number | null;
  ramp_percent: number | null;
  baseline_per_s: number | null;
  probe: ProbeRun | null;
  withheld: Withheld | null;
  episode: number;
  version: number;
};

export type Pause = {
  desired: boolean;
  observed: boolean | null;
  by: "recloser" | "external" | null;
  confirmed_at: string | null;
};

export type Rates = {
  in_per_s: number | null;
  done_per_s: number | null;
  failed_per_s: number | null;
};

/** A queue of a group, and why it does not do what the group asks; null = it does. */
export type GroupMember = { id: string; paused: boolean; problem: string | null };

export type QueueRow = {
  id: string;
  engine: string;
  name: string;
  counts: JobCounts;
  oldest_waiting_ms: number | null;
  workers: number | null;
  with_workers: number | null;
  rates: Rates;
  stale: boolean;
  taken_at: string;
  pause: Pause;
  evidence: [number, number][];
  series: { step_ms: number; in: number[]; done: number[]; failed: number[] };
  window: { failed: number; total: number; min_volume: number; ratio_limit: number };
  /** Why the breaker cannot protect it; null = it can. */
  protected: string | null;
  breaker: Breaker;
  /** The group whose breaker guards it; null = its own does. */
  group: string | null;
  /** The queues of this group; null = it is a queue. */
  members: GroupMember[] | null;
};

export type CapabilityName =
  | "DISCOVER"
  | "COUNT"
  | "AGE"
  | "HOLD"
  | "GRANT"
  | "OUTCOMES"
  | "BROWSE"
  | "RETRY"
  | "REMOVE"
  | "PROMOTE"
  | "WORKERS"
  | "SEND";

export type CapabilityLevel =
  | "exact"
  | "bounded"
  | "none"
  | "yes"
  | "per_attempt"
  | "final_only"
  | "per_attempt_no_error_text";

export type Capability = { name: CapabilityName; level: CapabilityLevel; note: string | null };

export type Engine = {
  id: string;
  kind: string;
  label: string;
  status: "up" | "down" | "starting";
  data_age_ms: number | null;
  last_ok_at: string | null;
  error: string | null;
  next_try_at: string | null;
  queues: number;
  capabilities: Capability[];
  notes: string[];
  /** The states whose jobs it lists. */
  lists: string[];
};

export type AttentionRule =
  | "engine_down"
  | "open"
  | "probing"
  | "held_without_end"
  | "paused_outside"
  | "drift"
  | "no_workers"
  | "type_suspect"
  | "worker_suspect"
  | "correlated"
  | "contested"
  | "wedged"
  | "override_forgotten"
  | "observe_would_open"
  | "engine_notice"
  | "disk_full";

export type Attention = {
  rule: AttentionRule;
  severity: "red" | "amber";
  engine: string;
  queue: string | null;
  /** Only with `correlated`: the queues that fail together. */
  queues?: string[] | null;
  text: string;
  detail: string;
  since: string | null;
};

export type Snapshot = {
  taken_at: string;
  version: number;
  main_breaker: CircuitBreakerStatus;
  engines: Engine[];
  attention: Attention[];
  queues: QueueRow[];
};
