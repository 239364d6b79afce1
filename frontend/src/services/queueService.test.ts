import { HttpResponse, http } from "msw";
import { afterEach, describe, expect, it, vi } from "vitest";
import { session } from "../config/session";
import { closedStatus } from "../test/factories/queues";
import { failure, success } from "../test/page";
import { network } from "../test/setup";
import type { CircuitBreakerStatus } from "../types/queue";
import type { PollResult } from "./poller";
import queueService from "./queueService";

const STATUS = "*/api/v1/queue/circuit-breaker-status";

afterEach(() => queueService.stopAllPolling());

describe("queueService", () => {
  it("sends the bearer token and unwraps the envelope", async () => {
    session.start("secret");
    let sent: string | null = null;
    network.use(
      http.get(STATUS, ({ request }) => {
        sent = request.headers.get("Authorization");
        return success(closedStatus());
      }),
    );

    const status = await queueService.getCircuitBreakerStatus();

    expect(status.state).toBe("closed");
    expect(sent).toBe("Bearer secret");
  });

  it("opens with a reason and closes without one", async () => {
    const bodies: unknown[] = [];
    const note = async ({ request }: { request: Request }) => {
      bodies.push([new URL(request.url).pathname, await request.json()]);
      return success({ success: true });
    };
    network.use(
      http.post("*/api/v1/queue/open-circuit-breaker", note),
      http.post("*/api/v1/queue/close-circuit-breaker", note),
    );

    await queueService.toggleCircuitBreaker("closed", "API down");
    await queueService.toggleCircuitBreaker("open");

    expect(bodies).toEqual([
      ["/api/v1/queue/open-circuit-breaker", { reason: "API down" }],
      ["/api/v1/queue/close-circuit-breaker", {}],
    ]);
  });

  it("gives every poller its own id", () => {
    network.use(http.get(STATUS, () => success(closedStatus())));

    const first = queueService.startCircuitBreakerPolling(() => undefined);
    queueService.stopPolling(first);
    const second = queueService.startCircuitBreakerPolling(() => undefined);

    expect(second).not.toBe(first);
  });

  it("stopping one poller leaves the other at work", async () => {
    network.use(http.get(STATUS, () => success(closedStatus())));
    const one = vi.fn();
    const first = queueService.startCircuitBreakerPolling(one, 10);
    const heard = new Promise<PollResult<CircuitBreakerStatus>>((resolve) => {
      queueService.startCircuitBreakerPolling(resolve, 10);
    });

    queueService.stopPolling(first);

    expect((await heard).data?.state).toBe("closed");
    expect(one).not.toHaveBeenCalled();
  });

  it.each([
    ["an error envelope", () => failure(503, "busy", "Try later"), { code: "busy", status: 503 }],
    [
      "something that is not JSON",
      () => new HttpResponse("<html>", { status: 502 }),
      { code: "not_json" },
    ],
    ["JSON that is not ours", () => HttpResponse.json({ hello: 1 }), { code: "not_ours" }],
    ["no answer at all", () => HttpResponse.error(), { code: "network", status: 0 }],
  ])("turns %s into an ApiError", async (_name, answer, expected) => {
    network.use(http.get(STATUS, answer));

    await expect(queueService.getCircuitBreakerStatus()).rejects.toMatchObject(expected);
  });

  it("ends the session at a 401, but not a newer session", async () => {
    session.start("old");
    const expired = vi.fn();
    const unhook = session.onExpired(expired);
    network.use(
      http.get(STATUS, () => {
        session.start("new");
        return failure(401, "unauthorized", "Sign in");
      }),
    );

    await expect(queueService.getCircuitBreakerStatus()).rejects.toMatchObject({ status: 401 });
    expect(expired).not.toHaveBeenCalled();

    network.use(http.get(STATUS, () => failure(401, "unauthorized", "Sign in")));
    await expect(queueService.getCircuitBreakerStatus()).rejects.toMatchObject({ status: 401 });
    expect(expired).toHaveBeenCalledOnce();
    expect(session.token()).toBeNull();
    unhook();
  });
});
