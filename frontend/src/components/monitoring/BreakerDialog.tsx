import type { BreakerAct } from "../../lib/breakerActs";
import type { QueueView } from "../../lib/queueView";
import { CloseDialog } from "./CloseDialog";
import { OpenDialog } from "./OpenDialog";
import { PlainDialog } from "./PlainDialog";

type BreakerDialogProps = { act: BreakerAct; view: QueueView; onClose: () => void };

/** The dialog of an act. Nothing happens to a breaker without one. */
export function BreakerDialog({ act, view, onClose }: BreakerDialogProps) {
  switch (act) {
    case "open":
    case "hold":
    case "force-close":
      return <OpenDialog kind={act} view={view} onClose={onClose} />;
    case "close":
      return <CloseDialog view={view} onClose={onClose} />;
    case "release":
    case "turn-on":
    case "watch":
    case "turn-off":
    case "probe":
      return <PlainDialog kind={act} view={view} onClose={onClose} />;
  }
}
