import type { Engine, QueueRow, Snapshot } from "../types/snapshot";
import { labels } from "./labels";

/** The engine of all groups: the breaker of a group `stripe` is that of `groups/stripe`. */
export const GROUPS = "groups";

/** What there is beside groups: the page counts each queue once, and groups are no engine. */
export const queuesOf = (snapshot: Snapshot): QueueRow[] =>
  snapshot.queues.filter((row) => row.members === null);
export const enginesOf = (snapshot: Snapshot): Engine[] =>
  snapshot.engines.filter((engine) => engine.id !== GROUPS);

const NAME = /^[a-z0-9-]{1,40}$/;

export const isGroupName = (name: string): boolean => NAME.test(name);

export const groupWord = (group: string): string => `group: ${group}`;

/** Why a queue takes no orders itself. */
export const guardedBy = (group: string): string =>
  `Guarded by the group ${group}: act on the group instead.`;

export const groupingBlocked = (role: string | null): string | null =>
  role === null || role === "admin" ? null : labels.group.adminOnly;

/** What the names of the queues begin with, as a first guess; "" = they share nothing. */
export function suggestedName(ids: readonly string[]): string {
  const names = ids.map((id) => id.slice(id.indexOf("/") + 1).toLowerCase());
  const [first = "", ...rest] = names;
  let length = first.length;
  for (const name of rest) while (!name.startsWith(first.slice(0, length))) length -= 1;
  const shared = first
    .slice(0, length)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return shared.length < 3 ? "" : shared.slice(0, 40);
}
