import type { Job } from "../types/detail";
import type { Page } from "../types/envelope";
import { type QueueRef, queuePath } from "./breakerService";
import { request } from "./http";

export type JobAct = "retry" | "remove";

export const getDeadJobs = (
  queue: QueueRef,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Page<Job>> => {
  const query = new URLSearchParams({ state: "dead", limit: "50" });
  if (cursor !== null) query.set("cursor", cursor);
  return request(`${queuePath(queue)}/jobs?${query}`, { signal });
};

export const actOnJob = (
  queue: QueueRef,
  id: string,
  act: JobAct,
): Promise<{ success: boolean; message: string }> =>
  request(`${queuePath(queue)}/jobs/${encodeURIComponent(id)}/${act}`, {
    method: "POST",
    body: {},
  });
