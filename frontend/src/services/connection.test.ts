import { describe, expect, it } from "vitest";
import { ApiError } from "./apiError";
import { type Connection, nextConnection, type PollOutcome } from "./connection";

const ok: PollOutcome = { ok: true };
const failed: PollOutcome = { ok: false, error: new ApiError("network", "down") };
const run = (polls: PollOutcome[], from: Connection = { kind: "waiting" }): Connection =>
  polls.reduce((state, poll, i) => nextConnection(state, poll, 1000 + i), from);
const times = (n: number): PollOutcome[] => Array.from({ length: n }, () => failed);

describe("nextConnection", () => {
  it("is live after a good poll", () => {
    expect(run([ok])).toEqual({ kind: "live", lastOk: 1000 });
  });

  it("counts errors and keeps the time of the last good answer", () => {
    expect(run([ok, failed, failed])).toMatchObject({ kind: "stale", errors: 2, lastOk: 1000 });
  });

  it("is not lost at the fourth error in a row, and lost at the fifth", () => {
    expect(run([ok, ...times(4)]).kind).toBe("stale");
    expect(run([ok, ...times(5)])).toMatchObject({ kind: "lost", errors: 5, lastOk: 1000 });
  });

  it("starts to count anew after a good poll", () => {
    expect(run([...times(4), ok, ...times(4)])).toMatchObject({ kind: "stale", errors: 4 });
  });

  it("doubles the wait from 4 s up to 30 s while lost", () => {
    const waits = [5, 6, 7, 8, 9].map((n) => {
      const state = run(times(n));
      return state.kind === "lost" ? state.backoffMs : null;
    });
    expect(waits).toEqual([4000, 8000, 16_000, 30_000, 30_000]);
  });

  it("comes back with the first good poll", () => {
    expect(run([...times(7), ok]).kind).toBe("live");
  });

  it("does not take an ended session for a lost connection", () => {
    const ended: PollOutcome = {
      ok: false,
      error: new ApiError("unauthorized", "", { status: 401 }),
    };
    expect(run([ok, ended]).kind).toBe("signed_out");
  });
});
