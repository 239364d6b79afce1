// What the fake server knows and answers.
import { randomUUID } from "node:crypto";
import { attention } from "./fake-attention.mjs";
import { iso } from "./fake-data.mjs";
import { detailOf, historyOf, jobsOf } from "./fake-detail.mjs";
import { ENGINES } from "./fake-engines.mjs";
import { groupRoute } from "./fake-group-routes.mjs";
import { incidentRoute } from "./fake-incidents.mjs";
import { policyRoute } from "./fake-policy.mjs";
import { redriveRoute } from "./fake-redrives.mjs";
import { Refused } from "./fake-refused.mjs";
import { audit, demo, main, note, queues, sessions, started, tokens } from "./fake-state.mjs";

export const state = { scenario: process.env.SCENARIO ?? "live" };

function mainStatus() {
  const held = queues.filter((it) => it.pause.desired).length;
  const open = main.state === "open";
  return {
    state: main.state,
    opened_at: main.opened_at,
    closed_at: main.closed_at,
    metadata: {
      reason: main.reason,
      actor: main.actor,
      source: "manual",
      version: main.version,
      total_queues: queues.length,
      held_queues: open ? queues.length - 1 : held,
      confirmed_queues: open ? queues.length - 1 : held,
      still_running: open ? 9 : 0,
      until: null,
    },
  };
}

function tick(now) {
  for (const queue of queues) {
    const silent = state.scenario === "stale" && queue.engine === "orders";
    if (silent) continue;
    queue.taken_at = iso(now);
    const held = queue.pause.desired || main.state === "open";
    const flow = queue.rates.in_per_s * 0.1;
    if (held) queue.counts.waiting += Math.round(flow * Math.random() * 10);
    if (queue.oldest_waiting_ms !== null && held) queue.oldest_waiting_ms += now - last;
    queue.breaker.main_open = main.state === "open" && queue.engine !== "events";
    const next = Date.parse(queue.breaker.next_probe_at ?? "");
    if (next < now) queue.breaker.next_probe_at = iso(now + 60_000);
  }
  last = now;
}
let last = started;

function engines(now) {
  return ENGINES.map((engine, i) => {
    const down = state.scenario === "stale" && engine.id === "orders";
    return {
      ...engine,
      status: down ? "down" : "up",
      data_age_ms: down ? now - started + 9000 : 200 + i * 350,
      last_ok_at: iso(down ? started - 9000 : now),
      error: down ? "No answer in 2 s" : null,
      next_try_at: down ? iso(now + 4000) : null,
      queues: queues.filter((it) => it.engine === engine.id).length,
      notes: engine.id === "events" ? ["Queues of this engine are shown and not protected."] : [],
    };
  });
}

const roleOf = {
  [process.env.RECLOSER_ADMIN_TOKEN ?? "fake"]: "admin",
  operator: "operator",
  viewer: "viewer",
};
const session = (request) => {
  const token = (request.headers.authorization ?? "").replace(/^Bearer /, "");
  const found =
    sessions.get(token) ?? (roleOf[token] && { actor: roleOf[token], role: roleOf[token] });
  if (found === undefined) throw new Refused(401, "unauthorized", "Sign in first");
  return found;
};
const mayAct = (who) => {
  if (who.role === "viewer")
    throw new Refused(403, "forbidden", "Your role viewer may not do this");
};
const page = (items, query) => {
  const limit = Number(query.get("limit") ?? 50);
  const from = Number(query.get("cursor") ?? 0);
  return {
    items: items.slice(from, from + limit),
    next_cursor: from + limit < items.length ? String(from + limit) : null,
    total: items.length,
  };
};

function toggleMain(state, who, body) {
  const before = main.state;
  const reason = body.reason ?? "No reason provided";
  if (before === state)
    return {
      success: false,
      previous_state: before,
      current_state: before,
      message: `Circuit breaker was already ${state}`,
      timestamp: iso(Date.now()),
    };
  Object.assign(main, {
    state,
    reason,
    actor: who.actor,
    version: main.version + 1,
    [state === "open" ? "opened_at" : "closed_at"]: iso(Date.now()),
  });
  note({
    actor: who.actor,
    action: `main_${state === "open" ? "opened" : "closed"}`,
    target: "main",
    reason,
    before,
    after: state,
  });
  tick(Date.now());
  return {
    success: true,
    previous_state: before,
    current_state: state,
    message: `Circuit breaker ${state === "open" ? "opened" : "closed"}: ${reason}`,
    timestamp: iso(Date.now()),
  };
}

function command(queue, act, who, body) {
  const b = queue.breaker;
  if (body.expected_version !== undefined && body.expected_version !== b.version)
    throw new Refused(409, "version_conflict", "Someone changed it", { breaker: b });
  const before = b.phase;
  const now = iso(Date.now());
  if (act === "open")
    Object.assign(b, {
      lock: "forced_open",
      phase: "open",
      state: "open",
      until: body.until ?? null,
    });
  if (act === "close")
    Object.assign(b, {
      lock: "none",
      phase: "closed",
      state: "closed",
      until: null,
      next_probe_at: null,
      probe: null,
    });
  if (act === "force-close")
    Object.assign(b, {
      lock: "forced_closed",
      phase: "closed",
      state: "closed",
      until: body.until,
    });
  if (act === "probe")
    Object.assign(b, {
      phase: "probing",
      probe: {
        stage: 1,
        released: 1,
        succeeded: 0,
        failed: 0,
        needed: 3,
        deadline: iso(Date.now() + 60_000),
      },
    });
  if (act === "mode") Object.assign(b, { mode: body.mode, mode_until: null });
  Object.assign(b, {
    since: now,
    actor: who.actor,
    reason: body.reason ?? null,
    version: b.version + 1,
  });
  queue.pause = {
    ...queue.pause,
    desired: b.state === "open",
    observed: b.state === "open",
    by: b.state === "open" ? "recloser" : null,
    confirmed_at: now,
  };
  note({
    actor: who.actor,
    action: act === "open" ? "held_open" : act.replace("-", "_"),
    target: queue.id,
    reason: body.reason ?? null,
    before,
    after: b.phase,
  });
  return {
    success: true,
    previous_state: before,
    current_state: b.phase,
    message: `Breaker is ${b.phase} now`,
    timestamp: now,
    breaker: b,
  };
}

function queueRoute(method, [, engine, name, ...rest], query, who, body) {
  const queue = queues.find((it) => it.engine === engine && it.name === name);
  if (queue === undefined)
    throw new Refused(404, "queue_not_found", `There is no queue ${engine}/${name}`);
  const now = Date.now();
  if (rest.length === 0) return detailOf(queue, now);
  if (rest[0] === "history") return historyOf(queue, Number(query.get("minutes") ?? 60), now);
  if (rest[0] === "policy") return policyRoute(method, queue, who, body);
  if (rest[0] === "jobs" && method === "GET")
    return page(jobsOf(queue, query.get("state") ?? "dead"), query);
  mayAct(who);
  if (rest[0] === "jobs") {
    queue.counts.dead -= 1;
    note({
      actor: who.actor,
      action: `job_${rest[2] === "retry" ? "retried" : "removed"}`,
      target: queue.id,
      detail: rest[1],
    });
    return {
      success: true,
      message: `Job ${rest[1]} ${rest[2] === "retry" ? "was sent again" : "was removed"}`,
    };
  }
  return command(queue, rest[1], who, body);
}

export function route(method, path, query, request, body) {
  const parts = path.slice(1).split("/").map(decodeURIComponent);
  if (path === "/auth/sessions") {
    const role = roleOf[body.token];
    if (role === undefined) throw new Refused(401, "unauthorized", "This token is not known");
    const token = randomUUID();
    sessions.set(token, {
      actor: role === "admin" ? "ops" : body.token,
      role,
      expires_at: iso(Date.now() + 43_200_000),
    });
    return { token, ...sessions.get(token) };
  }
  if (path === "/fake" && method === "POST") {
    if (body.scenario !== undefined) state.scenario = body.scenario;
    if (body.expire) sessions.clear();
    return {};
  }
  const who = session(request);
  if (state.scenario === "error" && path === "/snapshot")
    throw new Refused(
      503,
      "engine_unavailable",
      "No engine has answered since the server started",
      { request_id: "01JD8K2M7Q" },
    );
  if (path === "/auth/me")
    return { ...who, environment: "Production", version: "0.1.0-fake", demo: true };
  if (path === "/auth/sessions/current") return {};
  if (parts[0] === "tokens") return tokenRoute(method, parts, body, who);
  if (path === "/queue/circuit-breaker-status") return mainStatus();
  if (parts[0] === "queue" && method === "POST") {
    mayAct(who);
    return toggleMain(parts[1].startsWith("open") ? "open" : "closed", who, body);
  }
  if (path === "/queue/management")
    return {
      circuit_breaker: mainStatus(),
      job_counts: queues[0].counts,
      timestamp: iso(Date.now()),
    };
  if (path === "/snapshot") return snapshot();
  if (parts[0] === "queues") return queueRoute(method, parts, query, who, body);
  if (parts[0] === "groups") return groupRoute(method, parts, query, who, body);
  if (parts[0] === "redrives") return redriveRoute(method, parts, query, who, body);
  if (parts[0] === "incidents") return incidentRoute(parts, query);
  if (path === "/audit") {
    const target = query.has("queue") ? `${query.get("engine")}/${query.get("queue")}` : null;
    return page(
      audit.filter((it) => target === null || it.target === target),
      query,
    );
  }
  if (path === "/demo") return { dependencies: demo };
  if (parts[0] === "demo")
    return Object.assign(
      demo.find((it) => it.id === parts[2]),
      { mode: body.mode, since: iso(Date.now()) },
    );
  throw new Refused(404, "not_found", `There is no ${path}`);
}

function tokenRoute(method, parts, body, who) {
  if (who.role !== "admin") throw new Refused(403, "forbidden", "Tokens are for admins");
  if (method === "GET") return { items: tokens, next_cursor: null };
  if (method === "DELETE")
    return (
      tokens.splice(
        tokens.findIndex((it) => it.id === parts[1]),
        1,
      ) && {}
    );
  const made = { id: `t${Date.now()}`, name: body.name, role: body.role };
  tokens.push({ ...made, created_at: iso(Date.now()), last_used_at: null });
  return { ...made, token: `rc_${randomUUID()}` };
}

function snapshot() {
  const now = Date.now();
  tick(now);
  if (state.scenario === "empty")
    return {
      taken_at: iso(now),
      version: 1,
      main_breaker: mainStatus(),
      engines: engines(now).map((it, i) =>
        i === 0
          ? { ...it, queues: 0 }
          : {
              ...it,
              queues: 0,
              status: "down",
              error: [
                "",
                "AMQ229031: Unable to validate user from /10.0.0.7. Username: recloser",
                "Connection refused: events/10.0.0.9:61616",
              ][i],
              next_try_at: iso(now + 4000),
            },
      ),
      attention: [],
      queues: [],
    };
  const stale = state.scenario === "stale";
  return {
    taken_at: iso(now),
    version: now,
    main_breaker: mainStatus(),
    engines: engines(now),
    attention: attention(stale),
    queues: queues.map((it) => ({ ...it, stale: stale && it.engine === "orders" })),
  };
}
