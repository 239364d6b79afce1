// Works jobs over AMQP 1.0 and fails on demand: node worker.mjs
// Environment: QUEUE HOST PORT USERNAME PASSWORD, CREDIT (jobs in hand, 1), LOG (file),
// OUTAGE_FILE (every job fails while it exists), FAIL_PERCENT (the same attempts each time),
// FLAP_MS (up and down in turns of this length), REPORT (address for error texts).
import rhea from 'rhea';
import { connection, failure, note, options } from './options.mjs';

const link = rhea.connect(connection(true));
const reporter = options.report ? link.open_sender(options.report) : null;
const receiver = link.open_receiver({
  source: { address: options.queue, capabilities: ['queue'] },
  credit_window: 0, // credit is given by hand: one for each job that ended
  autoaccept: false,
  autosettle: true,
});

function text(body) {
  if (typeof body === 'string') return body;
  return String(body?.content ?? body ?? '');
}

function parse(body) {
  try {
    return JSON.parse(text(body));
  } catch {
    return { fail: true, error: 'the body is not JSON' };
  }
}

function end(job, id, attempt, delivery) {
  const error = failure(job, id, attempt);
  if (error === null) {
    note('C', id, attempt);
    delivery.accept();
  } else {
    note('F', id, attempt);
    delivery.modified({ delivery_failed: true, undeliverable_here: false });
    const report = { queue: options.queue, id, attempt, error, error_class: 'PeerFailure' };
    reporter?.send({ durable: false, body: JSON.stringify(report) });
  }
  receiver.add_credit(1);
}

receiver.on('receiver_open', () => receiver.add_credit(options.credit));
receiver.on('message', ({ message, delivery }) => {
  const job = parse(message.body);
  const id = String(message.message_id ?? job.id ?? 'none');
  const attempt = (message.delivery_count ?? 0) + 1;
  note('S', id, attempt);
  setTimeout(() => end(job, id, attempt, delivery), job.ms ?? 0);
});

link.on('connection_error', ({ connection: c }) => console.error('connection:', c.error?.description));
link.on('receiver_error', ({ receiver: r }) => console.error('receiver:', r.error?.description));
link.on('disconnected', ({ error }) => error && console.error('disconnected:', error.message));
process.on('SIGTERM', () => {
  link.close();
  setTimeout(() => process.exit(0), 200);
});
