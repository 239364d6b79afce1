import { POLL_TIMEOUT_MS, pollMs } from "../config/env";
import type {
  CircuitBreakerState,
  CircuitBreakerStatus,
  CircuitBreakerToggleResult,
  QueueManagementData,
} from "../types/queue";
import { request } from "./http";
import { Poller, type PollResult } from "./poller";

export type StatusCallback = (result: PollResult<CircuitBreakerStatus>) => void;

const pollers = new Map<string, Poller<CircuitBreakerStatus>>();
let lastId = 0;

const getCircuitBreakerStatus = (signal?: AbortSignal): Promise<CircuitBreakerStatus> =>
  request("/queue/circuit-breaker-status", { signal, timeoutMs: POLL_TIMEOUT_MS });

const getQueueManagement = (signal?: AbortSignal): Promise<QueueManagementData> =>
  request("/queue/management", { signal, timeoutMs: POLL_TIMEOUT_MS });

/** Calls back after every poll; after five errors in a row with connection "lost", its count and its message. */
function startCircuitBreakerPolling(callback: StatusCallback, intervalMs = pollMs()): string {
  lastId += 1;
  const id = `circuit-breaker-${lastId}`;
  const poller = new Poller({ fetch: getCircuitBreakerStatus, onResult: callback, intervalMs });
  pollers.set(id, poller);
  poller.start();
  return id;
}

function stopPolling(id: string): void {
  pollers.get(id)?.stop();
  pollers.delete(id);
}

function stopAllPolling(): void {
  for (const id of [...pollers.keys()]) stopPolling(id);
}

const act = (path: string, reason?: string): Promise<CircuitBreakerToggleResult> =>
  request(path, { method: "POST", body: reason === undefined ? {} : { reason } });

const openCircuitBreaker = (reason?: string): Promise<CircuitBreakerToggleResult> =>
  act("/queue/open-circuit-breaker", reason);

const closeCircuitBreaker = (reason?: string): Promise<CircuitBreakerToggleResult> =>
  act("/queue/close-circuit-breaker", reason);

const toggleCircuitBreaker = (
  currentState: CircuitBreakerState,
  reason?: string,
): Promise<CircuitBreakerToggleResult> =>
  currentState === "open" ? closeCircuitBreaker(reason) : openCircuitBreaker(reason);

const queueService = {
  getCircuitBreakerStatus,
  getQueueManagement,
  startCircuitBreakerPolling,
  stopPolling,
  stopAllPolling,
  openCircuitBreaker,
  closeCircuitBreaker,
  toggleCircuitBreaker,
};

export default queueService;
