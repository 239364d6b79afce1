import type { Role } from "../types/access";
import type { FieldValue, PolicyChange, PolicyField, PolicyView } from "../types/protection";
import { count, duration, percent, UNKNOWN } from "./format";
import { linesOf } from "./lines";
import { policyLabels } from "./policyLabels";

/** Why this person may not change a policy; null = may, or the role is not known yet. */
export const policyBlocked = (role: Role | null): string | null =>
  role === null || role === "admin" ? null : policyLabels.adminOnly;

type GroupName = keyof typeof policyLabels.groups;

const GROUPS: readonly { name: GroupName; keys: readonly string[] }[] = [
  {
    name: "opening",
    keys: [
      "failure_ratio",
      "min_volume",
      "distinct_jobs",
      "min_span",
      "max_age",
      "streak",
      "slow_threshold",
      "slow_ratio",
    ],
  },
  {
    name: "waiting",
    keys: ["base_open", "multiplier", "max_open", "jitter", "stable_after", "retry_after_max"],
  },
  { name: "probing", keys: ["probe_jobs", "probe_need", "probe_timeout", "drain_timeout"] },
  { name: "ramp", keys: ["ramp_start", "ramp_step"] },
  { name: "classification", keys: ["fail_on", "ignore"] },
  { name: "health", keys: ["health_probe", "health_interval", "health_timeout"] },
  { name: "overrides", keys: ["max_force_closed", "manual_reminder", "foreign_resume"] },
];

export type FieldGroup = { name: GroupName; fields: PolicyField[] };

/** In our order; a field this page does not know comes last rather than not at all. */
export function groupsOf(fields: PolicyField[]): FieldGroup[] {
  const known = new Set(GROUPS.flatMap((group) => group.keys));
  const groups: FieldGroup[] = GROUPS.map(({ name, keys }) => ({
    name,
    fields: keys.flatMap((key) => fields.filter((it) => it.key === key)),
  }));
  groups.push({ name: "other", fields: fields.filter((it) => !known.has(it.key)) });
  return groups.filter((group) => group.fields.length > 0);
}

const names: Record<string, string> = policyLabels.names;
const presets: Record<string, string> = policyLabels.presets;

export const fieldName = (key: string): string => names[key] ?? key.replaceAll("_", " ");

export const presetName = (preset: string | null): string =>
  preset === null ? policyLabels.noPreset : (presets[preset] ?? preset);

export const PRESETS = Object.keys(presets);

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of "500ms", "2s", "1m"; null for anything else, as "off". */
export function durationMs(text: string): number | null {
  const found = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(text.trim());
  const unit = UNITS[found?.[2] ?? ""];
  return found === null || unit === undefined ? null : Number(found[1]) * unit;
}

/** A share of one, written in percent. */
const isRatio = ({ type, max }: PolicyField): boolean => type === "number" && max === 1;

const decimal = new Intl.NumberFormat("en-US", { maximumFractionDigits: 3 });

/** "50%", "2 s", "20" */
export function valueWords(field: PolicyField, value: FieldValue): string {
  if (Array.isArray(value)) return value.length === 0 ? policyLabels.empty : value.join("\n");
  if (typeof value === "boolean") return value ? policyLabels.on : policyLabels.off;
  if (typeof value === "number") {
    const number = Number.isInteger(value) ? count(value) : decimal.format(value);
    return isRatio(field)
      ? percent(value)
      : field.unit == null
        ? number
        : `${number} ${field.unit}`;
  }
  const ms = field.type === "duration" ? durationMs(value) : null;
  if (ms === null) return value || policyLabels.empty;
  return ms > 0 && ms < 1000 ? `${ms} ms` : duration(ms);
}

/** "5% to 100%"; empty where nothing limits it. */
export function limitWords(field: PolicyField): string {
  if (field.words !== null && field.min === null) return field.words.join(", ");
  if (field.min === null && field.max === null) return "";
  if (field.max === null) return `at least ${valueWords(field, field.min ?? 0)}`;
  if (field.min === null) return `at most ${valueWords(field, field.max)}`;
  const range = `${valueWords(field, field.min)} to ${valueWords(field, field.max)}`;
  return field.words === null ? range : `${field.words.join(", ")} or ${range}`;
}

/** What stands in the field of the form. */
export function fieldText(field: PolicyField, value: FieldValue): string {
  if (Array.isArray(value)) return value.join("\n");
  if (typeof value === "number" && isRatio(field)) return `${Number((value * 100).toFixed(2))}%`;
  return String(value);
}

export type Parsed = { ok: true; value: FieldValue } | { ok: false; message: string };

/** What a person typed. Only what cannot be sent is refused here: the limits are the server's. */
export function parse(field: PolicyField, text: string): Parsed {
  const trimmed = text.trim();
  switch (field.type) {
    case "list":
      return {
        ok: true,
        value: linesOf(text),
      };
    case "flag":
      return { ok: true, value: trimmed === "true" };
    case "duration":
      return { ok: true, value: trimmed.replaceAll(" ", "") };
    case "word":
      return { ok: true, value: trimmed };
    case "number":
    case "integer": {
      const share = isRatio(field) && trimmed.endsWith("%");
      const number = Number(share ? trimmed.slice(0, -1) : trimmed);
      if (trimmed === "" || !Number.isFinite(number))
        return { ok: false, message: isRatio(field) ? "Write it as 50%" : "A number is needed" };
      if (isRatio(field) && !share && number > 1)
        return { ok: false, message: `Write it as ${number}%` };
      return { ok: true, value: share ? Number((number / 100).toFixed(6)) : number };
    }
  }
}

/** What a person has set: a field that is not in it follows the file or the default. */
export type Draft = { preset: string | null; texts: Readonly<Record<string, string>> };

export const draftOf = (policy: PolicyView): Draft => ({
  preset: policy.preset,
  texts: Object.fromEntries(
    policy.fields
      .filter((it) => it.source === "api")
      .map((it) => [it.key, fieldText(it, it.value)]),
  ),
});

/** The draft with a field set, or with `null` given back to file and default. */
export function withText(
  policy: PolicyView,
  draft: Draft,
  key: string,
  text: string | null,
): Draft {
  const texts = { ...draft.texts };
  const field = policy.fields.find((it) => it.key === key);
  const untouched = field?.source !== "api" && text === shownText(field);
  if (text === null || untouched) delete texts[key];
  else texts[key] = text;
  return { ...draft, texts };
}

const shownText = (field: PolicyField | undefined): string | null =>
  field === undefined ? null : fieldText(field, field.value);

export const changedKeys = (policy: PolicyView, draft: Draft): string[] => {
  const before = draftOf(policy).texts;
  return policy.fields.map((it) => it.key).filter((key) => before[key] !== draft.texts[key]);
};

export const isChanged = (policy: PolicyView, draft: Draft): boolean =>
  draft.preset !== policy.preset || changedKeys(policy, draft).length > 0;

/** "Failure ratio 50% → 60%" */
export function changeLines(policy: PolicyView, draft: Draft): string[] {
  const lines = changedKeys(policy, draft).flatMap((key) => {
    const field = policy.fields.find((it) => it.key === key);
    if (field === undefined) return [];
    const text = draft.texts[key];
    const parsed = text === undefined ? null : parse(field, text);
    const after =
      parsed === null
        ? policyLabels.back
        : parsed.ok
          ? valueWords(field, parsed.value)
          : (text ?? UNKNOWN);
    return [`${fieldName(key)}: ${valueWords(field, field.value)} → ${after}`];
  });
  if (draft.preset === policy.preset) return lines;
  const preset = `${policyLabels.preset}: ${presetName(policy.preset)} → ${presetName(draft.preset)}`;
  return [preset, ...lines];
}

/** What is wrong with a draft, by field. */
export function problemsOf(policy: PolicyView, draft: Draft): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const field of policy.fields) {
    const text = draft.texts[field.key];
    if (text === undefined) continue;
    const parsed = parse(field, text);
    if (!parsed.ok) problems[field.key] = parsed.message;
  }
  return problems;
}

export function changeOf(policy: PolicyView, draft: Draft, reason: string): PolicyChange {
  const fields: Record<string, FieldValue> = {};
  for (const field of policy.fields) {
    const text = draft.texts[field.key];
    if (text === undefined) continue;
    const parsed = parse(field, text);
    // What was not touched is sent as it came: its text may be rounded.
    if (field.source === "api" && text === fieldText(field, field.value))
      fields[field.key] = field.value;
    else if (parsed.ok) fields[field.key] = parsed.value;
  }
  return { preset: draft.preset, fields, reason, expected_version: policy.version };
}

/** The same wishes on top of a newer policy, after somebody else was quicker. */
export function rebase(before: PolicyView, draft: Draft, now: PolicyView): Draft {
  let next = draftOf(now);
  for (const key of changedKeys(before, draft))
    next = withText(now, next, key, draft.texts[key] ?? null);
  return draft.preset === before.preset ? next : { ...next, preset: draft.preset };
}

/** The policy with one more rule under `ignore`; null when it has it. */
export function withRule(policy: PolicyView, rule: string, reason: string): PolicyChange | null {
  const ignore = policy.fields.find((it) => it.key === "ignore")?.value;
  const rules = Array.isArray(ignore) ? ignore : [];
  if (rules.includes(rule)) return null;
  const change = changeOf(policy, draftOf(policy), reason);
  return { ...change, fields: { ...change.fields, ignore: [...rules, rule] } };
}
