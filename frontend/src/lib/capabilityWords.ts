import type { Capability, CapabilityLevel, CapabilityName, Engine } from "../types/snapshot";

const levels: Record<CapabilityLevel, string> = {
  exact: "exact",
  bounded: "bounded",
  none: "no",
  yes: "yes",
  per_attempt: "error, job, attempt",
  final_only: "dead letters only",
  per_attempt_no_error_text: "job, attempt, no error text",
};

const names: Record<CapabilityName, string> = {
  DISCOVER: "find queues",
  COUNT: "count jobs",
  AGE: "age of the oldest",
  HOLD: "pause a queue",
  GRANT: "let single jobs through",
  OUTCOMES: "report outcomes",
  BROWSE: "list jobs",
  RETRY: "retry",
  REMOVE: "remove",
  PROMOTE: "promote",
  WORKERS: "list workers",
  SEND: "send",
};

export type Words = { text: string; missing: boolean; note: string | null };

const find = (engine: Engine, name: CapabilityName): Capability | undefined =>
  engine.capabilities.find((it) => it.name === name);

export function capabilityWords(engine: Engine, name: CapabilityName): Words {
  const found = find(engine, name);
  if (found === undefined) return { text: "no", missing: true, note: null };
  return { text: levels[found.level], missing: found.level === "none", note: found.note };
}

/** "list jobs, retry, remove" */
export function jobWords(engine: Engine): Words {
  const able = (["BROWSE", "RETRY", "REMOVE", "PROMOTE"] as const).filter(
    (name) => !capabilityWords(engine, name).missing,
  );
  return {
    text: able.length === 0 ? "no" : able.map((name) => names[name]).join(", "),
    missing: able.length === 0,
    note: null,
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What is missing or limited, and why. */
export const engineNotes = (engine: Engine): string[] => [
  ...engine.notes,
  ...engine.capabilities.flatMap((it) =>
    it.note === null
      ? []
      : [`${capital(names[it.name])}: ${levels[it.level]}. ${it.note}.`.replace("..", ".")],
  ),
];
