import type { Group } from "../types/protection";
import type { Engine, QueueRow, Snapshot } from "../types/snapshot";
import { labels } from "./labels";
import { linesOf } from "./lines";

const words = labels.group.change;

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

/** Why this person may not make or change groups; null = may, or the role is not known yet. */
export const groupingBlocked = (role: string | null): string | null =>
  role === null || role === "admin" ? null : labels.group.adminOnly;

/** Why this group cannot be changed here; null = it can, or it is not read yet. */
export function groupBlocked(
  role: string | null,
  group: Group | null,
  failed: string | null,
): string | null {
  const denied = groupingBlocked(role);
  if (denied !== null) return denied;
  if (group?.source === "file") return labels.group.fromFile;
  return group === null && failed !== null ? `${labels.group.unread}: ${failed}` : null;
}

/** The queues of a group as a person wrote them; each counts once. */
export const patternsOf = (text: string): string[] => [...new Set(linesOf(text))];

export type PatternChange = { added: string[]; takenOut: string[] };

export const changeOf = (before: readonly string[], after: readonly string[]): PatternChange => ({
  added: after.filter((it) => !before.includes(it)),
  takenOut: before.filter((it) => !after.includes(it)),
});

/** Whether two lists mean the same queues. */
export const isSame = (one: readonly string[], other: readonly string[]): boolean => {
  const { added, takenOut } = changeOf(one, other);
  return added.length === 0 && takenOut.length === 0;
};

/** "Added: redis/refunds-*" */
export const changeLines = (
  { added, takenOut }: PatternChange,
  whose: "yours" | "theirs" = "yours",
): string[] => [
  ...(added.length === 0 ? [] : [`${words[whose].added}: ${added.join(", ")}`]),
  ...(takenOut.length === 0 ? [] : [`${words[whose].takenOut}: ${takenOut.join(", ")}`]),
];

/** The same wishes on top of a newer list, after somebody else was quicker. */
export function rebase(
  before: readonly string[],
  wanted: readonly string[],
  now: readonly string[],
): string[] {
  const { added, takenOut } = changeOf(before, wanted);
  return [...new Set([...now.filter((it) => !takenOut.includes(it)), ...added])];
}

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
