import { IconClockExclamation, IconUserOff } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { useRole } from "../../hooks/useMe";
import { actBlocked, actWords, type BreakerAct, nextAct } from "../../lib/breakerActs";
import { count, duration, plural, rate, seconds, UNKNOWN } from "../../lib/format";
import { labels } from "../../lib/labels";
import { type QueueView, queueHref } from "../../lib/queueView";
import { Button } from "../ui/Button";
import { Sparkline } from "../ui/Sparkline";
import { BreakerCell } from "./BreakerCell";
import { BreakerMenu } from "./BreakerMenu";
import { GroupTag } from "./GroupTag";
import type { ShownColumns } from "./QueueTableBar";

type QueueGridRowProps = {
  view: QueueView;
  rowIndex: number;
  shown: ShownColumns;
  active: boolean;
  onAct: (act: BreakerAct, view: QueueView) => void;
};

export const OLD_WAIT_MS = 5 * 60_000;

const shortActs: Partial<Record<BreakerAct, string>> = {
  open: labels.act.openShort,
  close: labels.act.closeShort,
  "turn-on": "Turn on",
};

export function Count({ value, hot = false }: { value: number | null; hot?: boolean }) {
  if (value === null)
    return (
      <span className="zero" title={labels.unknownReason}>
        {UNKNOWN}
      </span>
    );
  return <span className={value === 0 ? "zero" : hot ? "red" : ""}>{count(value)}</span>;
}

function Workers({ view }: { view: QueueView }) {
  const { workers, counts } = view.row;
  if (workers === 0 && (counts.waiting ?? 0) > 0)
    return (
      <span
        className="tag tag-red"
        title={`No workers. ${count(counts.waiting)} jobs waiting and nothing takes them.`}
      >
        <IconUserOff size={12} stroke={2.1} aria-hidden />
        {labels.table.none}
      </span>
    );
  return <Count value={workers} />;
}

function Flow({ view }: { view: QueueView }) {
  const { series, rates } = view.row;
  return (
    <div className="flow">
      <Sparkline values={series.done} back={series.in} label="Finished per second, last 15 min" />
      <span className="line2">
        in <b>{rate(rates.in_per_s)}</b>
        <br />
        out <b>{rate(rates.done_per_s)}</b>
      </span>
    </div>
  );
}

function Name({ view }: { view: QueueView }) {
  const { row, engine, stale, ageMs } = view;
  return (
    <>
      <Link className="queue-name clip" to={queueHref(row.engine, row.name)} title={row.name}>
        {row.name}
      </Link>
      {stale ? (
        <span className="tag tag-amber">
          <IconClockExclamation size={12} stroke={2.1} aria-hidden />
          {ageMs === null ? "never seen" : `${seconds(ageMs)} old`}
        </span>
      ) : (
        <div className="line2 clip">
          {row.members === null
            ? `${row.engine}${engine === null ? "" : ` · ${engine.label.split(",")[0]}`}`
            : plural(row.members.length, "queue")}
          {row.group !== null && <GroupTag group={row.group} />}
        </div>
      )}
    </>
  );
}

export function QueueGridRow({ view, rowIndex, shown, active, onAct }: QueueGridRowProps) {
  const role = useRole();
  const line = useRef<HTMLTableRowElement>(null);
  const { row } = view;
  const act = nextAct(view.own);
  const old = row.oldest_waiting_ms !== null && row.oldest_waiting_ms > OLD_WAIT_MS;

  useEffect(() => {
    if (active) line.current?.scrollIntoView({ block: "nearest" });
  }, [active]);

  return (
    <tr ref={line} data-kind={view.kind} data-active={active || undefined} aria-rowindex={rowIndex}>
      <th scope="row">
        <Name view={view} />
      </th>
      <td>
        <BreakerCell view={view} />
      </td>
      <td className="right num">
        <Count value={row.counts.waiting} />
      </td>
      <td className="right num">
        <Count value={row.counts.running} />
      </td>
      {shown.scheduled && (
        <td className="right num">
          <Count value={row.counts.scheduled} />
        </td>
      )}
      {shown.retrying && (
        <td className="right num">
          <Count value={row.counts.retrying} />
        </td>
      )}
      <td className="right num">
        <Count value={row.counts.dead} hot />
      </td>
      <td className={`right num ${old ? "amber strong" : ""}`}>
        {row.oldest_waiting_ms === null ? (
          <span className="zero">{UNKNOWN}</span>
        ) : (
          duration(row.oldest_waiting_ms)
        )}
      </td>
      <td>
        <Flow view={view} />
      </td>
      <td className="right num">
        <Workers view={view} />
      </td>
      <td>
        <div className="row-acts">
          <Button
            size="sm"
            blocked={actBlocked(act, view, role)}
            aria-label={`${act === "turn-on" ? "Turn on breaker" : actWords[act]} of ${row.name}`}
            onClick={() => onAct(act, view)}
          >
            {shortActs[act] ?? actWords[act]}
          </Button>
          <BreakerMenu view={view} onAct={(other) => onAct(other, view)} />
        </div>
      </td>
    </tr>
  );
}
