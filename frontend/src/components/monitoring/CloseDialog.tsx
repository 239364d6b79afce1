import { IconAlertTriangle, IconTestPipe } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useBreakerCommand } from "../../hooks/useBreakerCommand";
import { useRole } from "../../hooks/useMe";
import { useTimes } from "../../hooks/useNow";
import { usePreferences } from "../../hooks/usePreferences";
import { actBlocked } from "../../lib/breakerActs";
import { closeWarning, rampSentence } from "../../lib/closeWarning";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import { getQueue } from "../../services/breakerService";
import { Button } from "../ui/Button";
import { DialogError } from "../ui/DialogError";
import { isReason, ReasonField } from "../ui/ReasonField";
import { Sheet } from "../ui/Sheet";

type CloseDialogProps = { view: QueueView; onClose: () => void };

/** Closing spends attempts when the dependency is still down; then it warns and offers a probe instead. */
export function CloseDialog({ view, onClose }: CloseDialogProps) {
  const { engine, name } = view.row;
  const [reason, setReason] = useState("");
  const { serverNow } = useTimes();
  const { timeZone } = usePreferences();
  const command = useBreakerCommand(view);
  const role = useRole();
  const detail = useQuery({
    queryKey: ["queue", view.row.id],
    queryFn: ({ signal }) => getQueue({ engine, name }, signal),
    networkMode: "always",
    retry: false,
  });

  const warning = detail.isPending
    ? null
    : closeWarning(view.row, detail.data?.recent_probes ?? [], serverNow, timeZone);
  const ready = isReason(reason);
  const busy = command.isPending;
  const close = (): void => {
    if (ready && !busy)
      command.send({ act: "close", reason: reason.trim() }, "close breaker", onClose);
  };
  const probe = (): void =>
    command.send({ act: "probe", reason: reason.trim() || null }, "probe", onClose);

  return (
    <Sheet
      opened
      onClose={onClose}
      title={`Close breaker of ${name}`}
      onSubmit={close}
      footer={
        warning === null ? (
          <>
            <Button onClick={onClose}>{labels.dialog.keepOpen}</Button>
            <Button
              type="submit"
              look="primary"
              waiting={!ready || busy}
              aria-busy={busy || undefined}
            >
              {busy ? labels.main.closing : labels.dialog.closeConfirm}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{labels.dialog.keepOpen}</Button>
            <span className="grow" />
            <Button
              waiting={busy}
              blocked={actBlocked("probe", view, role)}
              onClick={probe}
              icon={<IconTestPipe size={16} stroke={1.8} aria-hidden />}
            >
              {labels.dialog.probeFirst}
            </Button>
            <Button
              type="submit"
              look="danger-outline"
              waiting={!ready || busy}
              aria-busy={busy || undefined}
            >
              {busy ? labels.main.closing : labels.dialog.closeAnyway}
            </Button>
          </>
        )
      }
    >
      {warning !== null && (
        <div className="warning" role="alert">
          <IconAlertTriangle size={18} stroke={1.8} aria-hidden className="red" />
          <div>
            <b>{warning.headline}</b>
            {warning.error !== null && <p className="mono">{warning.error}</p>}
            <p className="text2">{warning.detail}</p>
          </div>
        </div>
      )}
      <p className="text2">{rampSentence(view.row, detail.data?.policy ?? null)}</p>
      <ReasonField value={reason} onChange={setReason} placeholder={labels.dialog.whyClose} />
      {command.error !== null && <DialogError text={command.error} />}
    </Sheet>
  );
}
