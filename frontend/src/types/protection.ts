/** Policy, groups, withheld trips and outages, as `/queues/*\/policy`, `/groups`, `/incidents` and the snapshot send them. */

/** The breaker could have opened and did not: only one job type, or one worker, fails. */
export type Withheld = {
  kind: "type_suspect" | "worker_suspect";
  name: string;
  text: string;
  since: string;
  /** The rule that makes the breaker ignore this type; null when no rule would. */
  ignore_rule: string | null;
};

export type FieldValue = number | string | boolean | string[];
export type FieldType = "number" | "integer" | "duration" | "list" | "word" | "flag";
export type FieldSource = "default" | "preset" | "file" | "api";

export type PolicyField = {
  key: string;
  type: FieldType;
  value: FieldValue;
  default: FieldValue;
  source: FieldSource;
  min: number | string | null;
  max: number | string | null;
  words: string[] | null;
  unit?: string | null;
  about: string;
};

export type PolicyWarning = { field: string | null; text: string };

export type PolicyView = {
  queue: string;
  version: number;
  preset: string | null;
  fields: PolicyField[];
  warnings: PolicyWarning[];
};

/** Replaces all that was set here before: a field that is left out goes back to the file or the default. */
export type PolicyChange = {
  preset: string | null;
  fields: Record<string, FieldValue>;
  reason: string;
  expected_version: number;
};

export type IncidentState = "open" | "probing" | "ramping" | "closed";

export type IncidentError = { error: string; count: number; last_at: string | null };

export type IncidentCause = {
  rule: string;
  text: string;
  failed: number;
  total: number;
  top_errors: IncidentError[];
};

export type IncidentEvent = {
  at: string;
  what: string;
  actor: string | null;
  detail: string | null;
};

export type Incident = {
  id: string;
  queue: string;
  engine: string;
  /** Only watched: the breaker would have opened. */
  observed: boolean;
  opened_at: string;
  closed_at: string | null;
  state: IncidentState;
  /** null = a person held it open. */
  cause: IncidentCause | null;
  held: number | null;
  held_ms: number;
  reopened: number;
  probes: number;
  probes_failed: number;
  attempts_spared: number | null;
  deaths_spared: number | null;
  estimate: boolean;
  method: string;
  recovery_ms: number | null;
  timeline: IncidentEvent[];
};

/** Queues behind one breaker. */
export type Group = {
  name: string;
  breaker: string;
  /** Ids of queues, where `*` stands for any characters. */
  queues: string[];
  /** One of the file cannot be changed here. */
  source: "file" | "api";
  /** The queues that are there now. */
  members: string[];
};
