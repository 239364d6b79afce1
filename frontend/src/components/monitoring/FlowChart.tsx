import "uplot/dist/uPlot.min.css";
import { useComputedColorScheme } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import { usePreferences } from "../../hooks/usePreferences";
import { band, type Lane, laneOptions, lanes } from "../../lib/chartLanes";
import { chartColors } from "../../lib/chartPaint";
import { flowPoints, flowSpans } from "../../lib/flow";
import { clock } from "../../lib/format";
import type { QueueHistory } from "../../types/detail";

type FlowChartProps = { history: QueueHistory; ratioLimit: number };
type LaneProps = FlowChartProps & { lane: Lane; width: number };

const PIXELS_PER_POINT = 6;

/** One lane of the chart. uPlot owns the canvas: it is made anew when size or theme change, else only fed. */
function LaneChart({ lane, width, history, ratioLimit }: LaneProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const { timeZone } = usePreferences();
  const theme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const points = flowPoints(history, Math.max(60, Math.floor(width / PIXELS_PER_POINT)));
  const shown = useRef({ spans: flowSpans(history), limit: ratioLimit });
  const data = lane.data(points);
  const latest = useRef(data);

  useEffect(() => {
    shown.current = { spans: flowSpans(history), limit: ratioLimit };
    latest.current = data;
    plot.current?.setData(data);
  });

  useEffect(() => {
    if (host.current === null) return;
    const colors = chartColors(host.current);
    const options = laneOptions({
      lane,
      width,
      colors,
      theme,
      shown: () => shown.current,
      time: (at) => clock(at * 1000, timeZone).slice(0, 5),
    });
    const mine = new uPlot(options, latest.current, host.current);
    plot.current = mine;
    return () => {
      mine.destroy();
      plot.current = null;
    };
  }, [lane, width, theme, timeZone]);

  return (
    <div className="lane">
      {lane.title !== "" && <span className="lane-title">{lane.title}</span>}
      <div ref={host} aria-hidden />
    </div>
  );
}

export default function FlowChart(props: FlowChartProps) {
  const { ref, width } = useElementSize();
  return (
    <div ref={ref} className="lanes">
      {width > 0 &&
        [band, ...lanes].map((lane) => (
          <LaneChart key={lane.id} lane={lane} width={Math.floor(width)} {...props} />
        ))}
    </div>
  );
}
