import { Component, lazy, type ReactNode, Suspense } from "react";
import { usePoll } from "../../hooks/usePoll";
import { useQueryState } from "../../hooks/useQueryState";
import { flowSummary, lastMinutes, startsWithin } from "../../lib/flow";
import { labels } from "../../lib/labels";
import { getHistory, type QueueRef } from "../../services/breakerService";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Segments } from "../ui/Segments";
import { FlowTable } from "./FlowTable";

const FlowChart = lazy(() => import("./FlowChart"));
const SLOWEST_MS = 5000;
const RANGES = ["15", "60"] as const;
const LONGEST = "60";

type BoundaryState = { failed: boolean };

/** The chart library may throw (it does in some locales): then the page keeps everything else. */
class ChartBoundary extends Component<{ fallback: ReactNode; children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { failed: false };
  static getDerivedStateFromError(): BoundaryState {
    return { failed: true };
  }
  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}

const Legend = () => (
  <ul className="legend">
    <li data-lane="done">succeeded</li>
    <li data-lane="failed">failed</li>
    <li data-lane="in">arriving</li>
    <li data-phase="open">open</li>
    <li data-phase="probing">probing</li>
    <li data-phase="ramping">ramping</li>
  </ul>
);

export function FlowCard({ queue, ratioLimit }: { queue: QueueRef; ratioLimit: number }) {
  const [params, change] = useQueryState();
  const asked = RANGES.find((it) => it === params.get("range"));
  const table = params.get("chart") === "table";
  const minutes = Number(asked ?? LONGEST);
  const { data: all } = usePoll(
    `flow ${queue.engine}/${queue.name} ${minutes}`,
    (signal) => getHistory(queue, minutes, signal),
    SLOWEST_MS,
  );
  // Nobody asked: the hour, unless most of it would be empty.
  const range = asked ?? (all !== null && startsWithin(all, 15) ? "15" : LONGEST);
  const data = all === null ? null : lastMinutes(all, Number(range));
  return (
    <Card
      title={labels.detail.chart}
      badge={<Legend />}
      aside={
        <>
          <Button
            size="sm"
            aria-pressed={table}
            onClick={() => change({ chart: table ? null : "table" })}
          >
            {labels.detail.asTable}
          </Button>
          <Segments
            label="Range"
            value={range}
            options={[
              { value: "15", text: "15 m" },
              { value: "60", text: "1 h" },
            ]}
            onChange={(next) => change({ range: next })}
          />
        </>
      }
    >
      {data !== null && <p className="sr-only">{flowSummary(data)}</p>}
      {data !== null && table && <FlowTable history={data} />}
      {!table && (
        <div className="chart">
          {data !== null && (
            <ChartBoundary fallback={<p className="card-empty">{labels.detail.chartFailed}</p>}>
              <Suspense fallback={null}>
                <FlowChart history={data} ratioLimit={ratioLimit} />
              </Suspense>
            </ChartBoundary>
          )}
        </div>
      )}
    </Card>
  );
}
