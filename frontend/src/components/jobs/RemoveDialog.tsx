import { useJobAct } from "../../hooks/useJobAct";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import type { QueueRef } from "../../services/breakerService";
import type { Job } from "../../types/detail";
import { Button } from "../ui/Button";
import { Sheet } from "../ui/Sheet";

type RemoveDialogProps = { job: Job; queue: QueueRef; view: QueueView; onClose: () => void };

export function RemoveDialog({ job, queue, view, onClose }: RemoveDialogProps) {
  const remove = useJobAct(queue, job.id, "remove");
  const ask = job.state === "dead" ? labels.jobs.removeAsk : labels.jobs.removeLive;
  const send = (): void => {
    if (!remove.isPending) remove.mutate(undefined, { onSettled: onClose });
  };
  return (
    <Sheet
      opened
      onClose={onClose}
      title={ask}
      footer={
        <>
          <Button data-autofocus onClick={onClose}>
            {labels.dialog.cancel}
          </Button>
          <Button look="danger" waiting={remove.isPending} onClick={send}>
            {ask}
          </Button>
        </>
      }
    >
      <p>
        <span className="mono">{job.id}</span> of <b>{view.row.name}</b> on {view.row.engine}
      </p>
      <p className="text2">
        {job.state === "dead" ? labels.jobs.removeText : labels.jobs.removeLiveText}
      </p>
    </Sheet>
  );
}
