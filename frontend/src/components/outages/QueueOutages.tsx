import { Link } from "react-router";
import { useTimes } from "../../hooks/useNow";
import { usePoll } from "../../hooks/usePoll";
import { millis } from "../../lib/format";
import { labels } from "../../lib/labels";
import {
  causeSentence,
  isOver,
  lengthWords,
  outageHref,
  outagesHref,
  sparedSentence,
} from "../../lib/outages";
import { getIncidents } from "../../services/incidentService";
import type { Incident } from "../../types/protection";
import { Card } from "../ui/Card";
import { Time } from "../ui/Time";

const SLOWEST_MS = 5000;
const words = labels.outages;

function Line({ incident }: { incident: Incident }) {
  const { serverNow } = useTimes();
  return (
    <li className="history-line">
      <span className="num text2">
        <Time at={millis(incident.opened_at) ?? 0} now={serverNow} />
      </span>
      <span>
        <Link className="outage-link" to={outageHref(incident.id)}>
          {lengthWords(incident, serverNow)}
          {isOver(incident) ? "" : ", not over"}
        </Link>
        {incident.observed && <span className="tag">{words.watched}</span>}
        <span className="text2 history-why">{causeSentence(incident)}</span>
        {incident.attempts_spared !== null && (
          <span className="line2 num block">{sparedSentence(incident)}</span>
        )}
      </span>
    </li>
  );
}

/** The newest outages of one queue. */
export function QueueOutages({ queueId }: { queueId: string }) {
  const { data, connection } = usePoll(
    `outages of ${queueId}`,
    (signal) => getIncidents({ queue: queueId, limit: 5 }, null, signal),
    SLOWEST_MS,
  );
  const failed = connection.kind === "stale" || connection.kind === "lost";
  return (
    <Card
      title={words.title}
      label={words.last}
      aside={
        <Link
          className="text3 small quiet-link"
          to={outagesHref(queueId)}
          aria-label={`${words.all} outages of this queue`}
        >
          {words.all}
        </Link>
      }
    >
      {data === null && failed && (
        <p className="card-empty red">
          {words.failed}: {connection.lastError.message}
        </p>
      )}
      {data !== null && data.items.length === 0 && <p className="card-empty">{words.none}</p>}
      <ul className="lines">
        {data?.items.map((incident) => (
          <Line key={incident.id} incident={incident} />
        ))}
      </ul>
    </Card>
  );
}
