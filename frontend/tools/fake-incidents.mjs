// Outages of the fake data: three that last, one that was only watched, and some that are over.
import { ERRORS, iso } from "./fake-data.mjs";
import { Refused } from "./fake-refused.mjs";
import { started } from "./fake-state.mjs";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function incident(engine, queue, number, ago, lasted, more = {}) {
  const from = started - ago;
  const over = lasted !== null;
  const to = from + (lasted ?? 0);
  const event = (at, what, detail = null, actor = "recloser") => ({
    at: iso(at),
    what,
    actor,
    detail,
  });
  const held = more.held ?? 18402;
  return {
    id: `${engine}/${queue}#${number}`,
    queue,
    engine,
    observed: false,
    opened_at: iso(from),
    closed_at: over ? iso(to) : null,
    state: over ? "closed" : "open",
    cause: {
      rule: "rate",
      text: "20 of 20 attempts failed in 8.4 s, most with SmtpTimeout.",
      failed: 20,
      total: 20,
      top_errors: ERRORS.map((it, i) => ({ ...it, last_at: iso(from - i * 2000) })),
    },
    held,
    held_ms: lasted ?? ago,
    reopened: over ? 2 : 0,
    probes: 6,
    probes_failed: over ? 4 : 6,
    attempts_spared: Math.round(held * 4.7),
    deaths_spared: over ? Math.round(held * 0.87) : null,
    estimate: true,
    method: `12.4 attempts per second before the opening x ${Math.round((lasted ?? ago) / 1000)} s held, less 6 attempts spent on probes.`,
    recovery_ms: over ? 58_000 : null,
    timeline: [
      event(from, "opened", "20 of 20 attempts failed in 8.4 s, most with SmtpTimeout"),
      event(from + 900, "pause_confirmed", "6 jobs were still running"),
      event(
        from + 4000,
        "probe_failed",
        "SmtpTimeout: no response in 10000 ms; 3 more probe rounds",
      ),
      event(from + 200_000, "held_open", "Same relay, INC-4391", "ops"),
      ...(over
        ? [
            event(to - 58_000, "probing", "3 of 3 probe jobs succeeded"),
            event(to - 49_000, "ramping", "from 1.2/s, doubled each 5 s"),
            event(to, "closed", "back at 80% of the usual rate after 58 s"),
          ]
        : []),
    ],
    ...more,
  };
}

const past = Array.from({ length: 64 }, (_, i) =>
  incident(
    i % 3 === 0 ? "embedded" : "orders",
    ["mail", "billing.capture", "orders.fulfil"][i % 3],
    70 - i,
    (26 + i * 17) * HOUR,
    (2 + ((i * 7) % 31)) * MINUTE + 11_000,
    {
      held: 900 + ((i * 1731) % 21_000),
      ...(i === 4 ? { deaths_spared: null, attempts_spared: null, held: null } : {}),
      ...(i === 6
        ? {
            cause: null,
            probes: 0,
            probes_failed: 0,
            recovery_ms: null,
            method: "Held by a person: nothing is estimated.",
          }
        : {}),
    },
  ),
);

const all = [
  incident("orders", "billing.capture", 72, 250_000, null, {
    state: "ramping",
    held: 3120,
    probes_failed: 3,
  }),
  incident("embedded", "billing.refund", 71, 542_000, null, { state: "probing", held: 604 }),
  incident("embedded", "mail", 71, 684_000, null),
  incident("orders", "newsletter", 1, 76 * HOUR, null, {
    cause: null,
    held: 6212,
    probes: 0,
    probes_failed: 0,
    attempts_spared: null,
    method: "A person held it open: nothing is estimated.",
    timeline: [
      {
        at: iso(started - 76 * HOUR),
        what: "held_open",
        actor: "ops",
        detail: "Wrong customer list, wait for a new one",
      },
    ],
  }),
  incident("orders", "orders.invoice", 2, 16 * MINUTE, 3 * MINUTE, {
    observed: true,
    held: 120,
    held_ms: 3 * MINUTE,
    probes: 0,
    probes_failed: 0,
    attempts_spared: 210,
    deaths_spared: 12,
    estimate: false,
    recovery_ms: null,
    method: "210 attempts really failed while it would have been held.",
  }),
  ...past,
].sort((a, b) => b.opened_at.localeCompare(a.opened_at));

const markdown = (it) =>
  `# Outage of ${it.queue}\n\n${it.cause?.text ?? "Held open by a person."}\n\n| | |\n|---|---|\n| Opened | ${it.opened_at} |\n| Jobs held | ${it.held ?? "-"} |\n| Attempts spared | about ${it.attempts_spared ?? "-"} |\n\n${it.method}\n`;

export function incidentRoute([, id], query) {
  if (process.env.SCENARIO === "calm") return { items: [], next_cursor: null };
  if (id !== undefined) {
    const found = all.find((it) => it.id === id);
    if (found === undefined) throw new Refused(404, "incident_not_found", `There is no ${id}`);
    return query.get("format") === "markdown" ? markdown(found) : found;
  }
  const queue = query.get("queue");
  const items = all.filter((it) => queue === null || `${it.engine}/${it.queue}` === queue);
  const limit = Number(query.get("limit") ?? 50);
  const from = Number(query.get("cursor") ?? 0);
  return {
    items: items.slice(from, from + limit),
    next_cursor: from + limit < items.length ? String(from + limit) : null,
  };
}
