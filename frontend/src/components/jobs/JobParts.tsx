import { useJobBlocked } from "../../hooks/useJobBlocked";
import { UNKNOWN } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import type { Job } from "../../types/detail";
import { Button } from "../ui/Button";

export function JobBody({ job }: { job: Job }) {
  const properties = Object.entries(job.properties);
  return (
    <tr className="job-body">
      <td colSpan={6}>
        <p className="line2">{labels.jobs.body}</p>
        <pre className="mono">{job.body ?? UNKNOWN}</pre>
        {properties.length > 0 && (
          <p className="mono text2">
            {properties.map(([key, value]) => `${key}=${String(value)}`).join("  ")}
          </p>
        )}
      </td>
    </tr>
  );
}

type ShowButtonProps = { job: Job; shown: boolean; onShow: (shown: boolean) => void };

/** Shows and hides a job's body. */
export function ShowButton({ job, shown, onShow }: ShowButtonProps) {
  const word = shown ? labels.jobs.hide : labels.jobs.show;
  return (
    <Button
      size="sm"
      look="ghost"
      aria-expanded={shown}
      aria-label={`${word} of job ${job.id}`}
      onClick={() => onShow(!shown)}
    >
      {word}
    </Button>
  );
}

type RemoveButtonProps = { job: Job; view: QueueView; onRemove: () => void };

export function RemoveButton({ job, view, onRemove }: RemoveButtonProps) {
  return (
    <Button
      size="sm"
      look="danger-outline"
      aria-label={`${labels.jobs.remove} job ${job.id}`}
      blocked={useJobBlocked(view, "remove")}
      onClick={onRemove}
    >
      {labels.jobs.remove}
    </Button>
  );
}
