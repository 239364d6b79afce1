import { TextInput } from "@mantine/core";
import type { Save } from "../../hooks/useSave";
import { labels } from "../../lib/labels";
import { changeLines, type Draft, isChanged } from "../../lib/policy";
import type { PolicyChange, PolicyView } from "../../types/protection";
import { Button } from "../ui/Button";
import { DialogError } from "../ui/DialogError";

const words = labels.policy;

type PolicyFootProps = {
  base: PolicyView;
  draft: Draft;
  reason: string;
  save: Save<PolicyChange>;
  onReason: (reason: string) => void;
  onTakeOver: () => void;
  onCancel: () => void;
};

/** What is about to change, why, and the button: always in sight. */
export function PolicyFoot(props: PolicyFootProps) {
  const { base, draft, reason, save, onReason, onTakeOver, onCancel } = props;
  const lines = changeLines(base, draft);
  return (
    <div className="policy-foot">
      {save.error !== null && (
        <div className="policy-refused">
          <DialogError text={save.error} />
          {save.failed?.status === 409 && (
            <Button size="sm" onClick={onTakeOver}>
              {words.reload}
            </Button>
          )}
        </div>
      )}
      {lines.length === 0 ? (
        <p className="text3">{words.noChange}</p>
      ) : (
        <ul className="policy-changes num">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <div className="policy-send">
        <TextInput
          aria-label={words.reason}
          placeholder={`${words.reason}, ${words.reasonHint}`}
          maxLength={500}
          value={reason}
          onChange={(event) => onReason(event.currentTarget.value)}
        />
        <Button onClick={onCancel}>{words.cancel}</Button>
        <Button
          type="submit"
          look="primary"
          waiting={!isChanged(base, draft) || save.isPending}
          aria-busy={save.isPending || undefined}
        >
          {save.isPending ? words.saving : words.save}
        </Button>
      </div>
    </div>
  );
}
