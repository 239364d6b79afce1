import { TextInput } from "@mantine/core";
import { IconCircuitSwitchClosed, IconCircuitSwitchOpen } from "@tabler/icons-react";
import { useState } from "react";
import type { MainToggle } from "../../hooks/useMainToggle";
import { useMe } from "../../hooks/useMe";
import { useTimes } from "../../hooks/useNow";
import { labels } from "../../lib/labels";
import { mainPlan } from "../../lib/mainPlan";
import { actError } from "../../lib/sentences";
import { toApiError } from "../../services/apiError";
import type { Snapshot } from "../../types/snapshot";
import { ActSheet } from "../ui/ActSheet";
import { isReason, ReasonField } from "../ui/ReasonField";

type MainDialogProps = { snapshot: Snapshot; toggle: MainToggle; onClose: () => void };

/** Typed confirmation: this touches every queue of every engine. */
export function MainDialog({ snapshot, toggle, onClose }: MainDialogProps) {
  // What was asked stays, whatever the polls say meanwhile.
  const [from] = useState(snapshot.main_breaker.state);
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const me = useMe();
  const { sinceAnswer, serverNow } = useTimes();

  const opening = from === "closed";
  const words = opening ? labels.dialog.openWords : labels.dialog.closeWords;
  const title = opening ? labels.dialog.mainOpen : labels.dialog.mainClose;
  const Icon = opening ? IconCircuitSwitchOpen : IconCircuitSwitchClosed;
  const plan = mainPlan(snapshot, sinceAnswer, me?.environment ?? "");
  const act = opening ? "open circuit breaker" : "close circuit breaker";
  const error =
    toggle.error === null
      ? null
      : actError(act, toApiError(toggle.error), me?.role ?? null, serverNow);

  return (
    <ActSheet
      title={title}
      confirm={title}
      working={opening ? labels.main.opening : labels.main.closing}
      look={opening ? "danger" : "primary"}
      icon={<Icon size={16} stroke={2.1} aria-hidden />}
      ready={isReason(reason) && typed.trim() === words}
      act={{ isPending: toggle.isPending, error }}
      onSend={() => toggle.send(from, reason.trim(), onClose)}
      onClose={onClose}
    >
      <p className="text2">
        {opening ? "This pauses " : "This lets jobs run again in "}
        <b>{opening ? plan.scope : plan.released}</b>
        {opening ? ". " : ". Queues whose own breaker is open stay paused."}
        {opening && plan.consequence}
      </p>
      <ReasonField value={reason} onChange={setReason} />
      <TextInput
        label={
          <>
            Type <span className="mono">{words}</span> to confirm
          </>
        }
        classNames={{ input: "mono" }}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </ActSheet>
  );
}
