// What the fake server remembers until it stops.
import { iso, makeQueues } from "./fake-data.mjs";

export const started = Date.now();
export const queues = makeQueues(started);
export const main = {
  state: "closed",
  opened_at: null,
  closed_at: iso(started - 9 * 86_400_000),
  reason: "Mail relay maintenance finished",
  actor: "ops",
  version: 3,
};
export const sessions = new Map();
export const tokens = [
  {
    id: "t1",
    name: "ci-bot",
    role: "operator",
    created_at: iso(started - 30 * 86_400_000),
    last_used_at: iso(started - 60_000),
  },
];
export const demo = [
  {
    id: "mail",
    queue: "embedded/mail",
    mode: "fail",
    since: iso(started - 684_000),
    calls_per_s: 0,
    failed_per_s: 0,
  },
  {
    id: "billing",
    queue: "orders/billing.capture",
    mode: "up",
    since: iso(started - 40_000),
    calls_per_s: 4.8,
    failed_per_s: 0,
  },
];
export const audit = [];
let lastAudit = 0;
export const note = (entry) =>
  audit.unshift({
    id: ++lastAudit,
    at: iso(Date.now()),
    reason: null,
    before: null,
    after: null,
    result: "done",
    detail: null,
    ...entry,
  });
const past = [
  [
    "recloser",
    "opened",
    "embedded/mail",
    "closed",
    "open",
    "20 of 20 attempts failed, SmtpTimeout",
    684,
  ],
  ["ops", "forced_closed", "embedded/crm.sync", "open", "closed", "Errors are validation", 2880],
  [
    "ops",
    "mode_changed",
    "orders/orders.invoice",
    "closed",
    "closed",
    "New queue, first week",
    2460,
  ],
  ["recloser", "probing", "embedded/billing.refund", "open", "probing", "1 job released", 20],
  ["recloser", "ramping", "orders/billing.capture", "probing", "ramping", "3 of 3 probes good", 22],
  ["viewer", "held_open", "orders/orders.fulfil", "closed", "closed", "Looks slow", 300],
  [
    "recloser",
    "foreign_pause",
    "orders/exports.csv",
    "closed",
    "closed",
    "Found paused, not by Recloser",
    5340,
  ],
];
for (const [actor, action, target, before, after, reason, ago] of past.sort(
  (a, b) => b[6] - a[6],
)) {
  note({
    actor,
    action,
    target,
    before,
    after,
    reason,
    result: actor === "viewer" ? "denied" : "done",
  });
  audit[0].at = iso(started - ago * 1000);
}
