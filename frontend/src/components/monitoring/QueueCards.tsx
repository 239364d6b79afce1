import { IconClockExclamation } from "@tabler/icons-react";
import { Link } from "react-router";
import { duration, plural, rate, seconds, UNKNOWN } from "../../lib/format";
import { groupWord } from "../../lib/groups";
import { labels } from "../../lib/labels";
import { type QueueView, queueHref } from "../../lib/queueView";
import { BreakerLine } from "./BreakerCell";
import { BreakerChip } from "./BreakerChip";
import { EvidenceStrip } from "./EvidenceStrip";
import { Count, OLD_WAIT_MS } from "./QueueGridRow";

function QueueCard({ view }: { view: QueueView }) {
  const { row } = view;
  const old = row.oldest_waiting_ms !== null && row.oldest_waiting_ms > OLD_WAIT_MS;
  return (
    <li data-kind={view.kind}>
      <Link to={queueHref(row.engine, row.name)} className="queue-card">
        <span className="queue-card-head">
          <b className="clip">{row.name}</b>
          {view.stale ? (
            <span className="tag tag-amber">
              <IconClockExclamation size={12} stroke={2.1} aria-hidden />
              {view.ageMs === null ? "never seen" : `${seconds(view.ageMs)} old`}
            </span>
          ) : (
            <span className="text3 small clip">
              {row.group !== null
                ? groupWord(row.group)
                : row.members !== null
                  ? plural(row.members.length, "queue")
                  : row.engine}
            </span>
          )}
        </span>
        <span className="queue-card-state">
          <BreakerChip kind={view.kind} rampPercent={row.breaker.ramp_percent} />
          <EvidenceStrip evidence={row.evidence} />
        </span>
        <span className="breaker-line">
          <BreakerLine view={view} />
        </span>
        <span className="queue-card-numbers num">
          <span>
            <i>{labels.states.waiting}</i>
            <Count value={row.counts.waiting} />
          </span>
          <span className={old ? "amber" : ""}>
            <i>{labels.table.oldest}</i>
            {row.oldest_waiting_ms === null ? UNKNOWN : duration(row.oldest_waiting_ms)}
          </span>
          <span>
            <i>{labels.states.dead}</i>
            <Count value={row.counts.dead} hot />
          </span>
          <span>
            <i>{labels.totals.out}</i>
            {rate(row.rates.done_per_s)}/s
          </span>
        </span>
      </Link>
    </li>
  );
}

export const QueueCards = ({ rows }: { rows: QueueView[] }) => (
  <ul className="queue-cards">
    {rows.map((view) => (
      <QueueCard key={view.row.id} view={view} />
    ))}
  </ul>
);
