import { IconShieldOff } from "@tabler/icons-react";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";

/** Whether the chip "Closed - flowing" alone would promise too much; one chip says it already. */
export const isUnprotected = ({ row, kind }: QueueView): boolean =>
  row.protected !== null && kind !== "unprotected";

/** Beside the name of a queue that its breaker cannot protect; why stands on the queue's page. */
export const NotProtected = ({ reason }: { reason: string | null }) => (
  <span className="tag not-protected" title={reason ?? undefined}>
    <IconShieldOff size={12} stroke={2.1} aria-hidden />
    {labels.policy.notProtected}
  </span>
);
