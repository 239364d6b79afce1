// What producer and worker share: where the broker is, and when a job fails.
import { createHash } from 'node:crypto';
import fs from 'node:fs';

export const options = {
  host: process.env.HOST ?? '127.0.0.1',
  port: Number(process.env.PORT ?? 61616),
  queue: process.env.QUEUE ?? 'jobs',
  username: process.env.USERNAME ?? 'peer',
  password: process.env.PASSWORD ?? '',
  credit: Number(process.env.CREDIT ?? 1),
  log: process.env.LOG,
  report: process.env.REPORT,
  outageFile: process.env.OUTAGE_FILE,
  failPercent: Number(process.env.FAIL_PERCENT ?? 0),
  flapMs: Number(process.env.FLAP_MS ?? 0),
};

/** How a connection to the broker is asked for. */
export function connection(reconnect) {
  const { host, port, username, password } = options;
  return { host, port, username, password, reconnect };
}

/** A number from 0 to 99 that is the same for the same attempt of the same job, in every language. */
export function draw(id, attempt) {
  return createHash('sha256').update(`${id}#${attempt}`).digest().readUInt32BE(0) % 100;
}

/** Why this attempt fails; null when it succeeds. */
export function failure(job, id, attempt) {
  const { outageFile, failPercent, flapMs } = options;
  if (outageFile && fs.existsSync(outageFile)) return 'the dependency is down';
  if (flapMs > 0 && Math.floor(Date.now() / flapMs) % 2 === 1) return 'the dependency flaps';
  if (draw(id, attempt) < failPercent) return 'the dependency fails now and then';
  if (job.fail === true) return job.error ?? 'this job always fails';
  if (typeof job.fail === 'number' && attempt <= job.fail) return job.error ?? 'this job fails at first';
  return null;
}

/** One line per event: S started, F failed, C completed. */
export function note(event, id, attempt) {
  if (options.log) fs.appendFileSync(options.log, `${event} ${Date.now()} ${id} ${attempt}\n`);
}
