// Lively fake data for tools/fake-server.mjs: every display state of a breaker on three engines.

import { GROUP_SPECS } from "./fake-groups.mjs";

const SECOND = 1000;
export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** name, engine, phase, and what differs from a healthy queue */
const SPECS = [
  [
    "mail",
    "embedded",
    {
      phase: "open",
      waiting: 18402,
      with_workers: 3,
      dead: 3,
      retrying: 41,
      oldest: 682 * SECOND,
      in: 27.1,
      out: 0,
      ratio: 1,
      since: 684 * SECOND,
      workers: 12,
      trips: 1,
    },
  ],
  ...GROUP_SPECS,
  [
    "billing.refund",
    "embedded",
    {
      phase: "probing",
      waiting: 604,
      dead: 1,
      retrying: 12,
      oldest: 541 * SECOND,
      in: 1.1,
      out: 0.1,
      ratio: 0.85,
      since: 542 * SECOND,
      workers: 4,
      trips: 2,
    },
  ],
  [
    "billing.capture",
    "orders",
    {
      phase: "ramping",
      waiting: 3120,
      running: 9,
      dead: 41,
      retrying: 88,
      oldest: 250 * SECOND,
      in: 12.2,
      out: 4.8,
      ratio: 0.02,
      since: 22 * SECOND,
      workers: 8,
      trips: 1,
    },
  ],
  [
    "newsletter",
    "orders",
    {
      lock: "forced_open",
      waiting: 6212,
      oldest: 3 * DAY + 4 * HOUR,
      in: 0,
      out: 0,
      ratio: 0,
      since: 3 * DAY + 4 * HOUR,
      workers: 8,
      actor: "ops",
      reason: "Wrong customer list, wait for a new one",
    },
  ],
  [
    "crm.sync",
    "embedded",
    {
      lock: "forced_closed",
      waiting: 212,
      running: 6,
      dead: 17,
      retrying: 140,
      oldest: 38 * SECOND,
      in: 6.4,
      out: 5.9,
      ratio: 0.38,
      since: 48 * MINUTE,
      workers: 6,
      actor: "ops",
      reason: "Errors are validation",
      until: 2 * HOUR,
    },
  ],
  [
    "exports.csv",
    "orders",
    {
      external: true,
      waiting: 77,
      scheduled: 4,
      oldest: 88 * MINUTE,
      in: 0.1,
      out: 0,
      ratio: 0,
      since: 19 * DAY,
      workers: 2,
    },
  ],
  [
    "webhooks.outbound",
    "embedded",
    {
      waiting: 1290,
      running: 48,
      scheduled: 2204,
      retrying: 611,
      dead: 612,
      oldest: 21 * SECOND,
      in: 61.2,
      out: 60.4,
      ratio: 0.31,
      workers: 16,
      withheld: {
        kind: "type_suspect",
        name: "newsletter.send",
        text: "24 of 26 failures are of job type newsletter.send, other types succeed",
        ignore_rule: "type:^newsletter\\.send$",
      },
    },
  ],
  [
    "media.thumbnails",
    "orders",
    { waiting: 1204, oldest: 364 * SECOND, in: 3.3, out: 0, ratio: 0, workers: 0, total: 3 },
  ],
  [
    "orders.invoice",
    "orders",
    {
      mode: "observe",
      waiting: 92,
      running: 6,
      retrying: 210,
      dead: 1046,
      oldest: 12 * SECOND,
      in: 8.8,
      out: 8.7,
      ratio: 0.2,
      since: 18 * MINUTE,
      watchUntil: 42 * MINUTE,
      workers: 6,
    },
  ],
  [
    "orders.fulfil",
    "orders",
    {
      waiting: 14,
      running: 11,
      scheduled: 320,
      retrying: 2,
      oldest: 1.2 * SECOND,
      in: 14.6,
      out: 14.6,
      ratio: 0.01,
      workers: 10,
      withheld: {
        kind: "worker_suspect",
        name: "worker-3",
        text: "11 of 11 failures come from worker-3, other workers succeed",
        ignore_rule: null,
      },
    },
  ],
  [
    "search.index",
    "embedded",
    {
      waiting: 58,
      running: 32,
      retrying: 4,
      oldest: 0.9 * SECOND,
      in: 143,
      out: 143,
      ratio: 0,
      workers: 8,
    },
  ],
  [
    "reports/nightly",
    "embedded",
    {
      protected: "Not protected: the engine reports no outcomes",
      waiting: 0,
      scheduled: 5634,
      oldest: null,
      in: 0,
      out: 0,
      ratio: 0,
      workers: 2,
      total: 0,
    },
  ],
  [
    "events.ingest",
    "events",
    {
      protected: "Not protected: the account on this broker may not pause queues",
      waiting: 420,
      running: 64,
      scheduled: null,
      retrying: null,
      oldest: null,
      in: 88,
      out: 87.6,
      ratio: 0,
      workers: 6,
    },
  ],
];

export const ERRORS = [
  { error: "SmtpTimeout: no response from smtp.example.com in 10000 ms", count: 18 },
  { error: "ECONNRESET smtp.example.com:587", count: 2 },
];

export const iso = (at) => new Date(at).toISOString();

function causeOf(spec, since) {
  if (!["open", "probing", "ramping"].includes(spec.phase)) return null;
  return {
    rule: "rate",
    failed: 20,
    total: 20,
    span_ms: 8400,
    distinct_jobs: 19,
    top_errors: ERRORS,
    text: "20 of 20 attempts failed in 8.4 s, most with SmtpTimeout.",
    at: iso(since),
  };
}

function breakerOf(spec, now) {
  const since = now - (spec.since ?? 2 * DAY);
  const phase = spec.lock === "forced_open" ? "open" : (spec.phase ?? "closed");
  return {
    state: phase === "open" || phase === "probing" ? "open" : "closed",
    phase,
    lock: spec.lock ?? "none",
    mode: spec.mode ?? "active",
    mode_until: spec.watchUntil === undefined ? null : iso(now + spec.watchUntil),
    main_open: false,
    since: iso(since),
    reason: spec.reason ?? null,
    actor: spec.actor ?? "recloser",
    until: spec.until === undefined ? null : iso(now + spec.until),
    opened_at: phase === "closed" ? null : iso(since),
    closed_at: phase === "closed" ? iso(since) : null,
    cause: causeOf(spec, since),
    next_probe_at: phase === "open" && spec.lock === undefined ? iso(now + 12 * SECOND) : null,
    open_for_ms: phase === "open" ? 60_000 : null,
    trip_count: spec.trips ?? 0,
    ramp_limit: phase === "ramping" ? 4.8 : null,
    ramp_percent: phase === "ramping" ? 40 : null,
    baseline_per_s: spec.in,
    probe:
      phase === "probing"
        ? {
            stage: 1,
            released: 1,
            succeeded: 1,
            failed: 0,
            needed: 3,
            deadline: iso(now + 58 * SECOND),
          }
        : null,
    withheld:
      spec.withheld === undefined
        ? null
        : { ...spec.withheld, since: iso(now - (spec.since ?? 140 * SECOND)) },
    episode: spec.trips ?? 0,
    version: 7,
  };
}

export const noise = (seed) => {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
};

function evidenceOf(spec, random) {
  if (spec.total === 0) return [];
  const length = spec.total ?? 32;
  return Array.from({ length }, (_, i) => {
    const size = 2 + Math.floor(random() * 6);
    const late = i > length * 0.68;
    const share =
      spec.phase === "open" || spec.phase === "probing"
        ? late
          ? 1
          : 0
        : spec.phase === "ramping"
          ? i < 14
            ? 1
            : 0
          : spec.ratio * (0.4 + random() * 1.2);
    const failed = Math.min(size, Math.round(size * share));
    return [size - failed, failed];
  });
}

function seriesOf(spec, random) {
  const points = Array.from({ length: 30 }, (_, i) => i);
  const stopped = (i) =>
    spec.phase === "open" || spec.phase === "probing"
      ? i > 8
      : spec.phase === "ramping"
        ? i > 10 && i < 27
        : spec.workers === 0
          ? i > 18
          : false;
  return {
    step_ms: 30_000,
    in: points.map(() => spec.in * (0.9 + random() * 0.2)),
    done: points.map((i) =>
      spec.out === 0 && spec.in < 1 ? 0 : stopped(i) ? 0 : spec.in * (0.85 + random() * 0.2),
    ),
    failed: points.map(() => spec.in * spec.ratio * random()),
  };
}

export function makeQueues(now) {
  return SPECS.map(([name, engine, spec], index) => {
    const random = noise(index * 97 + 7);
    // A ramp runs behind a pause too: jobs are granted one by one.
    const held = ["open", "probing", "ramping"].includes(spec.phase) || spec.lock === "forced_open";
    const total = spec.total ?? 20;
    return {
      id: `${engine}/${name}`,
      engine,
      name,
      counts: {
        waiting: spec.waiting,
        running: spec.running ?? 0,
        scheduled: spec.scheduled === undefined ? 0 : spec.scheduled,
        retrying: spec.retrying === undefined ? 0 : spec.retrying,
        dead: spec.dead ?? 0,
        completed: 1_204_331,
      },
      oldest_waiting_ms: spec.oldest,
      workers: spec.workers,
      with_workers: spec.with_workers ?? spec.running ?? 0,
      rates: { in_per_s: spec.in, done_per_s: spec.out, failed_per_s: spec.in * spec.ratio },
      stale: false,
      taken_at: iso(now),
      pause: {
        desired: held,
        observed: held || spec.external === true,
        by: held ? "recloser" : spec.external === true ? "external" : null,
        confirmed_at: held ? iso(now - (spec.since ?? 0) + 1000) : null,
      },
      evidence: evidenceOf(spec, random),
      series: seriesOf(spec, random),
      window: { failed: Math.round(total * spec.ratio), total, min_volume: 20, ratio_limit: 0.5 },
      protected: spec.protected ?? null,
      group: spec.group ?? null,
      members: spec.members ?? null,
      breaker: breakerOf(spec, now),
    };
  });
}
