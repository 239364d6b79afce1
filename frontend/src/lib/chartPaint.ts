import type uPlot from "uplot";
import type { Span } from "./flow";

export type ChartColors = Record<
  | "text"
  | "text2"
  | "text3"
  | "border"
  | "border2"
  | "inset"
  | "ok"
  | "bad"
  | "red"
  | "redSolid"
  | "amber"
  | "amberTint"
  | "teal",
  string
>;

export function chartColors(element: Element): ChartColors {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    text: of("text"),
    text2: of("text2"),
    text3: of("text3"),
    border: of("border"),
    border2: of("border2"),
    inset: of("inset"),
    ok: of("bar-ok"),
    bad: of("bar-bad"),
    red: of("red"),
    redSolid: of("red-solid"),
    amber: of("amber-line"),
    amberTint: of("amber-tint"),
    teal: of("teal-line"),
  };
}

function hatch(context: CanvasRenderingContext2D, colors: ChartColors): CanvasPattern | string {
  const tile = document.createElement("canvas");
  tile.width = 8;
  tile.height = 8;
  const paint = tile.getContext("2d");
  if (paint === null) return colors.amber;
  paint.strokeStyle = colors.amber;
  paint.lineWidth = 2.5;
  for (const shift of [-8, 0, 8]) {
    paint.beginPath();
    paint.moveTo(shift - 1, 9);
    paint.lineTo(shift + 9, -1);
    paint.stroke();
  }
  return context.createPattern(tile, "repeat") ?? colors.amber;
}

/** The phases behind a lane: open red, probing hatched, ramping teal. `solid` for the band on top. */
export function paintSpans(plot: uPlot, spans: Span[], colors: ChartColors, solid: boolean): void {
  const { ctx, bbox } = plot;
  ctx.save();
  for (const span of spans) {
    const left = Math.max(bbox.left, plot.valToPos(span.from, "x", true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(span.to, "x", true));
    const width = Math.max(2, right - left);
    if (right < bbox.left) continue;
    const probing = span.phase === "probing";
    ctx.fillStyle = probing
      ? hatch(ctx, colors)
      : span.phase === "ramping"
        ? colors.teal
        : colors.redSolid;
    ctx.globalAlpha = solid ? 1 : probing ? 0.4 : 0.1;
    ctx.fillRect(left, bbox.top, width, bbox.height);
  }
  ctx.restore();
}

/** Two stacked bars per point: succeeded below, failed above, at least two pixels high. */
export function paintBars(plot: uPlot, colors: ChartColors): void {
  const { ctx, bbox, data } = plot;
  const [times, done, failed] = data;
  if (times === undefined || done === undefined || failed === undefined) return;
  const slot = bbox.width / Math.max(1, times.length);
  const width = Math.max(1, slot - Math.max(1, slot * 0.22));
  const zero = plot.valToPos(0, "y", true);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  times.forEach((t, i) => {
    const x = plot.valToPos(t, "x", true);
    const ok = done[i] ?? 0;
    const bad = failed[i] ?? 0;
    const top = plot.valToPos(ok, "y", true);
    if (ok > 0) {
      ctx.fillStyle = colors.ok;
      ctx.fillRect(x, top, width, zero - top);
    }
    if (bad > 0) {
      const height = Math.max(3, top - plot.valToPos(ok + bad, "y", true));
      ctx.fillStyle = colors.bad;
      ctx.fillRect(x, top - height, width, height);
    }
  });
  ctx.restore();
}

export function paintLimit(plot: uPlot, limit: number, colors: ChartColors): void {
  const { ctx, bbox } = plot;
  const y = plot.valToPos(limit, "y", true);
  ctx.save();
  ctx.strokeStyle = colors.text2;
  ctx.setLineDash([8, 6]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}
