import { Link } from "react-router";
import { useTimes } from "../../hooks/useNow";
import { usePoll } from "../../hooks/usePoll";
import { entryTitle } from "../../lib/auditWords";
import { millis } from "../../lib/format";
import { labels } from "../../lib/labels";
import { getAudit } from "../../services/accessService";
import type { QueueRef } from "../../services/breakerService";
import type { AuditEntry } from "../../types/access";
import { Card } from "../ui/Card";
import { Time } from "../ui/Time";

const SLOWEST_MS = 5000;

const why = ({ reason, detail }: AuditEntry): string | null => reason ?? detail;

export function QueueHistoryCard({ queue }: { queue: QueueRef }) {
  const { serverNow } = useTimes();
  const { data } = usePoll(
    `history ${queue.engine}/${queue.name}`,
    (signal) => getAudit({ engine: queue.engine, queue: queue.name, limit: 8 }, null, signal),
    SLOWEST_MS,
  );
  const entries = data?.items ?? [];
  return (
    <Card
      title={labels.detail.history}
      aside={
        <Link
          className="text3 small quiet-link"
          to={`/audit?q=${encodeURIComponent(`${queue.engine}/${queue.name}`)}`}
        >
          {labels.detail.allAudit}
        </Link>
      }
    >
      {data !== null && entries.length === 0 && (
        <p className="card-empty">{labels.detail.historyEmpty}</p>
      )}
      <ul className="lines">
        {entries.map((entry) => (
          <li key={entry.id} className="history-line">
            <span className="num text2">
              <Time at={millis(entry.at) ?? 0} now={serverNow} />
            </span>
            <span>
              <b>{entryTitle(entry)}</b>
              {entry.result !== "done" && (
                <span className="tag">{entry.result.replace("_", " ")}</span>
              )}
              {why(entry) !== null && <span className="text2 history-why">{why(entry)}</span>}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
