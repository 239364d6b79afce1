import type { Group } from "../types/protection";
import { request } from "./http";

export type GroupChange = { queues: readonly string[]; reason: string };

const pathOf = (name: string): string => `/groups/${encodeURIComponent(name)}`;

export const getGroup = (name: string, signal?: AbortSignal): Promise<Group> =>
  request(pathOf(name), { signal });

/**
 * The queues of this group share a breaker from now on.
 *
 * @param expected what they have to be before, [] for a group that is not there yet; else
 *     `group_changed`
 */
export const putGroup = (
  name: string,
  change: GroupChange,
  expected: readonly string[],
): Promise<Group> =>
  request(pathOf(name), { method: "PUT", body: { ...change, expected_queues: expected } });

/** Its queues go on with their own breakers. */
export const deleteGroup = (name: string, reason: string): Promise<unknown> =>
  request(`${pathOf(name)}?${new URLSearchParams({ reason })}`, { method: "DELETE" });
