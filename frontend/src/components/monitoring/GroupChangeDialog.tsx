import { Textarea } from "@mantine/core";
import { useRef, useState } from "react";
import { useGroupChange } from "../../hooks/useGroup";
import { useNotice } from "../../hooks/useNotice";
import { changeLines, changeOf, isSame, patternsOf, rebase } from "../../lib/groups";
import { labels } from "../../lib/labels";
import type { Group } from "../../types/protection";
import { ActSheet } from "../ui/ActSheet";
import { Button } from "../ui/Button";
import { isReason, ReasonField } from "../ui/ReasonField";

const words = labels.group.change;

type GroupChangeDialogProps = {
  group: Group;
  reload: () => Promise<Group | null>;
  onClose: () => void;
};

function Changes({ lines }: { lines: string[] }) {
  if (lines.length === 0) return <p className="text3">{words.noChange}</p>;
  return (
    <ul className="group-changes">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** One pattern a line. What was typed stays when the server refuses it, or when someone was quicker. */
export function GroupChangeDialog({ group, reload, onClose }: GroupChangeDialogProps) {
  const [base, setBase] = useState(group);
  const [text, setText] = useState(group.queues.join("\n"));
  const [reason, setReason] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const save = useGroupChange(base);
  const notify = useNotice();

  const queues = patternsOf(text);
  const refused = save.failed?.status === 400 && save.failed.fields[0]?.field === "queues";
  const problem = queues.length === 0 ? words.empty : refused ? save.failed?.message : undefined;

  const send = (): void =>
    save.send(
      { queues, reason: reason.trim() },
      () => {
        notify({ tone: "ok", text: `${base.name}: ${words.done}` });
        onClose();
      },
      (error) => {
        if (error.fields[0]?.field === "queues") field.current?.focus();
      },
    );
  const takeOver = async (): Promise<void> => {
    const now = await reload();
    if (now === null) return;
    setText(rebase(base.queues, queues, now.queues).join("\n"));
    setBase(now);
    save.reset();
    field.current?.focus(); // the button that was clicked is gone
  };

  return (
    <ActSheet
      title={`${words.title} ${base.name}`}
      confirm={words.confirm}
      working={words.saving}
      ready={isReason(reason) && queues.length > 0 && !isSame(base.queues, queues)}
      act={{ isPending: save.isPending, error: refused ? null : save.error }}
      remedy={
        save.failed?.code === "group_changed" && (
          <Button size="sm" onClick={() => void takeOver()}>
            {words.reload}
          </Button>
        )
      }
      onSend={send}
      onClose={onClose}
    >
      <p className="text2">{words.text}</p>
      <Textarea
        ref={field}
        label={words.queues}
        description={words.queuesHint}
        error={problem}
        inputWrapperOrder={["label", "description", "input", "error"]}
        classNames={{ input: "mono" }}
        rows={6}
        spellCheck={false}
        autoComplete="off"
        data-autofocus
        value={text}
        onChange={(event) => {
          save.reset(); // what the server said is about what was sent
          setText(event.currentTarget.value);
        }}
      />
      <Changes lines={changeLines(changeOf(base.queues, queues))} />
      <ReasonField value={reason} onChange={setReason} />
    </ActSheet>
  );
}
