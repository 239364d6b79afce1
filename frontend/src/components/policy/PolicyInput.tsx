import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { labels } from "../../lib/labels";
import { fieldName, fieldText, limitWords, valueWords } from "../../lib/policy";
import type { PolicyField } from "../../types/protection";
import { Button } from "../ui/Button";

const words = labels.policy;

export const inputId = (key: string): string => `policy-${key}`;

/** "default 50% · 5% to 100%" */
const noteOf = (field: PolicyField, continued: boolean): string =>
  [
    ...(continued ? [""] : []),
    ...(field.type === "list" ? [] : [`default ${valueWords(field, field.default)}`]),
    limitWords(field),
  ]
    .filter((it, index) => it !== "" || (index === 0 && continued))
    .join(" · ");

type PolicyInputProps = {
  field: PolicyField;
  /** Undefined = not set here: file or default decide. */
  text: string | undefined;
  problem: string | undefined;
  onChange: (text: string | null) => void;
};

function Control({ field, text, problem, onChange }: PolicyInputProps) {
  const givenBack = text === undefined && field.source === "api";
  const shown = text ?? (givenBack ? "" : fieldText(field, field.value));
  const common = {
    id: inputId(field.key),
    label: fieldName(field.key),
    value: shown,
    error: problem,
    placeholder: givenBack ? words.back : undefined,
    inputWrapperOrder: ["label", "input", "error"] satisfies ("label" | "input" | "error")[],
  };
  const options = field.type === "flag" ? ["true", "false"] : field.type === "word" && field.words;
  if (options)
    return (
      <NativeSelect
        {...common}
        data={givenBack ? [{ value: "", label: words.back }, ...options] : [...options]}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    );
  if (field.type === "list")
    return (
      <Textarea
        {...common}
        rows={4}
        classNames={{ input: "mono" }}
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...common}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function PolicyInput(props: PolicyInputProps) {
  const { field, text, onChange } = props;
  const set = text !== undefined;
  return (
    <div className="policy-input" data-list={field.type === "list" || undefined}>
      <Control {...props} />
      <p className="line2">
        {set ? (
          <b className="policy-source" data-source="api">
            {words.sources.api}
          </b>
        ) : (
          (field.source === "file" || field.source === "preset") && words.sources[field.source]
        )}
        <span>{noteOf(field, set || field.source === "file")}</span>
        {set && (
          <Button
            look="ghost"
            size="sm"
            className="policy-reset"
            aria-label={`${words.reset} ${fieldName(field.key)}`}
            onClick={() => onChange(null)}
          >
            {words.reset}
          </Button>
        )}
      </p>
      <p className="line2">
        {field.about}
        {field.type === "list" && ` ${words.rulesHint}`}
      </p>
    </div>
  );
}
