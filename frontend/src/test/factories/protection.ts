import type { Group, Incident, PolicyField, PolicyView, Withheld } from "../../types/protection";

export const incident = (more: Partial<Incident> = {}): Incident => ({
  id: "embedded/mail#12",
  queue: "mail",
  engine: "embedded",
  observed: false,
  opened_at: "2026-11-24T14:19:43.000Z",
  closed_at: "2026-11-24T14:31:07.000Z",
  state: "closed",
  cause: {
    rule: "rate",
    text: "20 of 20 attempts failed, most with SmtpTimeout.",
    failed: 20,
    total: 20,
    top_errors: [{ error: "SmtpTimeout", count: 18, last_at: "2026-11-24T14:19:43.000Z" }],
  },
  held: 870,
  held_ms: 100_000,
  reopened: 2,
  probes: 6,
  probes_failed: 4,
  attempts_spared: 1240,
  deaths_spared: null,
  estimate: true,
  method: "12.4 attempts per second before the opening x 100 s held",
  recovery_ms: 58_000,
  timeline: [
    { at: "2026-11-24T14:19:43.000Z", what: "opened", actor: "recloser", detail: "20 of 20" },
  ],
  ...more,
});

export const field = (key: string, more: Partial<PolicyField> = {}): PolicyField => ({
  key,
  type: "number",
  value: 0.5,
  default: 0.5,
  source: "default",
  min: 0.05,
  max: 1,
  words: null,
  unit: null,
  about: `About ${key}.`,
  ...more,
});

const duration = (key: string, value: string): PolicyField =>
  field(key, { type: "duration", value, default: value, min: "500ms", max: "10m" });

export const policy = (more: Partial<PolicyView> = {}): PolicyView => ({
  queue: "embedded/mail",
  version: 7,
  preset: null,
  fields: [
    field("failure_ratio"),
    field("streak", { type: "integer", value: 6, default: 8, source: "api", min: 2, max: 100 }),
    duration("base_open", "2s"),
    field("ignore", {
      type: "list",
      value: ["class:^Validation"],
      default: [],
      source: "file",
      min: null,
      max: null,
    }),
  ],
  warnings: [],
  ...more,
});

export const withheld = (more: Partial<Withheld> = {}): Withheld => ({
  kind: "type_suspect",
  name: "newsletter.send",
  text: "24 of 26 failures are of job type newsletter.send, other types succeed",
  since: "2026-11-24T14:29:00.000Z",
  ignore_rule: "type:^newsletter\\.send$",
  ...more,
});

export const group = (more: Partial<Group> = {}): Group => ({
  name: "stripe",
  breaker: "groups/stripe",
  queues: ["redis/billing", "mail/stripe-*"],
  source: "api",
  members: ["redis/billing"],
  ...more,
});
