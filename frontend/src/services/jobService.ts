import type { Job, JobState } from "../types/detail";
import type { Page } from "../types/envelope";
import { type QueueRef, queuePath } from "./breakerService";
import { request } from "./http";

export type JobAct = "retry" | "remove";

export type JobQuery = { state: JobState; limit: number; cursor?: string | null };

export const getJobs = (
  queue: QueueRef,
  { state, limit, cursor = null }: JobQuery,
  signal?: AbortSignal,
): Promise<Page<Job>> => {
  const query = new URLSearchParams({ state, limit: `${limit}` });
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
