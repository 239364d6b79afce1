import { request } from "./http";

export type GroupChange = { queues: readonly string[]; reason: string };

/** The queues of this group share a breaker from now on. */
export const putGroup = (name: string, change: GroupChange): Promise<unknown> =>
  request(`/groups/${encodeURIComponent(name)}`, { method: "PUT", body: { ...change } });
