import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import type { BreakerAct } from "../../lib/breakerActs";
import { labels } from "../../lib/labels";
import type { QueueView, Sort, TableFilter } from "../../lib/queueView";
import { QueueGridRow } from "./QueueGridRow";
import type { ShownColumns } from "./QueueTableBar";

type QueueGridProps = {
  rows: QueueView[];
  filter: TableFilter;
  shown: ShownColumns;
  active: string | null;
  onSort: (sort: Sort) => void;
  onAct: (act: BreakerAct, view: QueueView) => void;
};

type HeadProps = {
  sort: Sort;
  text: string;
  filter: TableFilter;
  right?: boolean;
  onSort: (sort: Sort) => void;
};

function Head({ sort, text, filter, right = false, onSort }: HeadProps) {
  const on = filter.sort === sort;
  const Icon = filter.down ? IconArrowDown : IconArrowUp;
  return (
    <th
      scope="col"
      className={right ? "right" : ""}
      aria-sort={on ? (filter.down ? "descending" : "ascending") : undefined}
    >
      <button type="button" onClick={() => onSort(sort)}>
        {text}
        {on && <Icon size={12} stroke={2.1} aria-hidden />}
      </button>
    </th>
  );
}

const VIRTUAL_ABOVE = 200;
const ROW_PX = 52;

/** The part of the rows near the window; all of them when there are few. */
function useWindowed(rows: QueueView[]) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const now = (body.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
    setTop((before) => (Math.abs(before - now) < 1 ? before : now));
  });
  const virtual = rows.length > VIRTUAL_ABOVE;
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    enabled: virtual,
    estimateSize: () => ROW_PX,
    overscan: 12,
    scrollMargin: top,
  });
  if (!virtual) return { body, shown: rows, first: 0, before: 0, after: 0 };
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  return {
    body,
    shown: rows.slice(first, last + 1),
    first,
    before: first * ROW_PX,
    after: (rows.length - 1 - last) * ROW_PX,
  };
}

const Spacer = ({ height }: { height: number }) =>
  height <= 0 ? null : (
    <tr aria-hidden className="spacer">
      <td colSpan={99} style={{ height }} />
    </tr>
  );

export function QueueGrid({ rows, filter, shown, active, onSort, onAct }: QueueGridProps) {
  const windowed = useWindowed(rows);
  const head = { filter, onSort };
  return (
    <table className="grid" aria-rowcount={rows.length + 1}>
      <caption className="sr-only">{labels.table.caption}</caption>
      <thead>
        <tr>
          <Head sort="name" text={labels.table.queue} {...head} />
          <Head sort="breaker" text={labels.table.breaker} {...head} />
          <Head sort="waiting" text={labels.states.waiting} right {...head} />
          <Head sort="running" text={labels.states.running} right {...head} />
          {shown.scheduled && (
            <Head sort="scheduled" text={labels.states.scheduled} right {...head} />
          )}
          {shown.retrying && <Head sort="retrying" text={labels.states.retrying} right {...head} />}
          <Head sort="dead" text={labels.states.dead} right {...head} />
          <Head sort="oldest" text={labels.table.oldest} right {...head} />
          <Head sort="flow" text={labels.table.flow} {...head} />
          <Head sort="workers" text={labels.table.workers} right {...head} />
          <th scope="col">
            <span className="sr-only">{labels.table.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody ref={windowed.body}>
        <Spacer height={windowed.before} />
        {windowed.shown.map((view, index) => (
          <QueueGridRow
            key={view.row.id}
            view={view}
            rowIndex={windowed.first + index + 2}
            shown={shown}
            active={view.row.id === active}
            onAct={onAct}
          />
        ))}
        <Spacer height={windowed.after} />
      </tbody>
    </table>
  );
}
