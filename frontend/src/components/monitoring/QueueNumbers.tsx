import type { ReactNode } from "react";
import { duration, rate, UNKNOWN } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import { Count, OLD_WAIT_MS } from "./QueueGridRow";

const Cell = ({ name, state, children }: { name: string; state?: string; children: ReactNode }) => (
  <div>
    <dt>
      {state !== undefined && <i className="swatch" data-state={state} />}
      {name}
    </dt>
    <dd>{children}</dd>
  </div>
);

export function QueueNumbers({ view }: { view: QueueView }) {
  const { counts, oldest_waiting_ms, rates, workers } = view.row;
  const old = oldest_waiting_ms !== null && oldest_waiting_ms > OLD_WAIT_MS;
  const states = ["waiting", "running", "scheduled", "retrying", "dead"] as const;
  return (
    <section
      className="card"
      aria-label={labels.detail.totals}
      data-stale={view.stale || undefined}
    >
      <dl className="totals">
        {states.map((state) => (
          <Cell key={state} name={labels.states[state]} state={state}>
            <Count value={counts[state]} />
          </Cell>
        ))}
        <Cell name={labels.detail.oldest}>
          <span className={old ? "amber" : ""}>
            {oldest_waiting_ms === null ? UNKNOWN : duration(oldest_waiting_ms)}
          </span>
        </Cell>
        <Cell name={labels.detail.inOut}>
          {rate(rates.in_per_s)}, {rate(rates.done_per_s)}
        </Cell>
        <Cell name={labels.detail.workers}>
          <Count value={workers} />
        </Cell>
      </dl>
    </section>
  );
}
