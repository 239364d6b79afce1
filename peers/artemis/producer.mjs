// AMQP 1.0 producer: node producer.mjs COUNT '{"ms":20}'
//
// QUEUE HOST PORT USERNAME PASSWORD   where to send to
// RATE=0     jobs per second; 0 = as fast as the broker takes them
// PREFIX     of the job ids
// DELAY_MS TTL_MS PRIORITY            of each job
import rhea from "rhea";

const env = process.env;
const total = Number(process.argv[2] ?? 1);
const job = JSON.parse(process.argv[3] ?? '{"ms":20}');
const rate = Number(env.RATE ?? 0);
const prefix = env.PREFIX ?? `j${Date.now().toString(36)}`;
const startedAt = Date.now();
const connection = rhea.connect({
  host: env.HOST ?? "127.0.0.1",
  port: Number(env.PORT ?? 5672),
  username: env.USERNAME ?? "producer",
  password: env.PASSWORD ?? "",
  reconnect: false,
});
const sender = connection.open_sender({ target: { address: env.QUEUE ?? "jobs", capabilities: ["queue"] } });
let sent = 0;
let settled = 0;
let refused = 0;

function message(id) {
  const made = { message_id: id, durable: true, body: JSON.stringify({ id, ...job }) };
  if (env.DELAY_MS) made.message_annotations = { "x-opt-delivery-delay": rhea.types.wrap_long(Number(env.DELAY_MS)) };
  if (env.TTL_MS) made.ttl = Number(env.TTL_MS);
  if (env.PRIORITY) made.priority = Number(env.PRIORITY);
  return made;
}

function send() {
  const due = rate === 0 ? total : Math.floor(((Date.now() - startedAt) * rate) / 1000) + 1;
  while (sent < Math.min(total, due) && sender.sendable()) sender.send(message(`${prefix}-${sent++}`));
}

sender.on("sendable", send);
const timer = rate === 0 ? null : setInterval(send, 20);
sender.on("settled", () => {
  settled++;
  if (settled < total) return;
  clearInterval(timer);
  console.log(`sent ${settled - refused} refused ${refused}`);
  connection.close();
});
sender.on("rejected", ({ delivery }) => {
  refused++;
  console.error("refused:", delivery.remote_state?.error?.description);
});
connection.on("connection_error", ({ connection: failed }) => {
  console.error(failed.error?.description);
  process.exitCode = 1;
});
