import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconCircuitSwitchOpen,
  IconDatabaseExclamation,
  IconLock,
  IconPlayerPause,
  IconPlugConnectedX,
  IconTestPipe,
  IconUserOff,
} from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "react-router";
import { useTimes } from "../../hooks/useNow";
import { millis, seconds } from "../../lib/format";
import { labels } from "../../lib/labels";
import { queueHref } from "../../lib/queueView";
import type { Attention, AttentionRule } from "../../types/snapshot";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";

const icons: Record<AttentionRule, typeof IconLock> = {
  engine_down: IconPlugConnectedX,
  open: IconCircuitSwitchOpen,
  probing: IconTestPipe,
  held_without_end: IconLock,
  paused_outside: IconPlayerPause,
  drift: IconArrowsExchange,
  no_workers: IconUserOff,
  engine_notice: IconAlertTriangle,
  disk_full: IconDatabaseExclamation,
};

const FIRST = 8;

const nameOf = (line: Attention): string =>
  line.queue === null ? line.engine : line.queue.slice(line.engine.length + 1);

function Line({ line }: { line: Attention }) {
  const { serverNow } = useTimes();
  const Icon = icons[line.rule];
  const since = millis(line.since);
  const name = nameOf(line);
  const to = line.queue === null ? "/engines" : queueHref(line.engine, name);
  return (
    <li>
      <Icon
        size={16}
        stroke={1.8}
        className={line.severity}
        aria-label={line.severity === "red" ? "urgent" : "warning"}
      />
      <Link to={to} className="attention-name clip">
        {name}
      </Link>
      <span className="attention-text">
        <b>{line.text}</b> {line.detail}
      </span>
      <span className="num text3">{since === null ? "" : seconds(serverNow - since)}</span>
      <Link
        to={to}
        className="btn btn-plain btn-sm"
        aria-label={`${line.queue === null ? labels.attention.engine : labels.attention.view} ${name}`}
      >
        {line.queue === null ? labels.attention.engine : labels.attention.view}
      </Link>
    </li>
  );
}

export function AttentionList({ lines }: { lines: Attention[] }) {
  const [all, setAll] = useState(false);
  if (lines.length === 0) return null;
  const shown = all ? lines : lines.slice(0, FIRST);
  return (
    <Card
      title={labels.attention.title}
      badge={<span className="tag">{lines.length}</span>}
      aside={<span className="text3 small wide-only">{labels.attention.hint}</span>}
    >
      <ul className="attention">
        {shown.map((line) => (
          <Line key={`${line.rule} ${line.engine} ${line.queue}`} line={line} />
        ))}
      </ul>
      {lines.length > FIRST && (
        <div className="card-foot">
          <Button look="ghost" size="sm" onClick={() => setAll(!all)}>
            {all ? labels.attention.less : `${labels.attention.all} ${lines.length}`}
          </Button>
        </div>
      )}
    </Card>
  );
}
