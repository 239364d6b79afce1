import type { Group } from "../types/protection";
import { request } from "./http";

export type GroupChange = { queues: readonly string[]; reason: string };

const pathOf = (name: string): string => `/groups/${encodeURIComponent(name)}`;

export const getGroup = (name: string, signal?: AbortSignal): Promise<Group> =>
  request(pathOf(name), { signal });

/** The queues of this group share a breaker from now on. */
export const putGroup = (name: string, change: GroupChange): Promise<Group> =>
  request(pathOf(name), { method: "PUT", body: { ...change } });

/** Its queues go on with their own breakers. */
export const deleteGroup = (name: string, reason: string): Promise<unknown> =>
  request(`${pathOf(name)}?${new URLSearchParams({ reason })}`, { method: "DELETE" });
