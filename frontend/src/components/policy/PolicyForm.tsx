import { NativeSelect } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useNotice } from "../../hooks/useNotice";
import { usePolicySave } from "../../hooks/usePolicySave";
import { labels } from "../../lib/labels";
import {
  changeOf,
  type Draft,
  draftOf,
  groupsOf,
  PRESETS,
  presetName,
  problemsOf,
  rebase,
  withText,
} from "../../lib/policy";
import type { QueueRef } from "../../services/breakerService";
import type { PolicyView } from "../../types/protection";
import { PolicyFoot } from "./PolicyFoot";
import { PolicyGroup } from "./PolicyGroup";
import { inputId, PolicyInput } from "./PolicyInput";

const words = labels.policy;

type PolicyFormProps = {
  queue: QueueRef;
  /** What the reader began with; its version goes with the change. */
  base: PolicyView;
  onBase: (policy: PolicyView) => void;
  reload: () => Promise<PolicyView | null>;
  onClose: () => void;
};

type PresetPickerProps = { policy: PolicyView; draft: Draft; onChange: (draft: Draft) => void };

const hints: Record<string, string> = words.presetHints;

function PresetPicker({ policy, draft, onChange }: PresetPickerProps) {
  const known = draft.preset === null || PRESETS.includes(draft.preset);
  const names = known || draft.preset === null ? PRESETS : [...PRESETS, draft.preset];
  return (
    <div className="policy-preset">
      <NativeSelect
        id={inputId("preset")}
        label={words.preset}
        value={draft.preset ?? ""}
        data={[
          { value: "", label: words.noPreset },
          ...names.map((value) => ({ value, label: presetName(value) })),
        ]}
        onChange={(event) => onChange({ ...draft, preset: event.currentTarget.value || null })}
      />
      <p className="line2">
        {hints[draft.preset ?? "none"]}
        {draft.preset !== policy.preset && ` ${words.presetPending}`}
      </p>
    </div>
  );
}

const focusOn = (key: string | undefined): void => {
  if (key !== undefined) document.getElementById(inputId(key))?.focus();
};

export function PolicyForm({ queue, base, onBase, reload, onClose }: PolicyFormProps) {
  const [draft, setDraft] = useState(() => draftOf(base));
  const [reason, setReason] = useState("");
  const save = usePolicySave(queue);
  const notify = useNotice();

  const problems = problemsOf(base, draft);
  const refused = save.failed?.status === 400 ? save.failed.fields : [];
  const problemOf = (key: string): string | undefined =>
    problems[key] ?? refused.find((it) => it.field === key)?.message;

  const edit = (next: Draft): void => {
    save.reset(); // what the server said is about what was sent
    setDraft(next);
  };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const wrong = Object.keys(problems)[0];
    if (wrong !== undefined) {
      focusOn(wrong);
      return;
    }
    save.send(
      changeOf(base, draft, reason.trim()),
      () => {
        notify({ tone: "ok", text: `${queue.name}: ${words.saved}` });
        onClose();
      },
      (error) => focusOn(error.fields[0]?.field),
    );
  };
  const takeOver = async (): Promise<void> => {
    const now = await reload();
    if (now === null) return;
    setDraft(rebase(base, draft, now));
    onBase(now);
    save.reset();
  };

  return (
    <form onSubmit={send} aria-label={words.edit}>
      <PresetPicker policy={base} draft={draft} onChange={edit} />
      <div className="policy-groups">
        {groupsOf(base.fields).map((group) => (
          <PolicyGroup key={group.name} name={group.name}>
            {group.fields.map((field) => (
              <PolicyInput
                key={field.key}
                field={field}
                text={draft.texts[field.key]}
                problem={problemOf(field.key)}
                onChange={(text) => edit(withText(base, draft, field.key, text))}
              />
            ))}
          </PolicyGroup>
        ))}
      </div>
      <PolicyFoot
        base={base}
        draft={draft}
        reason={reason}
        save={save}
        onReason={setReason}
        onTakeOver={() => void takeOver()}
        onCancel={onClose}
      />
    </form>
  );
}
