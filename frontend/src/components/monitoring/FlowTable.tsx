import { usePreferences } from "../../hooks/usePreferences";
import { flowPoints, flowSpans, type Span } from "../../lib/flow";
import { clock, count, percent, rate, UNKNOWN } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { QueueHistory } from "../../types/detail";

const phaseAt = (spans: Span[], t: number): string =>
  spans.findLast((it) => it.from <= t && t < it.to)?.phase ?? "closed";

export function FlowTable({ history }: { history: QueueHistory }) {
  const { timeZone } = usePreferences();
  const spans = flowSpans(history);
  const points = flowPoints(history, 60).reverse();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part must be reachable with the keyboard
    <section className="flow-table" tabIndex={0} aria-label={labels.detail.chart}>
      <table className="low">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col" className="right">
              Arriving per s
            </th>
            <th scope="col" className="right">
              Succeeded per s
            </th>
            <th scope="col" className="right">
              Failed per s
            </th>
            <th scope="col" className="right">
              Failure ratio
            </th>
            <th scope="col" className="right">
              Waiting
            </th>
            <th scope="col">Breaker</th>
          </tr>
        </thead>
        <tbody className="num">
          {points.map((point) => (
            <tr key={point.t}>
              <th scope="row">{clock(point.t * 1000, timeZone)}</th>
              <td className="right">{rate(point.inPerS)}</td>
              <td className="right">{rate(point.donePerS)}</td>
              <td className="right">{rate(point.failedPerS)}</td>
              <td className="right">{point.ratio === null ? UNKNOWN : percent(point.ratio)}</td>
              <td className="right">{count(point.waiting)}</td>
              <td>{phaseAt(spans, point.t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
