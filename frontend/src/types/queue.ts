/** The main breaker and the numbers of all queues, as `/queue/*` sends them. */

export type CircuitBreakerState = "open" | "closed";

export type CircuitBreakerMetadata = {
  reason: string | null;
  actor: string | null;
  source: "manual" | "none";
  version: number;
  total_queues: number;
  held_queues: number;
  /** Queues of which the engine confirmed the pause. */
  confirmed_queues: number;
  still_running: number;
  until: string | null;
};

export type CircuitBreakerStatus = {
  state: CircuitBreakerState;
  opened_at: string | null;
  closed_at: string | null;
  metadata: CircuitBreakerMetadata;
};

export type CircuitBreakerStatusResponse = {
  status: "success";
  data: CircuitBreakerStatus;
};

/** What opening or closing the main breaker answers. */
export type CircuitBreakerToggleResult = {
  success: boolean;
  previous_state: CircuitBreakerState;
  current_state: CircuitBreakerState;
  message: string;
  timestamp: string;
};

/** A number per job state; null where no engine can tell. */
export type JobCounts = {
  waiting: number | null;
  running: number | null;
  scheduled: number | null;
  retrying: number | null;
  dead: number | null;
  completed: number | null;
};

export type QueueManagementData = {
  circuit_breaker: CircuitBreakerStatus;
  job_counts: JobCounts;
  timestamp: string;
};
