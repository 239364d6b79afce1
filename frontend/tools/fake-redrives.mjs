// Redrives of the fake data: each sends at its rate; how far it is follows from the time.
import { randomUUID } from "node:crypto";
import { iso } from "./fake-data.mjs";
import { jobsOf } from "./fake-detail.mjs";
import { Refused } from "./fake-refused.mjs";
import { note, queues } from "./fake-state.mjs";

const MAX_RATE = 200;
const redrives = [];
const isActive = (it) => it.state === "running" || it.state === "waiting";

function checkedRate({ rate_per_s: rate = 10 }) {
  if (Number.isInteger(rate) && rate >= 1 && rate <= MAX_RATE) return rate;
  const message = `must be a whole number from 1 to ${MAX_RATE}`;
  throw new Refused(400, "invalid_request", `rate_per_s ${message}.`, { field: "rate_per_s" });
}

function plan(queue, body, who) {
  const q = body.q?.trim() || null;
  const fits = (it) => q === null || `${it.id} ${it.error}`.toLowerCase().includes(q.toLowerCase());
  const jobs = jobsOf(queue, "dead").filter(fits);
  const lost = jobs.filter((it) => it.redrive.kind === "not_possible");
  return {
    id: randomUUID().slice(0, 8),
    queue: queue.id,
    q,
    state: "dry_run",
    reason: null,
    cut_off: iso(Date.now()),
    eligible: jobs.length - lost.length,
    skipped: lost.length === 0 ? [] : [{ reason: lost[0].redrive.reason, count: lost.length }],
    sent: 0,
    succeeded: null,
    failed_again: null,
    running: null,
    left: jobs.length - lost.length,
    rate_per_s: checkedRate(body),
    actor: who.actor,
    started_at: null,
    ended_at: null,
  };
}

function moveOn(it) {
  if (!isActive(it)) return;
  const queue = queues.find(({ id }) => id === it.queue);
  const open = queue.breaker.phase === "open" || queue.breaker.phase === "probing";
  const now = Date.now();
  const may = open ? 0 : Math.floor(((now - it.at) / 1000) * it.rate_per_s);
  const more = Math.min(it.left, may);
  if (open || more > 0) it.at = now;
  it.sent += more;
  it.left -= more;
  queue.counts.dead = Math.max(0, queue.counts.dead - more);
  const done = it.left === 0;
  it.state = done ? "done" : open ? "waiting" : "running";
  it.reason = open && !done ? "The breaker of this queue is open." : null;
  if (done) it.ended_at = iso(now);
  if (queue.engine === "events") return; // this engine cannot tell
  it.running = done ? 0 : Math.min(it.sent, 5);
  it.failed_again = Math.floor((it.sent - it.running) * 0.03);
  it.succeeded = it.sent - it.running - it.failed_again;
}

function begin(body, who) {
  const queue = queues.find((it) => it.engine === body.engine && it.name === body.queue);
  if (queue === undefined)
    throw new Refused(404, "queue_not_found", `There is no queue ${body.engine}/${body.queue}`);
  const made = plan(queue, body, who);
  if (body.dry_run) return made;
  if (redrives.some((it) => it.queue === queue.id && isActive(it)))
    throw new Refused(409, "redrive_running", "A redrive of this queue is under way.");
  if (made.eligible === 0)
    throw new Refused(409, "nothing_to_redrive", "No dead job of this queue fits.");
  redrives.unshift(made);
  Object.assign(made, { state: "running", started_at: made.cut_off, at: Date.now() });
  note({ actor: who.actor, action: "redrive_started", target: queue.id, detail: made.id });
  moveOn(made);
  return made;
}

function stop(it, who) {
  if (!isActive(it)) return it;
  const reason = `Stopped by ${who.actor}.`;
  Object.assign(it, { state: "stopped", reason, ended_at: iso(Date.now()) });
  note({ actor: who.actor, action: "redrive_stopped", target: it.queue, detail: it.id });
  return it;
}

const shown = ({ at: _, ...it }) => it;

export function redriveRoute(method, [, id], query, who, body) {
  if (method === "POST" && who.role === "viewer")
    throw new Refused(403, "forbidden", "Your role viewer may not do this");
  for (const it of redrives) moveOn(it);
  if (id === undefined && method === "POST") return shown(begin(body, who));
  if (id === undefined) {
    const mine = redrives.filter((it) => it.queue === query.get("queue"));
    return { items: mine.slice(0, 20).map(shown), next_cursor: null };
  }
  const found = redrives.find((it) => it.id === id);
  if (found === undefined) throw new Refused(404, "redrive_not_found", `There is no redrive ${id}`);
  return shown(method === "POST" ? stop(found, who) : found);
}
