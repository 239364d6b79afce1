import { TextInput } from "@mantine/core";
import { useTimes } from "../../hooks/useNow";
import { labels } from "../../lib/labels";
import { Segments } from "../ui/Segments";

export type Until = { preset: "15" | "60" | "240" | "none" | "custom"; custom: string };

const presets = [
  { value: "15", text: "15 m" },
  { value: "60", text: "1 h" },
  { value: "240", text: "4 h" },
] as const;

const two = (n: number): string => String(n).padStart(2, "0");

/** The form a datetime-local field wants, in the browser's own time. */
const fieldText = (at: number): string => {
  const d = new Date(at);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}T${two(d.getHours())}:${two(d.getMinutes())}`;
};

/** The end as ISO time; null = no end. Undefined = not readable. */
export function untilIso(until: Until, now: number): string | null | undefined {
  if (until.preset === "none") return null;
  if (until.preset !== "custom") return new Date(now + Number(until.preset) * 60_000).toISOString();
  const at = Date.parse(until.custom);
  return Number.isNaN(at) || at <= now ? undefined : new Date(at).toISOString();
}

type UntilFieldProps = {
  value: Until;
  required?: boolean;
  hint: string;
  onChange: (value: Until) => void;
};

export function UntilField({ value, required = false, hint, onChange }: UntilFieldProps) {
  const { serverNow } = useTimes();
  const iso = untilIso(value, serverNow);
  const shown = value.preset === "custom" ? value.custom : iso ? fieldText(Date.parse(iso)) : "";
  const options = required
    ? presets
    : [...presets, { value: "none", text: labels.dialog.noEnd } as const];
  const chosen: Until["preset"] = value.preset;
  return (
    <div className="field">
      <div className="field-head">
        <span id="until-label">{labels.dialog.until}</span>
        <span className="text3">{required ? labels.dialog.required : labels.dialog.optional}</span>
      </div>
      <div className="until">
        <Segments
          label={labels.dialog.until}
          value={chosen}
          options={options}
          onChange={(preset) => onChange({ ...value, preset })}
        />
        <TextInput
          type="datetime-local"
          aria-label={`${labels.dialog.until}, your time`}
          value={shown}
          onChange={(event) => onChange({ preset: "custom", custom: event.currentTarget.value })}
        />
      </div>
      <p className="hint">{hint}</p>
    </div>
  );
}
