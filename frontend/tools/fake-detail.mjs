// One queue in depth: rules, probes, history and dead jobs of the fake data.
import { ERRORS, iso, MINUTE, noise } from "./fake-data.mjs";

export const POLICY = {
  min_volume: 20,
  failure_ratio: 0.5,
  streak: 8,
  distinct_jobs: 5,
  min_span_ms: 2000,
  max_age_ms: 60_000,
  base_open_ms: 2000,
  multiplier: 2,
  max_open_ms: 60_000,
  jitter: 0.2,
  stable_after_ms: 60_000,
  probe_jobs: 1,
  probe_need: 3,
  probe_timeout_ms: 60_000,
  ramp_step_ms: 5000,
  ramp_start: 0.1,
};

export function detailOf(queue, now) {
  const tripped = queue.breaker.cause !== null && queue.breaker.phase !== "ramping";
  const rule = (name, value, limit) => ({
    name,
    value,
    limit,
    holds: value >= limit,
    frozen: tripped,
  });
  const ratio = queue.window.total === 0 ? 0 : queue.window.failed / queue.window.total;
  const probe = (ago, error) => ({ at: iso(now - ago), ok: error === null, jobs: 1, error });
  return {
    ...queue,
    policy: POLICY,
    rules: tripped
      ? [
          rule("failure_ratio", 1, 0.5),
          rule("outcomes", 20, 20),
          rule("distinct_jobs", 19, 5),
          rule("span", 8400, 2000),
          rule("streak", 20, 8),
        ]
      : [
          rule("failure_ratio", ratio, 0.5),
          rule("outcomes", queue.window.total, 20),
          rule("distinct_jobs", ratio > 0 ? 3 : 0, 5),
          rule("span", 3100, 2000),
          rule("streak", 0, 8),
        ],
    recent_probes:
      queue.breaker.phase === "open" || queue.breaker.phase === "probing"
        ? [
            probe(48_000, "SmtpTimeout: no response in 10000 ms"),
            probe(120_000, "SmtpTimeout: no response in 10000 ms"),
            probe(192_000, "ECONNRESET smtp.example.com:587"),
          ]
        : [],
    worker_list: Array.from({ length: Math.min(queue.workers ?? 0, 3) }, (_, i) => ({
      name: `worker-${i + 1}`,
      attempts: i,
      capacity: queue.engine === "embedded" ? 4 : null,
      heard_at: queue.engine === "embedded" ? iso(now - i * 9000) : null,
      load: queue.engine === "embedded" ? 0.4 + i : null,
    })),
    errors:
      queue.window.failed === 0
        ? []
        : ERRORS.map((it, i) => ({ ...it, count: 84 - i * 53, last_at: iso(now - i * 40_000) })),
    notes:
      queue.engine === "events"
        ? ["This engine gives no error text for attempts that failed."]
        : [],
  };
}

export function historyOf(queue, minutes, now) {
  const step = 5000;
  const from = Math.floor((now - minutes * MINUTE) / step) * step;
  const random = noise(queue.name.length * 31);
  const { phase } = queue.breaker;
  const openedAt = Date.parse(queue.breaker.opened_at ?? iso(now));
  const tripped = phase !== "closed" && queue.breaker.lock === "none";
  const rate = queue.rates.in_per_s ?? 0;
  const buckets = [];
  for (let t = from; t < now; t += step) {
    const inside = tripped && t >= openedAt;
    const failing = tripped && t >= openedAt - 10_000 && t < openedAt;
    const probing = inside && Math.floor((t - openedAt) / step) % 13 === 12;
    const arriving = Math.round(rate * 5 * (0.9 + random() * 0.2));
    buckets.push({
      t: iso(t),
      in: arriving,
      done: inside
        ? phase === "ramping"
          ? Math.round(rate * 2)
          : 0
        : failing
          ? 1
          : Math.round(arriving * (0.95 + random() * 0.06)),
      failed: inside
        ? probing
          ? 1
          : 0
        : failing
          ? arriving
          : Math.round(arriving * 0.02 * random() * 2),
      waiting: inside ? Math.round(((t - openedAt) / 1000) * rate) : 12,
      oldest_ms: inside ? t - openedAt : 800,
    });
  }
  const intervals = [];
  for (let t = openedAt; tripped && phase !== "ramping" && t < now; t += 65_000) {
    const end = t + 60_000;
    intervals.push({ from: iso(t), to: end > now ? null : iso(end), phase: "open" });
    if (end < now)
      intervals.push({
        from: iso(end),
        to: end + 5000 > now ? null : iso(end + 5000),
        phase: "probing",
      });
  }
  if (phase === "ramping") intervals.push({ from: iso(openedAt), to: null, phase: "ramping" });
  return { bucket_ms: step, from: iso(from), to: iso(now), buckets, intervals };
}

const REDRIVES = [
  { kind: "exact", reason: null },
  {
    kind: "rebuilt",
    reason:
      "Made from its arguments, because its message was not seen in time: callbacks, chains, chords, priority and time limits are missing.",
  },
  {
    kind: "not_possible",
    reason:
      "Its message was not seen in time, and neither its worker nor a result backend told its arguments.",
  },
];

/** Jobs that wait or run. */
function liveJobs(queue, state) {
  const now = Date.now();
  const when = state === "running" ? { started_at: iso(now - 4200) } : { eta: iso(now + 90_000) };
  return Array.from({ length: Math.min(queue.counts[state] ?? 0, 300) }, (_, i) => ({
    id: `77c0-${1000 + i}`,
    state,
    native_state: state,
    attempts: state === "retrying" ? 1 : 0,
    enqueued_at: iso(now - i * 1000),
    error: null,
    body: JSON.stringify({ to: `jo${i}@example.com`, template: "receipt", authorization: "***" }),
    properties: {
      task: "mail.send",
      ...(state === "waiting" ? {} : { ...when, worker: `worker-${1 + (i % 3)}` }),
    },
    redrive: REDRIVES[0],
  }));
}

export const jobsOf = (queue, state) =>
  state === "dead" ? deadJobs(queue) : liveJobs(queue, state);

function deadJobs(queue) {
  return Array.from({ length: Math.min(queue.counts.dead ?? 0, 120) }, (_, i) => ({
    id: `81a2-${1000 + i}`,
    state: "dead",
    native_state: "DLQ",
    attempts: 5,
    enqueued_at: iso(Date.now() - i * 73_000),
    error: ERRORS[i % 2].error,
    body: JSON.stringify({ to: "jo***@example.com", template: "receipt", authorization: "***" }),
    properties: { tenant: "north", trace: `t-${i}` },
    redrive: REDRIVES[i % 3],
  }));
}
