import type uPlot from "uplot";
import { type ChartColors, paintBars, paintLimit, paintSpans } from "./chartPaint";
import type { FlowPoint, Span } from "./flow";
import { count, percent, rate } from "./format";

export type Lane = {
  id: "band" | "flow" | "ratio" | "waiting";
  title: string;
  height: number;
  data: (points: FlowPoint[]) => uPlot.AlignedData;
  range: (max: number) => [number, number];
  tick: (value: number) => string;
};

const upTo = (max: number): [number, number] => [0, max <= 0 ? 1 : max * 1.15];
const times = (points: FlowPoint[]): number[] => points.map((it) => it.t);

export const band: Lane = {
  id: "band",
  title: "",
  height: 14,
  data: (points) => [times(points), points.map(() => null)],
  range: () => [0, 1],
  tick: () => "",
};

export const lanes: Lane[] = [
  {
    id: "flow",
    title: "",
    height: 130,
    data: (points) => [
      times(points),
      points.map((it) => it.donePerS),
      points.map((it) => it.failedPerS),
      points.map((it) => it.inPerS),
    ],
    range: upTo,
    tick: rate,
  },
  {
    id: "ratio",
    title: "Failure ratio",
    height: 72,
    data: (points) => [times(points), points.map((it) => it.ratio)],
    range: () => [0, 1.05],
    tick: percent,
  },
  {
    id: "waiting",
    title: "Waiting",
    height: 92,
    data: (points) => [times(points), points.map((it) => it.waiting)],
    range: upTo,
    tick: (value) => (value >= 1000 ? `${rate(value / 1000)}k` : count(value)),
  },
];

type LaneSetup = {
  lane: Lane;
  width: number;
  colors: ChartColors;
  theme: "light" | "dark";
  shown: () => { spans: Span[]; limit: number };
  time: (at: number) => string;
};

/** Points without neighbours: the line between two values does not show them. */
const alone: uPlot.Series.Points.Filter = (plot, series) => {
  const values = plot.data[series] ?? [];
  const none = (at: number): boolean => (values[at] ?? null) === null;
  return [...values.keys()].filter((at) => !none(at) && none(at - 1) && none(at + 1));
};

function seriesOf(lane: Lane, colors: ChartColors): uPlot.Series[] {
  const hidden: uPlot.Series = { stroke: "transparent", points: { show: false } };
  const line = (stroke: string, more: Partial<uPlot.Series> = {}): uPlot.Series => ({
    stroke,
    width: 1.4,
    points: { show: false },
    ...more,
  });
  switch (lane.id) {
    case "band":
      return [{}, hidden];
    case "flow":
      return [{}, hidden, hidden, line(colors.text)];
    case "ratio":
      return [
        {},
        line(colors.red, {
          points: { show: true, size: 3, stroke: colors.red, fill: colors.red, filter: alone },
          spanGaps: false,
        }),
      ];
    case "waiting":
      return [{}, line(colors.text2, { fill: colors.inset })];
  }
}

export function laneOptions(setup: LaneSetup): uPlot.Options {
  const { lane, width, colors, shown, time } = setup;
  const last = lane.id === "waiting";
  // Whole pixels: uPlot scales the number for sharp screens and knows no fractions.
  const font = '11px "Inter Variable", system-ui, sans-serif';
  const back = (plot: uPlot): void => {
    const { spans, limit } = shown();
    paintSpans(plot, spans, colors, lane.id === "band");
    if (lane.id === "flow") paintBars(plot, colors);
    if (lane.id === "ratio") paintLimit(plot, limit, colors);
  };
  return {
    width,
    height: lane.height + (last ? 8 : 0),
    padding: [lane.id === "band" ? 0 : 6, 4, lane.id === "band" ? 0 : 4, 0],
    legend: { show: false },
    cursor: {
      show: lane.id !== "band",
      y: false,
      drag: { x: false, y: false },
      sync: { key: "flow" },
      points: { show: false },
    },
    scales: { x: { time: true }, y: { range: (_plot, _min, max) => lane.range(max ?? 0) } },
    series: seriesOf(lane, colors),
    axes: [
      {
        show: last,
        stroke: colors.text3,
        font,
        size: 24,
        gap: 4,
        grid: { show: false },
        ticks: { show: false },
        values: (_plot, splits) => splits.map(time),
      },
      {
        size: 44,
        gap: 6,
        stroke: colors.text3,
        font,
        grid: { show: lane.id === "flow", stroke: colors.border, width: 1 },
        ticks: { show: false },
        splits: (_plot, _axis, _min, max) =>
          lane.id === "band" ? [] : lane.id === "ratio" ? [0, 1] : [0, max / 1.15],
        values: (_plot, splits) => splits.map(lane.tick),
      },
    ],
    hooks: { drawClear: [back] },
  };
}
