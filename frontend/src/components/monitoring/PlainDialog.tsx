import { useState } from "react";
import { type CommandInput, useBreakerCommand } from "../../hooks/useBreakerCommand";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import { type ActWord, consequence } from "../../lib/sentences";
import { ActSheet } from "../ui/ActSheet";
import { isReason, ReasonField } from "../ui/ReasonField";

export type PlainKind = "release" | "turn-on" | "watch" | "turn-off" | "probe";
type PlainDialogProps = { kind: PlainKind; view: QueueView; onClose: () => void };

type Text = { title: string; confirm: string; text: string; word: ActWord };

const textOf = (kind: PlainKind, view: QueueView): Text => {
  const { name } = view.row;
  switch (kind) {
    case "release":
      return {
        title: `Release breaker of ${name}`,
        confirm: labels.dialog.releaseConfirm,
        text:
          view.row.breaker.lock === "forced_open"
            ? "The hold ends. Jobs start at a limited rate that rises step by step."
            : "The breaker decides by itself again and opens when too many attempts fail.",
        word: "close breaker",
      };
    case "turn-on":
      return {
        title: `Turn on breaker of ${name}`,
        confirm: labels.act.turnOn,
        text: "From now on the breaker pauses this queue by itself when too many attempts fail.",
        word: "change the mode",
      };
    case "watch":
      return {
        title: `Watch only: ${name}`,
        confirm: labels.act.watch,
        text: consequence.watching,
        word: "change the mode",
      };
    case "turn-off":
      return {
        title: `Turn off breaker of ${name}`,
        confirm: labels.act.turnOff,
        text: "Jobs run without protection, and nothing is decided, until someone turns it on.",
        word: "change the mode",
      };
    case "probe":
      return {
        title: `Probe ${name}`,
        confirm: labels.act.probe,
        text: "One job is released through the paused queue. It spends one attempt of that job.",
        word: "probe",
      };
  }
};

const inputOf = (kind: PlainKind, reason: string): CommandInput => {
  switch (kind) {
    case "release":
      return { act: "close", reason };
    case "turn-on":
      return { act: "mode", mode: "active", reason };
    case "watch":
      return { act: "mode", mode: "observe", reason };
    case "turn-off":
      return { act: "mode", mode: "off", reason };
    case "probe":
      return { act: "probe", reason };
  }
};

export function PlainDialog({ kind, view, onClose }: PlainDialogProps) {
  const [reason, setReason] = useState("");
  const command = useBreakerCommand(view);
  const text = textOf(kind, view);
  const send = (): void => command.send(inputOf(kind, reason.trim()), text.word, onClose);
  return (
    <ActSheet
      title={text.title}
      confirm={text.confirm}
      look={kind === "turn-off" ? "danger" : "primary"}
      ready={isReason(reason)}
      act={command}
      onSend={send}
      onClose={onClose}
    >
      <p className="text2">{text.text}</p>
      <ReasonField value={reason} onChange={setReason} />
    </ActSheet>
  );
}
