import type { PolicyChange, PolicyView } from "../types/protection";
import { type QueueRef, queuePath } from "./breakerService";
import { request } from "./http";

const pathOf = (queue: QueueRef): string => `${queuePath(queue)}/policy`;

export const getPolicy = (queue: QueueRef, signal?: AbortSignal): Promise<PolicyView> =>
  request(pathOf(queue), { signal });

/** Absent rather than null: the server refuses what it does not know. */
export const putPolicy = (queue: QueueRef, change: PolicyChange): Promise<PolicyView> => {
  const { preset, reason, ...rest } = change;
  const body: Record<string, unknown> = { ...rest };
  if (preset !== null) body.preset = preset;
  if (reason !== "") body.reason = reason;
  return request(pathOf(queue), { method: "PUT", body });
};
