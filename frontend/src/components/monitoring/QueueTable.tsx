import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { useNavigate } from "react-router";
import { usePreferences } from "../../hooks/usePreferences";
import { useQueryState } from "../../hooks/useQueryState";
import { useRowKeys } from "../../hooks/useRowKeys";
import { useSteadyOrder } from "../../hooks/useSteadyOrder";
import { type BreakerAct, nextAct } from "../../lib/breakerActs";
import { labels } from "../../lib/labels";
import { type QueueView, queueHref, type Sort, tableRows } from "../../lib/queueView";
import { filterChange, filterOf, nextSort } from "../../lib/tableFilter";
import type { Attention } from "../../types/snapshot";
import { Button } from "../ui/Button";
import { BreakerDialog } from "./BreakerDialog";
import { QueueCards } from "./QueueCards";
import { QueueGrid } from "./QueueGrid";
import { QueueTableBar } from "./QueueTableBar";

type QueueTableProps = { views: QueueView[]; attention: Attention[] };

const NARROW = "(max-width: 1380px)";
const PHONE = "(max-width: 760px)";

export function QueueTable({ views, attention }: QueueTableProps) {
  const [params, change] = useQueryState();
  const [asked, setAsked] = useState<{ act: BreakerAct; id: string } | null>(null);
  const { columns } = usePreferences();
  const narrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const phone = useMediaQuery(PHONE, false, { getInitialValueInEffect: false });
  const navigate = useNavigate();

  const marked = new Set(attention.flatMap((line) => (line.queue === null ? [] : [line.queue])));
  const filter = filterOf(params);
  const rows = useSteadyOrder(
    tableRows(views, filter, marked),
    [filter.sort, filter.down, filter.segment, filter.engine].join(" "),
  );
  const shown = { scheduled: columns.scheduled ?? !narrow, retrying: columns.retrying ?? !narrow };
  const current = asked === null ? undefined : views.find((view) => view.row.id === asked.id);

  const active = useRowKeys({
    ids: rows.map((view) => view.row.id),
    onOpen: (id) => {
      const view = rows.find((it) => it.row.id === id);
      if (view !== undefined) void navigate(queueHref(view.row.engine, view.row.name));
    },
    onAct: (id) => {
      const view = rows.find((it) => it.row.id === id);
      if (view !== undefined) setAsked({ act: nextAct(view.own), id });
    },
  });

  const onAct = (act: BreakerAct, view: QueueView): void => setAsked({ act, id: view.row.id });
  const onSort = (sort: Sort): void => change(filterChange(nextSort(filter, sort)));

  return (
    <section className="card queue-table" aria-label={labels.table.caption}>
      <QueueTableBar
        views={views}
        marked={marked}
        filter={filter}
        shown={shown}
        onFilter={(next) => change(filterChange(next))}
      />
      {rows.length === 0 ? (
        <p className="table-empty">
          {labels.table.empty}{" "}
          <Button
            look="ghost"
            size="sm"
            onClick={() => change({ q: null, show: null, engine: null })}
          >
            {labels.table.clear}
          </Button>
        </p>
      ) : phone ? (
        <QueueCards rows={rows} />
      ) : (
        <QueueGrid
          rows={rows}
          filter={filter}
          shown={shown}
          active={active}
          onSort={onSort}
          onAct={onAct}
        />
      )}
      {asked !== null && current !== undefined && (
        <BreakerDialog act={asked.act} view={current} onClose={() => setAsked(null)} />
      )}
    </section>
  );
}
