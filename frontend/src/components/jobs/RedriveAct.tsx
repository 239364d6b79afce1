import { IconRotateClockwise } from "@tabler/icons-react";
import { useState } from "react";
import { useJobBlocked } from "../../hooks/useJobBlocked";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import type { QueueRef } from "../../services/breakerService";
import { Button } from "../ui/Button";
import { RedriveDialog } from "./RedriveDialog";

type RedriveActProps = { queue: QueueRef; view: QueueView; underWay: boolean };

/** The button, and its dialog while that is open. */
export function RedriveAct({ queue, view, underWay }: RedriveActProps) {
  const [asking, setAsking] = useState(false);
  const blocked = useJobBlocked(view, "redrive") ?? (underWay ? labels.redrive.underWay : null);
  return (
    <>
      <Button
        size="sm"
        icon={<IconRotateClockwise size={14} stroke={2.1} aria-hidden />}
        blocked={blocked}
        onClick={() => setAsking(true)}
      >
        {labels.redrive.act}
      </Button>
      {asking && <RedriveDialog queue={queue} view={view} onClose={() => setAsking(false)} />}
    </>
  );
}
