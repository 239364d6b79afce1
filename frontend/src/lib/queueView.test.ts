import { describe, expect, it } from "vitest";
import { breaker, engine, queue, snapshot } from "../test/factories/queues";
import {
  inOrder,
  isEngineStale,
  segmentCounts,
  type TableFilter,
  tableRows,
  viewsOf,
} from "./queueView";

const filter: TableFilter = { text: "", segment: "all", engine: "", sort: "breaker", down: true };
const none = new Set<string>();
const open = breaker({ phase: "open", state: "open" });
const held = { desired: true, observed: true, by: "recloser", confirmed_at: null } as const;
const views = viewsOf(
  snapshot({
    queues: [
      queue("calm"),
      queue("open", { breaker: open, pause: held }),
      queue("dead", { counts: { ...queue("x").counts, dead: 3, waiting: null } }),
    ],
  }),
  0,
);
const names = (change: Partial<TableFilter>): string[] =>
  tableRows(views, { ...filter, ...change }, none).map((view) => view.row.name);

describe("queue view", () => {
  it("puts the worst breaker first", () => {
    expect(names({})[0]).toBe("open");
  });

  it("keeps what is unknown at the lower end of a sort", () => {
    expect(names({ sort: "waiting" }).at(-1)).toBe("dead");
  });

  it("shows what is held back, what has dead jobs, and what was typed", () => {
    expect(names({ segment: "held" })).toEqual(["open"]);
    expect(names({ segment: "dead" })).toEqual(["dead"]);
    expect(names({ text: "CAL" })).toEqual(["calm"]);
  });

  it("counts a ramp as held back, as the main breaker's strip does, and a foreign pause not", () => {
    const ramping = queue("ramp", {
      breaker: breaker({ phase: "ramping" }),
      pause: held,
    });
    const foreign = queue("foreign", {
      pause: { desired: false, observed: true, by: "external", confirmed_at: null },
    });
    const rows = viewsOf(snapshot({ queues: [ramping, foreign] }), 0);

    expect(segmentCounts(rows, none).held).toBe(1);
    expect(tableRows(rows, { ...filter, segment: "held" }, none)[0]?.row.name).toBe("ramp");
  });

  it("keeps rows in their places when a breaker changes, and adds new rows at the end", () => {
    const later = viewsOf(
      snapshot({ queues: [queue("new"), queue("a", { breaker: open }), queue("b")] }),
      0,
    );

    const order = inOrder(later, ["embedded/b", "embedded/a"]).map((view) => view.row.name);

    expect(order).toEqual(["b", "a", "new"]);
  });

  it("takes an engine for stale by its age, by its status, and when it never answered", () => {
    expect(isEngineStale(engine(), 4000)).toBe(false);
    expect(isEngineStale(engine(), 5000)).toBe(true);
    expect(isEngineStale(engine({ status: "down" }), 0)).toBe(true);
    expect(isEngineStale(engine({ data_age_ms: null }), 0)).toBe(true);
  });
});
