import { IconShieldOff } from "@tabler/icons-react";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";

/** Beside the name of a queue that its breaker cannot protect; why stands on the queue's page. */
export function NotProtected({ view }: { view: QueueView }) {
  const { row, kind } = view;
  // The chip says it already.
  if (row.protected === null || kind === "unprotected") return null;
  return (
    <span className="tag not-protected" title={row.protected}>
      <IconShieldOff size={12} stroke={2.1} aria-hidden />
      {labels.policy.notProtected}
    </span>
  );
}
