import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useGroupSave } from "../../hooks/useGroupSave";
import { useRole } from "../../hooks/useMe";
import { useNotice } from "../../hooks/useNotice";
import { groupingBlocked, isGroupName, suggestedName } from "../../lib/groups";
import { labels } from "../../lib/labels";
import type { Attention } from "../../types/snapshot";
import { Button } from "../ui/Button";
import { DialogError } from "../ui/DialogError";
import { Sheet } from "../ui/Sheet";

const words = labels.group;

type GroupDialogProps = { line: Attention; ids: readonly string[]; onClose: () => void };

/** Asks for a name and shows the queues before they get one breaker. */
function GroupDialog({ line, ids, onClose }: GroupDialogProps) {
  const [name, setName] = useState(suggestedName(ids));
  const save = useGroupSave();
  const notify = useNotice();
  const ready = isGroupName(name);
  const send = (): void => {
    if (!ready) return;
    save.send(name, { queues: ids, reason: `${line.text} ${line.detail}`.slice(0, 500) }, () => {
      notify({ tone: "ok", text: `${name}: ${ids.length} ${words.done}` });
      onClose();
    });
  };
  return (
    <Sheet
      opened
      onClose={onClose}
      title={words.title}
      onSubmit={send}
      footer={
        <>
          <Button onClick={onClose}>{labels.dialog.cancel}</Button>
          <Button
            type="submit"
            look="primary"
            waiting={!ready || save.isPending}
            aria-busy={save.isPending || undefined}
          >
            {save.isPending ? words.saving : words.confirm}
          </Button>
        </>
      }
    >
      <p className="text2">{words.text}</p>
      <ul className="group-queues" aria-label={words.members}>
        {ids.map((id) => (
          <li key={id} className="mono">
            {id}
          </li>
        ))}
      </ul>
      <TextInput
        label={words.name}
        description={words.nameHint}
        classNames={{ input: "mono" }}
        value={name}
        maxLength={40}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {save.error !== null && <DialogError text={save.error} />}
    </Sheet>
  );
}

type GroupProposalProps = { line: Attention; ids: readonly string[] };

/** The button for queues that opened together with one error. */
export function GroupProposal({ line, ids }: GroupProposalProps) {
  const [asked, setAsked] = useState<{ line: Attention; ids: readonly string[] } | null>(null);
  const role = useRole();
  return (
    <>
      <Button size="sm" blocked={groupingBlocked(role)} onClick={() => setAsked({ line, ids })}>
        {words.propose}
      </Button>
      {asked !== null && <GroupDialog {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}
