import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useGroupMake } from "../../hooks/useGroup";
import { useRole } from "../../hooks/useMe";
import { useNotice } from "../../hooks/useNotice";
import { groupingBlocked, isGroupName, suggestedName } from "../../lib/groups";
import { labels } from "../../lib/labels";
import type { Attention } from "../../types/snapshot";
import { ActSheet } from "../ui/ActSheet";
import { Button } from "../ui/Button";
import { QueueIds } from "./QueueIds";

const words = labels.group;

type GroupDialogProps = { line: Attention; ids: readonly string[]; onClose: () => void };

/** Asks for a name and shows the queues before they get one breaker. */
function GroupDialog({ line, ids, onClose }: GroupDialogProps) {
  const [name, setName] = useState(suggestedName(ids));
  const save = useGroupMake();
  const notify = useNotice();
  const send = (): void => {
    const reason = `${line.text} ${line.detail}`.slice(0, 500);
    save.send({ name, queues: ids, reason }, () => {
      notify({ tone: "ok", text: `${name}: ${ids.length} ${words.done}` });
      onClose();
    });
  };
  return (
    <ActSheet
      title={words.title}
      confirm={words.confirm}
      working={words.saving}
      ready={isGroupName(name)}
      act={save}
      onSend={send}
      onClose={onClose}
    >
      <p className="text2">{words.text}</p>
      <QueueIds ids={ids} />
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
    </ActSheet>
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
