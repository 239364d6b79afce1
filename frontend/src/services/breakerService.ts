import { POLL_TIMEOUT_MS } from "../config/env";
import type { BreakerAnswer, QueueDetail, QueueHistory } from "../types/detail";
import type { Mode } from "../types/snapshot";
import { request } from "./http";

export type QueueRef = { engine: string; name: string };

export const queuePath = ({ engine, name }: QueueRef): string =>
  `/queues/${encodeURIComponent(engine)}/${encodeURIComponent(name)}`;

export type BreakerCommand =
  | { act: "open"; reason: string; until: string | null; version: number }
  | { act: "close"; reason: string; version: number }
  | { act: "force-close"; reason: string; until: string; version: number }
  | { act: "probe"; reason: string | null; version: number }
  | { act: "mode"; mode: Mode; reason: string | null; version: number };

/** Absent rather than null: the server refuses what it does not know. */
function bodyOf(command: BreakerCommand): Record<string, unknown> {
  const body: Record<string, unknown> = { expected_version: command.version };
  if (command.reason) body.reason = command.reason;
  if (command.act === "mode") body.mode = command.mode;
  if (command.act === "open" && command.until !== null) body.until = command.until;
  if (command.act === "force-close") body.until = command.until;
  return body;
}

export const newIdempotencyKey = (): string =>
  [...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(36)).join("-");

export const sendCommand = (
  queue: QueueRef,
  command: BreakerCommand,
  key: string,
): Promise<BreakerAnswer> =>
  request(`${queuePath(queue)}/breaker/${command.act}`, {
    method: "POST",
    body: bodyOf(command),
    headers: { "Idempotency-Key": key },
  });

export const getQueue = (queue: QueueRef, signal?: AbortSignal): Promise<QueueDetail> =>
  request(queuePath(queue), { signal, timeoutMs: POLL_TIMEOUT_MS });

export const getHistory = (
  queue: QueueRef,
  minutes: number,
  signal?: AbortSignal,
): Promise<QueueHistory> =>
  request(`${queuePath(queue)}/history?minutes=${minutes}`, { signal, timeoutMs: POLL_TIMEOUT_MS });
