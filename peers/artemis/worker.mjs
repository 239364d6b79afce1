// AMQP 1.0 workers that fail on demand: node worker.mjs
//
// QUEUE HOST PORT USERNAME PASSWORD   where to take jobs from
// WORKERS=1      connections, each a worker of its own
// CREDIT=1       jobs each holds at most
// LOG            file that gets a line per event: S start, F failure, C completion: "S 1700000000000 id attempt"
// OUTAGE_FILE    while this file exists the dependency is down
// FAIL_RATIO=1   part of the runs that fail meanwhile, chosen by job and attempt
// FLAP_MS=0      above 0: meanwhile down and up in turns of this length
// OUTAGE_MS=0    how long a call that fails meanwhile takes, like a time-out
// CAPACITY=0     above 0: after an outage the dependency takes this many calls a second; others fail
// REPORT         address for error reports, e.g. recloser.outcomes
// A job is JSON: {"id": "...", "ms": 20, "fail": 2}; fail: true = always, 2 = the first two attempts
import { appendFileSync, statSync } from "node:fs";
import rhea from "rhea";

const env = process.env;
const queue = env.QUEUE ?? "jobs";
const credit = Number(env.CREDIT ?? 1);
const failRatio = Number(env.FAIL_RATIO ?? 1);
const flapMs = Number(env.FLAP_MS ?? 0);
const outageMs = Number(env.OUTAGE_MS ?? 0);
const capacity = Number(env.CAPACITY ?? 0);
let wasDown = false;
const taken = []; // when the latest calls were taken

function log(kind, id, attempt) {
  if (env.LOG) appendFileSync(env.LOG, `${kind} ${Date.now()} ${id} ${attempt}\n`);
}

function outageSince() {
  try {
    return env.OUTAGE_FILE ? statSync(env.OUTAGE_FILE).mtimeMs : null;
  } catch {
    return null; // the file is not there: the dependency is up
  }
}

/** The same number between 0 and 1 for the same text, in every run. */
function draw(text) {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 2246822519);
  return ((hash ^ (hash >>> 13)) >>> 0) / 4294967296;
}

/** Whether a dependency that came back weak has no room for one call more. */
function isFull() {
  if (!wasDown || capacity === 0) return false;
  const now = Date.now();
  while (taken.length > 0 && taken[0] <= now - 1000) taken.shift();
  if (taken.length >= capacity) return true;
  taken.push(now);
  return false;
}

function dependencyFails(id, attempt) {
  const since = outageSince();
  if (since === null) return isFull();
  wasDown = true;
  if (flapMs > 0 && Math.floor((Date.now() - since) / flapMs) % 2 === 1) return false;
  return draw(`${id}#${attempt}`) < failRatio;
}

function parsed(body) {
  const text = typeof body === "string" ? body : String(body?.content ?? body ?? "");
  try {
    return JSON.parse(text);
  } catch {
    return { fail: true, error: "the body is not JSON" };
  }
}

function startWorker() {
  const connection = rhea.connect({
    host: env.HOST ?? "127.0.0.1",
    port: Number(env.PORT ?? 5672),
    username: env.USERNAME ?? "worker",
    password: env.PASSWORD ?? "",
    reconnect: true,
    initial_reconnect_delay: 100,
    max_reconnect_delay: 1000,
  });
  const reporter = env.REPORT ? connection.open_sender(env.REPORT) : null;
  const receiver = connection.open_receiver({
    source: { address: queue, capabilities: ["queue"] },
    credit_window: 0,
    autoaccept: false,
  });
  receiver.on("receiver_open", () => receiver.add_credit(credit));
  receiver.on("message", ({ message, delivery }) => {
    const job = parsed(message.body);
    const attempt = (message.delivery_count ?? 0) + 1;
    const id = message.message_id ?? job.id ?? "none";
    log("S", id, attempt);
    const isSlow = outageMs > 0 && outageSince() !== null;
    setTimeout(() => {
      const down = isSlow || dependencyFails(id, attempt);
      const planned = job.fail === true || (typeof job.fail === "number" && attempt <= job.fail);
      if (down || planned) {
        const error = down ? "dependency is down" : (job.error ?? "failed on demand");
        log("F", id, attempt);
        reporter?.send({ body: JSON.stringify({ queue, id, attempt, error_class: "PeerError", error }) });
        delivery.modified({ delivery_failed: true, undeliverable_here: false });
      } else {
        log("C", id, attempt);
        delivery.accept();
      }
      receiver.add_credit(1);
    }, isSlow ? outageMs : (job.ms ?? 0));
  });
  connection.on("connection_error", ({ connection: failed }) => console.error("connection:", failed.error?.description));
  connection.on("receiver_error", ({ receiver: failed }) => console.error("receiver:", failed.error?.description));
  connection.on("disconnected", ({ error }) => error && console.error("disconnected:", error.message));
  return connection;
}

const connections = Array.from({ length: Number(env.WORKERS ?? 1) }, startWorker);
process.on("SIGTERM", () => {
  for (const connection of connections) connection.close();
  setTimeout(() => process.exit(0), 200);
});
