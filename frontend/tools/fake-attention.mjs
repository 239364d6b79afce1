// What needs attention in the fake data, worst first.
import { iso } from "./fake-data.mjs";
import { queues, started } from "./fake-state.mjs";

const line = (rule, severity, id, text, detail, ago) => ({
  rule,
  severity,
  engine: id.split("/")[0],
  queue: id.includes("/") ? id : null,
  text,
  detail,
  since: iso(started - ago * 1000),
});
export const attention = (stale) => [
  ...(stale
    ? [
        line(
          "engine_down",
          "red",
          "orders",
          "No answer for 14 s, 7 polls missed.",
          "Last error: timeout after 2 s.",
          9,
        ),
      ]
    : []),
  {
    ...line(
      "correlated",
      "red",
      "embedded",
      "3 queues fail together.",
      "Most failures name smtp.example.com:",
      540,
    ),
    queues: ["embedded/mail", "embedded/billing.refund", "orders/billing.capture"],
  },
  line(
    "open",
    "red",
    "embedded/mail",
    "Open - queue paused.",
    "20 of 20 attempts failed with SmtpTimeout.",
    684,
  ),
  line(
    "no_workers",
    "red",
    "orders/media.thumbnails",
    "No workers.",
    "1,204 jobs waiting and nothing takes them.",
    364,
  ),
  line(
    "probing",
    "amber",
    "embedded/billing.refund",
    "Probing - queue paused.",
    "1 of 3 probe jobs done.",
    542,
  ),
  line(
    "held_without_end",
    "amber",
    "orders/newsletter",
    "Held open without an end time",
    "by ops: Wrong customer list, wait for a new one.",
    273_600,
  ),
  ...queues
    .filter((it) => it.breaker.withheld !== null)
    .map(({ id, breaker }) =>
      line(
        breaker.withheld.kind,
        "amber",
        id,
        `Not opened: only ${breaker.withheld.name} fails.`,
        `${breaker.withheld.text}.`,
        140,
      ),
    ),
  line(
    "observe_would_open",
    "amber",
    "orders/orders.invoice",
    "Would have opened 2 times while it was watched.",
    "Turn the breaker on to protect this queue.",
    1080,
  ),
  line(
    "paused_outside",
    "amber",
    "orders/exports.csv",
    "Paused outside Recloser.",
    "It stays paused until someone resumes it there.",
    5340,
  ),
];
