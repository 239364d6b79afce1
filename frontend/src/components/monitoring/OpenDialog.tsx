import { IconCircuitSwitchOpen, IconLock, IconLockOpen } from "@tabler/icons-react";
import { useState } from "react";
import { useBreakerCommand } from "../../hooks/useBreakerCommand";
import { useTimes } from "../../hooks/useNow";
import { count } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import { ActSheet } from "../ui/ActSheet";
import { isReason, ReasonField } from "../ui/ReasonField";
import { type Until, UntilField, untilIso } from "./UntilField";

type Kind = "open" | "hold" | "force-close";
type OpenDialogProps = { kind: Kind; view: QueueView; onClose: () => void };

const texts = {
  open: {
    title: (name: string) => `Open breaker of ${name}`,
    confirm: labels.dialog.openConfirm,
    icon: IconCircuitSwitchOpen,
    word: "open breaker",
    hint: "At the end it probes first and does not jump to full rate.",
  },
  hold: {
    title: (name: string) => `Hold open breaker of ${name}`,
    confirm: labels.dialog.holdConfirm,
    icon: IconLock,
    word: "hold the breaker open",
    hint: "It does not probe before the end. At the end it probes first.",
  },
  "force-close": {
    title: (name: string) => `Force closed breaker of ${name}`,
    confirm: labels.dialog.forceConfirm,
    icon: IconLockOpen,
    word: "force the breaker closed",
    hint: "At the end the breaker decides by itself again.",
  },
} as const;

function Consequence({ kind, view }: { kind: Kind; view: QueueView }) {
  const { row, engine } = view;
  if (kind === "force-close")
    return (
      <p className="text2">
        Jobs of <b>{row.name}</b> on {row.engine} run, even if every attempt fails.{" "}
        {count(row.counts.waiting)} jobs wait now. There is no protection until the end time.
      </p>
    );
  const running = row.with_workers ?? row.counts.running;
  return (
    <p className="text2">
      <b>{row.name}</b> is paused on {engine?.id ?? row.engine}. Jobs that are running now (
      {count(running)}) finish. New jobs wait. It stays open until you close it or the end time
      comes.
    </p>
  );
}

export function OpenDialog({ kind, view, onClose }: OpenDialogProps) {
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState<Until>({ preset: "60", custom: "" });
  const { serverNow } = useTimes();
  const command = useBreakerCommand(view);
  const text = texts[kind];
  const Icon = text.icon;
  const end = untilIso(until, serverNow);
  const ready = isReason(reason) && end !== undefined && (kind !== "force-close" || end !== null);

  const send = (): void => {
    if (end === undefined) return;
    if (kind !== "force-close")
      command.send({ act: "open", reason: reason.trim(), until: end }, text.word, onClose);
    else if (end !== null)
      command.send({ act: "force-close", reason: reason.trim(), until: end }, text.word, onClose);
  };

  return (
    <ActSheet
      title={text.title(view.row.name)}
      confirm={text.confirm}
      look="danger"
      icon={<Icon size={16} stroke={2.1} aria-hidden />}
      ready={ready}
      act={command}
      onSend={send}
      onClose={onClose}
    >
      <Consequence kind={kind} view={view} />
      <ReasonField value={reason} onChange={setReason} />
      <UntilField
        value={until}
        required={kind === "force-close"}
        hint={text.hint}
        onChange={setUntil}
      />
    </ActSheet>
  );
}
