import type { Snapshot } from "../types/snapshot";

type Change = "opened" | "closed" | "probing" | "ramping" | "held open";

const phaseOf = (snapshot: Snapshot, id: string): string | null => {
  const row = snapshot.queues.find((it) => it.id === id);
  if (row === undefined) return null;
  return row.breaker.lock === "forced_open" ? "held open" : row.breaker.phase;
};

const wordOf = (phase: string): Change =>
  phase === "open"
    ? "opened"
    : phase === "probing" || phase === "ramping" || phase === "held open"
      ? phase
      : "closed";

const listed = (names: string[]): string =>
  names.length <= 3
    ? names.join(", ")
    : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;

/** What to say to a reader who does not see the page. Empty = nothing changed. */
export function describeChanges(before: Snapshot, after: Snapshot): string[] {
  const sentences: string[] = [];
  if (before.main_breaker.state !== after.main_breaker.state)
    sentences.push(`Main breaker ${after.main_breaker.state === "open" ? "opened" : "closed"}.`);
  const groups = new Map<Change, string[]>();
  for (const row of after.queues) {
    const now = phaseOf(after, row.id);
    const then = phaseOf(before, row.id);
    if (now === null || then === null || now === then) continue;
    const word = wordOf(now);
    groups.set(word, [...(groups.get(word) ?? []), row.name]);
  }
  for (const [word, names] of groups)
    sentences.push(
      `${names.length === 1 ? "1 breaker" : `${names.length} breakers`} ${word}: ${listed(names)}.`,
    );
  for (const engine of after.engines) {
    const then = before.engines.find((it) => it.id === engine.id);
    if (then === undefined || then.status === engine.status) continue;
    sentences.push(
      engine.status === "up" ? `${engine.id} answers again.` : `${engine.id} does not answer.`,
    );
  }
  return sentences;
}
