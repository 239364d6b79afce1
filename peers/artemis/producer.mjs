// Sends jobs over AMQP 1.0: node producer.mjs COUNT '{"ms":20,"fail":1}'
// Environment: QUEUE HOST PORT USERNAME PASSWORD, RATE (jobs per second; all at once without),
// PREFIX (of the job ids), DELAY_MS, TTL_MS, PRIORITY.
import rhea from 'rhea';
import { connection, options } from './options.mjs';

const count = Number(process.argv[2] ?? 1);
const job = JSON.parse(process.argv[3] ?? '{"ms":20}');
const prefix = process.env.PREFIX ?? `job-${process.pid}-${Date.now().toString(36)}`;
const pauseMs = process.env.RATE ? 1000 / Number(process.env.RATE) : 0;

let sent = 0;
let settled = 0;
let refused = 0;

const link = rhea.connect(connection(false));
const sender = link.open_sender({ target: { address: options.queue, capabilities: ['queue'] } });

function message() {
  const id = `${prefix}-${sent}`;
  const result = { message_id: id, durable: true, body: JSON.stringify({ id, ...job }) };
  const { DELAY_MS, TTL_MS, PRIORITY } = process.env;
  if (DELAY_MS) {
    result.message_annotations = { 'x-opt-delivery-delay': rhea.types.wrap_long(Number(DELAY_MS)) };
  }
  if (TTL_MS) result.ttl = Number(TTL_MS);
  if (PRIORITY) result.priority = Number(PRIORITY);
  return result;
}

function sendOne() {
  sender.send(message());
  sent += 1;
}

function sendAll() {
  while (sent < count && sender.sendable()) sendOne();
}

if (pauseMs > 0) {
  sender.once('sendable', () => {
    const timer = setInterval(() => {
      if (sent < count && sender.sendable()) sendOne();
      if (sent >= count) clearInterval(timer);
    }, pauseMs);
  });
} else {
  sender.on('sendable', sendAll);
}

sender.on('rejected', ({ delivery }) => {
  refused += 1;
  console.error('refused:', delivery.remote_state?.error?.description ?? 'no reason given');
});
sender.on('settled', () => {
  settled += 1;
  if (settled === count) {
    console.log(`sent ${settled - refused} refused ${refused}`);
    link.close();
  }
});
for (const source of ['connection_error', 'sender_error', 'disconnected']) {
  link.on(source, (context) => {
    const error = context.connection?.error ?? context.sender?.error ?? context.error;
    if (!error) return;
    console.error(`${source}: ${error.description ?? error.message}`);
    process.exitCode = 1;
  });
}
