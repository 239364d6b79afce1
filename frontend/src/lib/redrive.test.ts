import { describe, expect, it } from "vitest";
import { NOW } from "../test/factories/queues";
import { dryRunOf, redrive } from "../test/factories/redrives";
import {
  isShown,
  leftWords,
  percentSent,
  progressWords,
  rateOf,
  redriveNews,
  sendWords,
  stateWords,
  takenWords,
  timeNeeded,
} from "./redrive";

const HOUR = 3_600_000;

describe("before it starts", () => {
  it("says how many jobs the button sends", () => {
    expect(sendWords(1012)).toBe("Send 1,012 jobs");
    expect(sendWords(1)).toBe("Send 1 job");
    expect(sendWords(0)).toBe("No dead job fits.");
    expect(sendWords(null)).toBe("Send jobs");
  });

  it("says how long it takes at a rate", () => {
    expect(timeNeeded(1012, 10)).toBe("about 1 m 42 s");
    expect(timeNeeded(3, 200)).toBe("about 1 s");
  });

  it("takes whole rates from 1 to 200 only", () => {
    expect([1, 200].map(rateOf)).toEqual([1, 200]);
    expect([0, 201, 1.5, "", "10x"].map(rateOf)).toEqual([null, null, null, null, null]);
  });

  it("names the moment that counts, when it is known", () => {
    expect(takenWords(dryRunOf(), "utc")).toBe(
      "Only jobs that were dead at 14:31:07 UTC are taken. A job that was sent cannot be called back. The redrive waits while the breaker is not closed, and stops when it opens.",
    );
    expect(takenWords(null, "utc")).toMatch(/^A job that was sent/);
  });
});

describe("progress", () => {
  it("leaves out what the engine cannot tell, and keeps zeros", () => {
    expect(progressWords(redrive())).toBe(
      "412 of 1,012 sent at 10/s: 380 succeeded, 12 failed again, 20 running",
    );
    expect(progressWords(redrive({ succeeded: null, failed_again: 0, running: null }))).toBe(
      "412 of 1,012 sent at 10/s: 0 failed again",
    );
    expect(progressWords(redrive({ succeeded: null, failed_again: null, running: null }))).toBe(
      "412 of 1,012 sent at 10/s",
    );
  });

  it("says each state in words", () => {
    expect(stateWords(redrive())).toBe("Redrive is running");
    expect(stateWords(redrive({ state: "waiting", reason: "The breaker is open." }))).toBe(
      "Redrive waits: The breaker is open.",
    );
    expect(stateWords(redrive({ state: "stopped", reason: "breaker opened" }))).toBe(
      "Stopped at 412 of 1,012: breaker opened",
    );
    expect(stateWords(redrive({ state: "done" }))).toBe("Redrive is done");
  });

  it("counts what is left only when it was stopped", () => {
    expect(leftWords(redrive({ state: "stopped" }))).toBe("600 jobs are still dead, untouched.");
    expect(leftWords(redrive({ state: "stopped", left: 1 }))).toBe(
      "1 job is still dead, untouched.",
    );
    expect(leftWords(redrive())).toBeNull();
  });

  it("is full only when all are sent", () => {
    expect(percentSent(redrive({ sent: 1011 }))).toBe(99);
    expect(percentSent(redrive({ sent: 1012 }))).toBe(100);
    expect(percentSent(redrive({ sent: 0, eligible: 0 }))).toBe(0);
  });

  it("stays for an hour after its end", () => {
    const done = redrive({ state: "done", ended_at: NOW });
    expect(isShown(done, Date.parse(NOW) + HOUR - 1)).toBe(true);
    expect(isShown(done, Date.parse(NOW) + HOUR)).toBe(false);
    expect(isShown(redrive(), Date.parse(NOW) + 9 * HOUR)).toBe(true);
  });
});

describe("news", () => {
  const done = redrive({ state: "done", sent: 1012 });

  it("tells of a start and of an end, once each", () => {
    expect(redriveNews(null, redrive(), "mail")).toBe("Redrive of mail has started: 1,012 jobs.");
    expect(redriveNews(redrive(), redrive({ sent: 500 }), "mail")).toBeNull();
    expect(redriveNews(redrive(), redrive({ state: "waiting" }), "mail")).toBeNull();
    expect(redriveNews(redrive(), done, "mail")).toBe(
      "Redrive of mail is done: 1,012 of 1,012 sent.",
    );
    expect(redriveNews(done, done, "mail")).toBeNull();
  });

  it("tells why it stopped", () => {
    const stopped = redrive({ state: "stopped", reason: "breaker opened" });
    expect(redriveNews(redrive(), stopped, "mail")).toBe(
      "Redrive of mail: Stopped at 412 of 1,012: breaker opened",
    );
  });
});
