import { IconClockExclamation } from "@tabler/icons-react";
import { usePreferences } from "../../hooks/usePreferences";
import { clockZone } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { Connection } from "../../services/connection";

/** Values that are shown although the last polls failed: how old they are, and why. */
export function OldNotice({ connection }: { connection: Connection }) {
  const { timeZone } = usePreferences();
  if (connection.kind !== "stale" && connection.kind !== "lost") return null;
  const { lastOk, lastError } = connection;
  return (
    <div className="banner" role="status">
      <IconClockExclamation size={18} stroke={1.8} aria-hidden className="amber" />
      <p>
        <b>{labels.outages.old}</b>{" "}
        <span className="text2">
          {lastOk === null ? "" : `from ${clockZone(lastOk, timeZone)}. `}
          {lastError.message}.
        </span>
      </p>
    </div>
  );
}
