import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "./apiError";
import { Poller, type PollResult } from "./poller";

type Answer = { resolve: (value: number) => void; reject: (error: Error) => void };

const setHidden = (hidden: boolean): void => {
  Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
  document.dispatchEvent(new Event("visibilitychange"));
};

function setup(intervalMs: number | null = 2000) {
  const answers: Answer[] = [];
  const signals: AbortSignal[] = [];
  const results: PollResult<number>[] = [];
  const poller = new Poller<number>({
    intervalMs,
    fetch: (signal) => {
      signals.push(signal);
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    },
    onResult: (result) => results.push(result),
  });
  const settle = async (act: (answer: Answer) => void): Promise<void> => {
    const answer = answers.at(-1);
    if (answer !== undefined) act(answer);
    await vi.advanceTimersByTimeAsync(0);
  };
  return {
    poller,
    answers,
    signals,
    results,
    answer: (value = 1) => settle((it) => it.resolve(value)),
    fail: () => settle((it) => it.reject(new ApiError("network", "down"))),
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  setHidden(false);
});

describe("Poller", () => {
  it("asks at once and then every interval", async () => {
    const it = setup();
    it.poller.start();
    expect(it.answers).toHaveLength(1);
    await it.answer();
    await vi.advanceTimersByTimeAsync(1999);
    expect(it.answers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(it.answers).toHaveLength(2);
    it.poller.stop();
  });

  it("never has two polls in flight, not even when asked to refresh", async () => {
    const it = setup();
    it.poller.start();
    it.poller.refresh();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(it.answers).toHaveLength(1);
    it.poller.stop();
  });

  it("is lost after five errors and then tries at 4, 8, 16, 30, 30 s", async () => {
    const it = setup();
    it.poller.start();
    for (let i = 0; i < 4; i += 1) {
      await it.fail();
      await vi.advanceTimersByTimeAsync(2000);
    }
    await it.fail();
    expect(it.results.at(-1)?.connection).toMatchObject({ kind: "lost", errors: 5 });
    for (const wait of [4000, 8000, 16_000, 30_000, 30_000]) {
      const before = it.answers.length;
      await vi.advanceTimersByTimeAsync(wait - 1);
      expect(it.answers).toHaveLength(before);
      await vi.advanceTimersByTimeAsync(1);
      expect(it.answers).toHaveLength(before + 1);
      await it.fail();
    }
    it.poller.stop();
  });

  it("comes back by itself and polls at the old pace again", async () => {
    const it = setup();
    it.poller.start();
    for (let i = 0; i < 5; i += 1) {
      await it.fail();
      await vi.advanceTimersByTimeAsync(i < 4 ? 2000 : 4000);
    }
    await it.answer(42);
    expect(it.results.at(-1)).toMatchObject({ data: 42, connection: { kind: "live" } });
    const before = it.answers.length;
    await vi.advanceTimersByTimeAsync(2000);
    expect(it.answers).toHaveLength(before + 1);
    it.poller.stop();
  });

  it("keeps the old data while polls fail", async () => {
    const it = setup();
    it.poller.start();
    await it.answer(7);
    await vi.advanceTimersByTimeAsync(2000);
    await it.fail();
    expect(it.results.at(-1)).toMatchObject({ data: 7, connection: { kind: "stale", errors: 1 } });
    it.poller.stop();
  });

  it("rests while the tab is hidden and asks at once when it is seen again", async () => {
    const it = setup();
    it.poller.start();
    await it.answer();
    setHidden(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(it.answers).toHaveLength(1);
    setHidden(false);
    expect(it.answers).toHaveLength(2);
    it.poller.stop();
  });

  it("polls only when asked while the interval is off", async () => {
    const it = setup(null);
    it.poller.start();
    await it.answer();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(it.answers).toHaveLength(1);
    it.poller.refresh();
    expect(it.answers).toHaveLength(2);
    it.poller.stop();
  });

  it("leaves no timer and no request behind, and forgets a late answer", async () => {
    const it = setup();
    it.poller.start();
    await it.answer();
    await vi.advanceTimersByTimeAsync(2000);
    it.poller.stop();
    expect(it.signals.at(-1)?.aborted).toBe(true);
    await it.answer(99);
    expect(it.results).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("stops when the session has ended", async () => {
    const it = setup();
    it.poller.start();
    it.answers[0]?.reject(new ApiError("unauthorized", "", { status: 401 }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(it.answers).toHaveLength(1);
    expect(it.results.at(-1)?.connection.kind).toBe("signed_out");
    expect(vi.getTimerCount()).toBe(0);
  });
});
