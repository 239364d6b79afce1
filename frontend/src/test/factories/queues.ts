import type { CircuitBreakerMetadata, CircuitBreakerStatus } from "../../types/queue";
import type { Breaker, Capability, Engine, QueueRow, Snapshot } from "../../types/snapshot";

export const NOW = "2026-11-24T14:31:07.000Z";

const metadata: CircuitBreakerMetadata = {
  reason: null,
  actor: null,
  source: "none",
  version: 1,
  total_queues: 2,
  held_queues: 0,
  confirmed_queues: 0,
  still_running: 0,
  until: null,
};

export const closedStatus = (more: Partial<CircuitBreakerMetadata> = {}): CircuitBreakerStatus => ({
  state: "closed",
  opened_at: null,
  closed_at: "2026-11-24T10:12:00.000Z",
  metadata: { ...metadata, ...more },
});

export const openStatus = (reason: string): CircuitBreakerStatus => ({
  state: "open",
  opened_at: "2026-11-24T14:26:55.000Z",
  closed_at: "2026-11-24T10:12:00.000Z",
  metadata: {
    ...metadata,
    reason,
    actor: "ops",
    source: "manual",
    held_queues: 2,
    confirmed_queues: 1,
    still_running: 9,
  },
});

export const breaker = (more: Partial<Breaker> = {}): Breaker => ({
  state: "closed",
  phase: "closed",
  lock: "none",
  mode: "active",
  mode_until: null,
  main_open: false,
  since: "2026-11-24T14:06:40.000Z",
  reason: null,
  actor: "recloser",
  until: null,
  opened_at: null,
  closed_at: null,
  cause: null,
  next_probe_at: null,
  open_for_ms: null,
  trip_count: 0,
  ramp_limit: null,
  ramp_percent: null,
  baseline_per_s: 10,
  probe: null,
  withheld: null,
  episode: 0,
  version: 7,
  ...more,
});

export const queue = (name: string, more: Partial<QueueRow> = {}): QueueRow => ({
  id: `embedded/${name}`,
  engine: "embedded",
  name,
  counts: { waiting: 38, running: 2, scheduled: 0, retrying: 0, dead: 0, completed: 100 },
  oldest_waiting_ms: 800,
  workers: 4,
  with_workers: 2,
  rates: { in_per_s: 10, done_per_s: 10, failed_per_s: 0 },
  stale: false,
  taken_at: NOW,
  pause: { desired: false, observed: false, by: null, confirmed_at: null },
  evidence: [[5, 0]],
  series: { step_ms: 30_000, in: [1, 2], done: [1, 2], failed: [0, 0] },
  window: { failed: 0, total: 20, min_volume: 20, ratio_limit: 0.5 },
  protected: null,
  breaker: breaker(),
  group: null,
  members: null,
  ...more,
});

const able = (name: Capability["name"]): Capability => ({ name, level: "exact", note: null });

export const engine = (more: Partial<Engine> = {}): Engine => ({
  id: "embedded",
  kind: "artemis",
  label: "Apache Artemis, embedded",
  status: "up",
  data_age_ms: 200,
  last_ok_at: NOW,
  error: null,
  next_try_at: null,
  queues: 1,
  capabilities: [able("HOLD"), able("GRANT"), able("BROWSE"), able("RETRY"), able("REMOVE")],
  notes: [],
  lists: ["waiting", "dead"],
  ...more,
});

export const snapshot = (more: Partial<Snapshot> = {}): Snapshot => ({
  taken_at: NOW,
  version: 1,
  main_breaker: closedStatus(),
  engines: [engine()],
  attention: [],
  queues: [queue("mail")],
  ...more,
});
