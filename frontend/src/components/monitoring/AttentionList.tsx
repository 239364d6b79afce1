import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconBinaryTree,
  IconBriefcase,
  IconCircuitSwitchOpen,
  IconDatabaseExclamation,
  IconEye,
  IconHourglassHigh,
  IconLock,
  IconLockOpen,
  IconPlayerPause,
  IconPlugConnectedX,
  IconTestPipe,
  IconUserExclamation,
  IconUserOff,
  IconUsers,
} from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "react-router";
import { useTimes } from "../../hooks/useNow";
import { millis, plural, seconds } from "../../lib/format";
import { labels } from "../../lib/labels";
import { type QueueView, queueHref } from "../../lib/queueView";
import type { Attention, AttentionRule } from "../../types/snapshot";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { GroupProposal } from "./GroupProposal";
import { IgnoreType } from "./IgnoreType";

const icons: Record<AttentionRule, typeof IconLock> = {
  engine_down: IconPlugConnectedX,
  open: IconCircuitSwitchOpen,
  probing: IconTestPipe,
  held_without_end: IconLock,
  paused_outside: IconPlayerPause,
  drift: IconArrowsExchange,
  no_workers: IconUserOff,
  type_suspect: IconBriefcase,
  worker_suspect: IconUserExclamation,
  correlated: IconBinaryTree,
  contested: IconUsers,
  wedged: IconHourglassHigh,
  override_forgotten: IconLockOpen,
  observe_would_open: IconEye,
  engine_notice: IconAlertTriangle,
  disk_full: IconDatabaseExclamation,
};

const FIRST = 8;

const nameOf = (line: Attention): string =>
  line.queues != null
    ? plural(line.queues.length, "queue")
    : line.queue === null
      ? line.engine
      : line.queue.slice(line.engine.length + 1);

const hrefOf = (line: Attention, name: string): string | null =>
  line.queues != null ? null : line.queue === null ? "/engines" : queueHref(line.engine, name);

function Together({ ids }: { ids: string[] }) {
  return (
    <span className="attention-queues">
      {ids.map((id) => {
        const cut = id.indexOf("/");
        return (
          <Link key={id} to={queueHref(id.slice(0, cut), id.slice(cut + 1))} className="tag">
            {id}
          </Link>
        );
      })}
    </span>
  );
}

function Line({ line, view }: { line: Attention; view: QueueView | null }) {
  const { serverNow } = useTimes();
  const Icon = icons[line.rule];
  const since = millis(line.since);
  const name = nameOf(line);
  const to = hrefOf(line, name);
  return (
    <li>
      <Icon
        size={16}
        stroke={1.8}
        className={line.severity}
        role="img"
        aria-label={line.severity === "red" ? "urgent" : "warning"}
      />
      {to === null ? (
        <span className="attention-name clip">{name}</span>
      ) : (
        <Link to={to} className="attention-name clip">
          {name}
        </Link>
      )}
      <span className="attention-text">
        <b>{line.text}</b> {line.detail}
        {line.queues != null && <Together ids={line.queues} />}
      </span>
      <span className="num text3">{since === null ? "" : seconds(serverNow - since)}</span>
      <span className="attention-acts">
        {line.queues != null && <GroupProposal line={line} ids={line.queues} />}
        {line.rule === "type_suspect" && view !== null && <IgnoreType view={view} />}
        {to !== null && (
          <Link
            to={to}
            className="btn btn-plain btn-sm attention-view"
            aria-label={`${line.queue === null ? labels.attention.engine : labels.attention.view} ${name}`}
          >
            {line.queue === null ? labels.attention.engine : labels.attention.view}
          </Link>
        )}
      </span>
    </li>
  );
}

type AttentionListProps = { lines: Attention[]; views: QueueView[] };

export function AttentionList({ lines, views }: AttentionListProps) {
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
          <Line
            key={`${line.rule} ${line.engine} ${line.queue} ${line.queues?.[0]}`}
            line={line}
            view={views.find((it) => it.row.id === line.queue) ?? null}
          />
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
