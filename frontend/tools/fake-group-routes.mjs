// The definitions of breaker groups. Queues do not join or leave by them: the rows stay as they are.
import { Refused } from "./fake-refused.mjs";
import { note, queues } from "./fake-state.mjs";

const groups = new Map([
  ["stripe", ["embedded/stripe.charges", "orders/stripe.payouts", "orders/stripe-refunds-*"]],
]);

const groupOf = (name) => ({
  name,
  breaker: `groups/${name}`,
  queues: groups.get(name),
  source: "api",
  members: queues.filter((it) => it.group === name).map((it) => it.id),
});

function checked(patterns) {
  const wrong = patterns.find((it) => !/^[^/]+\/.+$/.test(it));
  if (wrong === undefined) return patterns;
  const message = `cannot be used: '${wrong}' of the group is not like engine/queue or engine/*`;
  throw new Refused(400, "invalid_request", `queues ${message}.`, {
    fields: [{ field: "queues", message }],
  });
}

function remove(name) {
  groups.delete(name);
  queues.splice(
    queues.findIndex((it) => it.id === `groups/${name}`),
    1,
  );
  for (const queue of queues) if (queue.group === name) queue.group = null;
}

export function groupRoute(method, [, name], query, who, body) {
  if (method !== "GET" && who.role !== "admin")
    throw new Refused(403, "forbidden", "Groups are for admins");
  if (method !== "PUT" && !groups.has(name))
    throw new Refused(404, "group_not_found", `There is no group ${name}.`);
  if (method === "GET") return groupOf(name);
  const before = groups.get(name)?.join(", ") ?? "none";
  if (method === "PUT") groups.set(name, checked(body.queues));
  else remove(name);
  note({
    actor: who.actor,
    action: "group_changed",
    target: `groups/${name}`,
    reason: body.reason ?? query.get("reason"),
    detail: `queues ${before} -> ${groups.get(name)?.join(", ") ?? "none"}`,
  });
  return method === "PUT" ? groupOf(name) : { success: true, message: "Deleted." };
}
