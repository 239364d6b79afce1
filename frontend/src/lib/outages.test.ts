import { describe, expect, it } from "vitest";
import { incident } from "../test/factories/protection";
import {
  causeSentence,
  estimateWords,
  freshCount,
  lengthWords,
  nowWords,
  outageHref,
  outageIdOf,
  outageQueue,
  refreshed,
  spanWords,
  sparedSentence,
} from "./outages";

const NOW = Date.parse("2026-11-24T14:31:07.000Z");
const open = incident({ state: "open", closed_at: null });

describe("outages", () => {
  it("finds the id again in the address of an outage", () => {
    const id = "embedded/reports/nightly 100%#3";

    expect(outageHref(id)).toBe("/outages/embedded%2Freports%2Fnightly%20100%25%233");
    expect(outageIdOf(outageHref(id))).toBe(id);
    expect(outageIdOf("/outages")).toBeNull();
    expect(outageIdOf("/outages/%zz")).toBeNull();
  });

  it("names the queue without its engine, however the server wrote it", () => {
    expect(outageQueue({ queue: "embedded/mail", engine: "embedded" })).toBe("mail");
    expect(outageQueue({ queue: "mail", engine: "embedded" })).toBe("mail");
  });

  it("marks estimates with about, and what still grows with so far", () => {
    expect(estimateWords(1240, incident())).toBe("about 1,240");
    expect(estimateWords(1240, open)).toBe("about 1,240 so far");
    expect(estimateWords(210, incident({ estimate: false }))).toBe("210");
    expect(estimateWords(null, incident())).toBe("-");
    expect(sparedSentence(open)).toBe("about 1,240 attempts spared so far");
    expect(sparedSentence(incident({ observed: true }))).toBe(
      "about 1,240 attempts would have been spared",
    );
  });

  it("counts the length of one that is not over up to now", () => {
    expect(lengthWords(incident(), NOW + 60_000)).toBe("11 m 24 s");
    expect(lengthWords(open, NOW + 60_000)).toBe("12 m 24 s");
  });

  it("says the day once when it ended on the same day", () => {
    expect(spanWords(incident(), NOW, "utc")).toBe("24 Nov 2026 14:19:43 UTC to 14:31:07 UTC");
    expect(spanWords(open, NOW, "utc")).toBe("24 Nov 2026 14:19:43 UTC, not over");
  });

  it("names the person of an outage without a cause", () => {
    const held = incident({
      cause: null,
      timeline: [{ at: "2026-11-24T14:19:43.000Z", what: "held_open", actor: "ops", detail: null }],
    });

    expect(causeSentence(held)).toBe("Held open by ops.");
  });

  it("counts only real ones as going on now", () => {
    expect(nowWords([open, incident({ ...open, observed: true }), incident()])).toBe("1 now");
    expect(nowWords([incident()])).toBe("none now");
  });

  it("takes newer values for known rows and lets new rows wait", () => {
    const newer = { ...open, held: 900 };
    const added = incident({ id: "embedded/mail#13", opened_at: "2026-11-24T14:40:00.000Z" });

    expect(refreshed([open], [added, newer]).map((it) => it.held)).toEqual([900]);
    expect(freshCount([open], [added, newer])).toBe(1);
  });

  it("does not call an older row new that the first page did not have", () => {
    const older = incident({ id: "embedded/mail#2", opened_at: "2026-11-20T14:40:00.000Z" });

    expect(freshCount([open], [older])).toBe(0);
  });
});
