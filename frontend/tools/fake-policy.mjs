// The policy of each breaker: defaults, one value from a file, and what was set through the page.
import { Refused } from "./fake-refused.mjs";
import { note } from "./fake-state.mjs";

const field = (key, type, value, min, max, about, more = {}) => ({
  key,
  type,
  default: value,
  min,
  max,
  words: null,
  unit: null,
  about,
  ...more,
});

const FIELDS = [
  field("min_volume", "integer", 20, 5, 1000, "Outcomes that must be counted before it may open."),
  field("failure_ratio", "number", 0.5, 0.05, 1, "It opens when this share of them failed."),
  field("streak", "integer", 8, 2, 100, "On low traffic it opens at so many failures in a row."),
  field("distinct_jobs", "integer", 5, 1, 100, "So many different jobs must have failed."),
  field("min_span", "duration", "2s", "0s", "10m", "The outcomes must span at least this time."),
  field("max_age", "duration", "1m", "5s", "1h", "Older outcomes are not counted."),
  field("base_open", "duration", "2s", "500ms", "10m", "How long it waits before the first probe."),
  field(
    "multiplier",
    "number",
    2,
    1,
    10,
    "Each failed probe makes the wait longer by this factor.",
  ),
  field("max_open", "duration", "1m", "1s", "24h", "No wait is longer than this."),
  field("jitter", "number", 0.2, 0, 1, "Each wait is changed at random by up to this share."),
  field(
    "stable_after",
    "duration",
    "1m",
    "5s",
    "1h",
    "After so long without a failure it is over.",
  ),
  field("probe_jobs", "integer", 1, 1, 20, "Jobs released in a probe."),
  field("probe_need", "integer", 3, 1, 50, "So many probe jobs must succeed."),
  field(
    "probe_timeout",
    "duration",
    "1m",
    "1s",
    "1h",
    "A probe job without a result by then failed.",
  ),
  field("drain_timeout", "duration", "10m", "10s", "24h", "How long running jobs may take to end."),
  field("ramp_step", "duration", "5s", "1s", "10m", "The rate doubles each step."),
  field("ramp_start", "number", 0.1, 0.01, 1, "The first step is this share of the usual rate."),
  field("slow_threshold", "duration", "off", "10ms", "1h", "Attempts that take longer are slow.", {
    words: ["off"],
  }),
  field("slow_ratio", "number", 0.8, 0.05, 1, "It opens when this share of them was slow."),
  field("retry_after_max", "duration", "10m", "1s", "24h", "A longer Retry-After is not believed."),
  field(
    "max_force_closed",
    "duration",
    "24h",
    "1m",
    "7d",
    "Nobody can force it closed for longer.",
  ),
  field("manual_reminder", "duration", "1h", "1m", "7d", "A hold without an end is recalled then."),
  field(
    "foreign_resume",
    "word",
    "adopt",
    null,
    null,
    "What to do when someone resumes the queue.",
    {
      words: ["adopt", "enforce"],
    },
  ),
  field(
    "fail_on",
    "list",
    [],
    null,
    null,
    "Only errors that match count as failures; empty = all.",
  ),
  field("ignore", "list", [], null, null, "Errors that match do not count. Ignore wins."),
  field("health_probe", "word", "", null, null, "Asked before a job is spent as a probe."),
  field("health_interval", "duration", "5s", "1s", "10m", "How often it is asked while open."),
  field("health_timeout", "duration", "2s", "100ms", "1m", "No answer by then means not healthy."),
];

const PRESETS = {
  default: {},
  noisy: { failure_ratio: 0.7, min_volume: 50 },
  cautious: { failure_ratio: 0.3, max_open: "10m" },
};
const FROM_FILE = { max_open: "2m", ignore: ["class:^com\\.example\\.Validation.*$"] };
const set = new Map([
  ["embedded/mail", { version: 7, preset: null, fields: { failure_ratio: 0.4, streak: 6 } }],
]);

const stored = (id) => set.get(id) ?? { version: 1, preset: null, fields: {} };

function answer(id) {
  const { version, preset, fields: own } = stored(id);
  const fromPreset = PRESETS[preset] ?? {};
  const fields = FIELDS.map((it) => {
    const given = { ...FROM_FILE, ...fromPreset };
    const source = it.key in own ? "api" : it.key in FROM_FILE ? "file" : "default";
    return { ...it, source, value: own[it.key] ?? given[it.key] ?? it.default };
  });
  const health = fields.find((it) => it.key === "health_probe").value;
  return {
    queue: id,
    version,
    preset,
    fields,
    warnings:
      id === "embedded/mail"
        ? [
            {
              field: "streak",
              text: "6 failures in a row happen by chance about once a week on this queue.",
            },
          ]
        : health.startsWith("http://")
          ? [{ field: "health_probe", text: "The address is not encrypted." }]
          : [],
  };
}

function check(key, value) {
  const it = FIELDS.find((each) => each.key === key);
  const refuse = (text) => {
    throw new Refused(400, "invalid_policy", `${key} ${text}`, { field: key });
  };
  if (it === undefined) refuse("is not known");
  if (typeof it.min === "number" && (typeof value !== "number" || value < it.min || value > it.max))
    refuse(`must be from ${it.min} to ${it.max}`);
  const duration = /^\d+(\.\d+)?(ms|s|m|h|d)$/.test(value) || it.words?.includes(value);
  if (it.type === "duration" && !duration) refuse('must be a duration such as "500ms" or "2s"');
  if (it.type === "list" && value.some((rule) => rule.includes("(?")))
    refuse("has a rule that is not a pattern");
}

export function policyRoute(method, queue, who, body) {
  if (method === "GET") return answer(queue.id);
  if (who.role !== "admin") throw new Refused(403, "forbidden", "Policies are for admins");
  const before = stored(queue.id);
  if (body.expected_version !== undefined && body.expected_version !== before.version)
    throw new Refused(409, "version_conflict", "Someone changed it", { breaker: queue.breaker });
  for (const [key, value] of Object.entries(body.fields ?? {})) check(key, value);
  set.set(queue.id, {
    version: before.version + 1,
    preset: body.preset ?? null,
    fields: body.fields ?? {},
  });
  const rule = queue.breaker.withheld?.ignore_rule;
  if ((body.fields?.ignore ?? []).includes(rule)) queue.breaker.withheld = null;
  note({
    actor: who.actor,
    action: "policy_changed",
    target: queue.id,
    reason: body.reason ?? null,
    detail: Object.keys(body.fields ?? {}).join(", "),
  });
  return answer(queue.id);
}
