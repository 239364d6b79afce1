import { describe, expect, it } from "vitest";
import { clockZone, count, duration, exact, moment, rate, seconds, until } from "./format";

const at = Date.parse("2026-11-24T14:19:43.120Z");

describe("format", () => {
  it.each([
    [null, "-"],
    [600, "0.6 s"],
    [2000, "2 s"],
    [12_400, "12 s"],
    [60_000, "1 m"],
    [684_000, "11 m 24 s"],
    [541_000, "9 m 01 s"],
    [89 * 60_000, "1 h 29 m"],
    [76 * 3_600_000, "3 d 4 h"],
    [-5, "0.0 s"],
  ])("duration of %s is %s", (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it("counts in whole seconds", () => {
    expect(seconds(12_999)).toBe("12 s");
    expect(seconds(-1)).toBe("0 s");
  });

  it("groups numbers and says - for unknown, never 0", () => {
    expect(count(18402)).toBe("18,402");
    expect(count(null)).toBe("-");
    expect(count(0)).toBe("0");
    expect(rate(27.14)).toBe("27.1");
    expect(rate(419.4)).toBe("419");
    expect(rate(null)).toBe("-");
  });

  it("writes times in UTC with their zone", () => {
    expect(clockZone(at, "utc")).toBe("14:19:43 UTC");
    expect(exact(at, "utc")).toBe("24 Nov 2026 14:19:43 UTC");
  });

  it("adds the day to a moment of another day", () => {
    expect(moment(at, at + 60_000, "utc")).toBe("14:19:43");
    expect(moment(at, at + 9 * 86_400_000, "utc")).toBe("24 Nov 14:19");
    expect(until(at, at - 60_000, "utc")).toBe("14:19");
  });
});
