import { describe, expect, it } from "vitest";
import { ApiError } from "../services/apiError";
import { breaker, engine, NOW, queue } from "../test/factories/queues";
import { closeWarning } from "./closeWarning";
import { safeNext } from "./nextPage";
import { queueRefOf } from "./queueRef";
import { viewOf } from "./queueView";
import { actError, breakerLine, originSentence, pauseSentences, phaseSince } from "./sentences";

const now = Date.parse(NOW);
const ago = (s: number): string => new Date(now - s * 1000).toISOString();

describe("words for an act that failed", () => {
  it.each([
    [new ApiError("forbidden", "", { status: 403 }), "Your role viewer cannot open breakers."],
    [
      new ApiError("timeout", ""),
      "No answer in 10 s. It may still happen; the state below is what the engine reports.",
    ],
    [
      new ApiError("version_conflict", "", {
        status: 409,
        breaker: breaker({ since: ago(3), actor: "ops" }),
      }),
      "Someone changed it 3 s ago: closed by ops. Look again before you act.",
    ],
    [
      new ApiError("busy", "The inbox is full", { status: 503 }),
      "Failed to open circuit breaker: The inbox is full",
    ],
  ])("%s", (error, text) => {
    expect(actError("open circuit breaker", error, "viewer", now)).toBe(text);
  });
});

describe("the second line of a breaker", () => {
  const line = (more: Parameters<typeof queue>[1]) =>
    breakerLine(viewOf(queue("q", more), engine(), 0), now, "utc");

  it("counts down to the next probe", () => {
    const next_probe_at = ago(-12);
    const pause = { desired: true, observed: true, by: "recloser", confirmed_at: null } as const;
    expect(line({ pause, breaker: breaker({ phase: "open", next_probe_at }) })).toBe(
      "probe in 12 s",
    );
  });

  it("says that a pause is not confirmed yet, and how many are still running", () => {
    const pause = { desired: true, observed: false, by: null, confirmed_at: null };
    expect(line({ pause, with_workers: 12, breaker: breaker({ phase: "open" }) })).toBe(
      "pausing, 12 still running",
    );
  });
});

describe("closing while probes fail", () => {
  it("warns with the age of the last probe, its error and what closing spends", () => {
    const probes = [48, 120, 192].map((s) => ({
      at: ago(s),
      ok: false,
      jobs: 1,
      error: "Timeout",
    }));

    expect(closeWarning(queue("q"), probes, now, "utc")).toEqual({
      headline: "The last probe failed 48 s ago. The dependency is probably still down.",
      error: "Timeout",
      detail:
        "14:30:19, 14:29:07 and 14:27:55 failed the same way. Closing now will spend attempts of 38 waiting jobs.",
    });
  });

  it("does not warn after a good probe", () => {
    expect(
      closeWarning(queue("q"), [{ at: ago(5), ok: true, jobs: 1, error: null }], now, "utc"),
    ).toBeNull();
  });
});

describe("addresses", () => {
  it("reads queue names with any character", () => {
    expect(queueRefOf("/queue-monitoring/embedded/a%2Fb%25c")).toEqual({
      engine: "embedded",
      name: "a/b%c",
    });
    expect(queueRefOf("/queue-monitoring/embedded/%zz")).toBeNull();
  });

  it("does not follow an address of another site after sign-in", () => {
    expect(safeNext("/audit?q=1")).toBe("/audit?q=1");
    expect(safeNext("//evil.example")).toBe("/queue-monitoring");
    expect(safeNext("https://evil.example")).toBe("/queue-monitoring");
  });
});

describe("since when", () => {
  it("counts a hold from the trip, not from the last failed probe", () => {
    const open = breaker({ phase: "open", opened_at: ago(60), since: ago(5) });

    expect(phaseSince(open)).toBe(now - 60_000);
    expect(phaseSince({ ...open, lock: "forced_open" })).toBe(now - 5_000);
  });

  it("names nobody when nothing has happened yet", () => {
    const view = viewOf(
      queue("q", { breaker: breaker({ actor: null, since: ago(5) }) }),
      engine(),
      0,
    );

    expect(originSentence(view, now, "utc")).toMatch(/^Watched since \d\d:\d\d:\d\d\.$/);
  });

  it("does not call a ramp paused", () => {
    const pause = { desired: true, observed: true, by: "recloser", confirmed_at: ago(5) } as const;
    const row = queue("q", { pause, breaker: breaker({ phase: "ramping", trip_count: 2 }) });

    const [gate, , trips] = pauseSentences(viewOf(row, engine(), 0), "utc");

    expect(gate).toMatch(/^Jobs pass one by one through a pause, confirmed by engine /);
    expect(trips).toBe("Opened or probed in vain 2 times in a row");
  });
});
