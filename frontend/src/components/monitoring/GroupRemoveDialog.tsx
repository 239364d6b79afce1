import { useState } from "react";
import { useNavigate } from "react-router";
import { useGroupRemove } from "../../hooks/useGroup";
import { useNotice } from "../../hooks/useNotice";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import { chipWords } from "../../lib/sentences";
import type { GroupMember } from "../../types/snapshot";
import { ActSheet } from "../ui/ActSheet";
import { isReason, ReasonField } from "../ui/ReasonField";
import { QueueIds } from "./QueueIds";

const words = labels.group.remove;

type GroupRemoveDialogProps = { view: QueueView; members: GroupMember[]; onClose: () => void };

/** Says what the queues do without the group, and leaves its page when it is gone. */
export function GroupRemoveDialog({ view, members, onClose }: GroupRemoveDialogProps) {
  const { name, breaker } = view.row;
  const [reason, setReason] = useState("");
  const notify = useNotice();
  const navigate = useNavigate();
  const remove = useGroupRemove(name, () => {
    notify({ tone: "ok", text: `${name}: ${words.done}` });
    void navigate("/queue-monitoring");
  });
  return (
    <ActSheet
      title={`${words.act} ${name}`}
      confirm={words.confirm}
      working={words.removing}
      look="danger"
      ready={isReason(reason)}
      act={remove}
      onSend={() => remove.send({ reason: reason.trim() })}
      onClose={onClose}
    >
      <p>
        {words.now}: <b>{chipWords(view.kind, breaker.ramp_percent)}</b>
      </p>
      <p className="text2">{words.text}</p>
      <QueueIds ids={members.map((it) => it.id)} />
      <ReasonField value={reason} onChange={setReason} />
    </ActSheet>
  );
}
