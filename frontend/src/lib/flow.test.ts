import { describe, expect, it } from "vitest";
import type { HistoryBucket, QueueHistory } from "../types/detail";
import { flowPoints, lastMinutes, startsWithin } from "./flow";

const TO = Date.parse("2026-11-24T14:00:00Z");
const iso = (at: number): string => new Date(at).toISOString();

const bucket = (ago: number, jobs: number): HistoryBucket => ({
  t: iso(TO - ago * 1000),
  in: jobs,
  done: jobs,
  failed: 0,
  waiting: jobs === 0 ? null : 0,
  oldest_ms: null,
});

const history = (buckets: HistoryBucket[], minutes = 60): QueueHistory => ({
  bucket_ms: 5000,
  from: iso(TO - minutes * 60_000),
  to: iso(TO),
  buckets,
  intervals: [{ from: iso(TO - 1_800_000), to: iso(TO - 1_700_000), phase: "open" }],
});

describe("flowPoints", () => {
  it("leaves out the bucket that still fills", () => {
    const points = flowPoints(history([bucket(10, 50), bucket(5, 50), bucket(2, 3)]), 10);

    expect(points.map((it) => it.donePerS)).toEqual([10, 10]);
  });
});

describe("lastMinutes", () => {
  it("keeps buckets and intervals of the newest part", () => {
    const short = lastMinutes(history([bucket(3000, 1), bucket(600, 1)]), 15);

    expect(short.from).toBe("2026-11-24T13:45:00.000Z");
    expect(short.buckets).toEqual([bucket(600, 1)]);
    expect(short.intervals).toEqual([]);
  });

  it("is the whole when that is shorter", () => {
    const whole = history([bucket(600, 1)], 15);

    expect(lastMinutes(whole, 60)).toBe(whole);
  });
});

describe("startsWithin", () => {
  it("sees that a server has just begun", () => {
    expect(startsWithin(history([bucket(3000, 0), bucket(600, 1)]), 15)).toBe(true);
    expect(startsWithin(history([bucket(3000, 1), bucket(600, 1)]), 15)).toBe(false);
    expect(startsWithin(history([bucket(3000, 0)]), 15)).toBe(false);
  });
});
