import { NumberInput, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type KeyboardEvent, useState } from "react";
import { usePreferences } from "../../hooks/usePreferences";
import { useDryRun, useRedriveStart } from "../../hooks/useRedriveActs";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import {
  DEFAULT_RATE,
  fieldProblem,
  MAX_RATE,
  rateOf,
  sendWords,
  takenWords,
  timeNeeded,
} from "../../lib/redrive";
import type { QueueRef } from "../../services/breakerService";
import { ActSheet } from "../ui/ActSheet";
import { RedriveCount } from "./RedriveCount";

const words = labels.redrive;
const SETTLE_MS = 400;

type RedriveDialogProps = { queue: QueueRef; view: QueueView; onClose: () => void };
type RateFieldProps = {
  value: number | string;
  eligible: number | null;
  problem: string | undefined;
  onChange: (value: number | string) => void;
};

/** Enter in the filter asks for nothing that cannot be called back. */
const stay = (event: KeyboardEvent): void => {
  if (event.key === "Enter") event.preventDefault();
};

function RateField({ value, eligible, problem, onChange }: RateFieldProps) {
  const rate = rateOf(value);
  return (
    <div>
      <NumberInput
        label={words.rate}
        description={words.rateHint}
        error={rate === null ? words.rateWrong : problem}
        inputWrapperOrder={["label", "description", "input", "error"]}
        min={1}
        max={MAX_RATE}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="none"
        hideControls
        value={value}
        onChange={onChange}
      />
      {rate !== null && eligible !== null && eligible > 0 && (
        <p className="hint num">{timeNeeded(eligible, rate)}</p>
      )}
    </div>
  );
}

/** Shows what would be sent before it is: a dry run for each filter. */
export function RedriveDialog({ queue, view, onClose }: RedriveDialogProps) {
  const [text, setText] = useState("");
  const [typed, setTyped] = useState<number | string>(DEFAULT_RATE);
  const { timeZone } = usePreferences();
  const q = text.trim();
  const [settled] = useDebouncedValue(q, SETTLE_MS);
  const counted = useDryRun(queue, settled === "" ? null : settled);
  const start = useRedriveStart(queue);
  const rate = rateOf(typed);
  const current = settled === q;
  const run = current ? counted.run : null;
  const failed = current ? counted.failed : null;

  const wrongText = fieldProblem(start.failed, "q") ?? fieldProblem(failed, "q");
  const wrongRate = fieldProblem(start.failed, "rate_per_s");
  const atField = wrongText !== undefined || wrongRate !== undefined;
  const error = start.error ?? (failed === null ? null : counted.error);

  const send = (): void => {
    if (rate === null || run === null) return;
    start.send({ q: q === "" ? null : q, rate_per_s: rate, dry_run_id: run.id }, onClose);
  };
  return (
    <ActSheet
      title={`${words.title} ${view.row.name}`}
      confirm={sendWords(failed?.code === "nothing_to_redrive" ? 0 : (run?.eligible ?? null))}
      ready={run !== null && run.eligible > 0 && rate !== null}
      act={{ isPending: start.isPending, error: atField ? null : error }}
      onSend={send}
      onClose={onClose}
    >
      <TextInput
        label={words.filter}
        description={labels.dialog.optional}
        error={wrongText}
        inputWrapperOrder={["label", "description", "input", "error"]}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        value={text}
        onKeyDown={stay}
        onChange={(event) => {
          start.reset(); // what the server said is about what was sent
          setText(event.currentTarget.value);
        }}
      />
      <RedriveCount run={run} failed={failed !== null} />
      <RateField
        value={typed}
        eligible={run?.eligible ?? null}
        problem={wrongRate}
        onChange={(value) => {
          start.reset();
          setTyped(value);
        }}
      />
      <p className="text2">{takenWords(run, timeZone)}</p>
    </ActSheet>
  );
}
