import { IconClockExclamation } from "@tabler/icons-react";
import { count, rate, UNKNOWN } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import { flowSeries, type Sum, totalsOf } from "../../lib/totals";
import { Sparkline } from "../ui/Sparkline";

type TotalProps = {
  name: string;
  state?: string;
  sum: Sum;
  perSecond?: boolean;
  series?: number[];
};

function Total({ name, state, sum, perSecond = false, series }: TotalProps) {
  const unknown = sum.value === null;
  return (
    <div>
      <dt>
        {state !== undefined && <i className="swatch" data-state={state} />}
        {name}
      </dt>
      <dd title={unknown ? labels.unknownReason : sum.partial ? labels.partial : undefined}>
        <span>
          {unknown ? UNKNOWN : perSecond ? rate(sum.value) : count(sum.value)}
          {perSecond && !unknown && <small>/s</small>}
        </span>
        {sum.stale ? (
          <IconClockExclamation
            size={14}
            stroke={2.1}
            className="amber"
            aria-label={labels.sumStale}
          />
        ) : (
          series !== undefined && (
            <Sparkline
              values={series}
              label={`${name} per second, last 15 min`}
              width={50}
              height={18}
            />
          )
        )}
      </dd>
    </div>
  );
}

export function Totals({ views }: { views: QueueView[] }) {
  const totals = totalsOf(views);
  return (
    <section className="card" aria-label={labels.totals.label}>
      <dl className="totals">
        <Total name={labels.states.waiting} state="waiting" sum={totals.waiting} />
        <Total name={labels.states.running} state="running" sum={totals.running} />
        <Total name={labels.states.scheduled} state="scheduled" sum={totals.scheduled} />
        <Total name={labels.states.retrying} state="retrying" sum={totals.retrying} />
        <Total name={labels.states.dead} state="dead" sum={totals.dead} />
        <Total name={labels.totals.in} sum={totals.in} perSecond series={flowSeries(views, "in")} />
        <Total
          name={labels.totals.out}
          sum={totals.out}
          perSecond
          series={flowSeries(views, "done")}
        />
        <Total name={labels.totals.workers} sum={totals.workers} />
      </dl>
    </section>
  );
}
