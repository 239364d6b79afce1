import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { describe, expect, it, vi } from "vitest";
import { breaker, engine, openStatus, queue, snapshot } from "../../test/factories/queues";
import { failure, meIs, renderPage, snapshotIs, success } from "../../test/page";
import { network } from "../../test/setup";
import { QueueMonitoringDashboard } from "./QueueMonitoringDashboard";

const SNAPSHOT = "*/api/v1/snapshot";
const OPEN = "*/api/v1/queue/open-circuit-breaker";
const QUICK_MS = 20;

const show = (intervalMs: number | null = null) =>
  renderPage(<QueueMonitoringDashboard />, intervalMs);

describe("QueueMonitoringDashboard", () => {
  it("says that it loads before the first answer", () => {
    network.use(
      meIs(),
      http.get(SNAPSHOT, () => new Promise<never>(() => undefined)),
    );
    show();

    expect(screen.getByText("Loading queue status")).toBeDefined();
  });

  it("shows main breaker and queues when live", async () => {
    network.use(
      meIs(),
      snapshotIs(() =>
        snapshot({
          queues: [queue("mail", { breaker: breaker({ phase: "open", state: "open" }) })],
        }),
      ),
    );
    show();

    const row = await screen.findByRole("row", { name: /mail/ });
    expect(within(row).getByText("Open - queue paused")).toBeDefined();
    expect(screen.getByText("Closed - queues may run")).toBeDefined();
  });

  it("says what the server answered when the first polls fail", async () => {
    network.use(
      meIs(),
      http.get(SNAPSHOT, () => failure(503, "busy", "No engine has answered")),
    );
    show();

    const panel = await screen.findByRole("alert");
    expect(within(panel).getByText("503 busy")).toBeDefined();
    expect(within(panel).getByText("No engine has answered")).toBeDefined();
    expect(within(panel).getByText(/^1 in a row/)).toBeDefined();
  });

  it("is lost after five errors in a row, without any table", async () => {
    let broken = false;
    network.use(
      meIs(),
      http.get(SNAPSHOT, () => (broken ? HttpResponse.error() : success(snapshot()))),
    );
    show(QUICK_MS);
    await screen.findByRole("table");
    broken = true;

    expect(
      await screen.findByRole("heading", { name: "Connection lost" }, { timeout: 3000 }),
    ).toBeDefined();
    expect(
      screen.getByText("Connection lost. Please refresh the page to resume monitoring."),
    ).toBeDefined();
    expect(screen.getByText("Consecutive errors").nextElementSibling?.textContent).toBe("5");
    expect(screen.queryByRole("table")).toBeNull();
  });

  it("shows a change made elsewhere with the next poll", async () => {
    let now = snapshot();
    network.use(
      meIs(),
      snapshotIs(() => now),
    );
    show(QUICK_MS);
    await screen.findByText("Closed - queues may run");
    now = snapshot({ main_breaker: openStatus("by curl") });

    expect(await screen.findByText("Open - 2 of 2 queues paused")).toBeDefined();
    expect(screen.getByText("by curl")).toBeDefined();
  });

  it("marks rows of a silent engine and switches their actions off", async () => {
    network.use(
      meIs(),
      snapshotIs(() => snapshot({ engines: [engine({ status: "down", data_age_ms: 14_000 })] })),
    );
    show();

    expect(await screen.findByText("Unknown - data is old")).toBeDefined();
    const button = screen.getByRole("button", { name: "Open breaker of mail" });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    expect(screen.getByText("embedded has not answered for 14 s.")).toBeDefined();
  });

  it("says that there are no queues yet on the first run", async () => {
    network.use(
      meIs(),
      snapshotIs(() => snapshot({ queues: [] })),
    );
    show();

    expect(await screen.findByRole("heading", { name: "No queues found yet" })).toBeDefined();
  });

  it("opens the main breaker only with a reason and the typed words, and only once", async () => {
    const sent: unknown[] = [];
    network.use(
      meIs(),
      snapshotIs(() => snapshot()),
      http.post(OPEN, async ({ request }) => {
        sent.push(await request.json());
        return new Promise<never>(() => undefined);
      }),
    );
    const user = userEvent.setup();
    show();
    await user.click(await screen.findByRole("button", { name: "Open circuit breaker" }));
    const dialog = await screen.findByRole("dialog");
    const confirm = within(dialog).getByRole("button", { name: "Open main breaker" });

    await user.click(confirm);
    await user.type(within(dialog).getByLabelText("Reason"), "Failover");
    await user.type(within(dialog).getByLabelText(/OPEN MAIN/), "OPEN MAIN");
    await user.click(confirm);
    await user.click(within(dialog).getByRole("button", { name: "Opening..." }));

    await vi.waitFor(() => expect(sent).toEqual([{ reason: "Failover" }]));
  });

  it("says why an act failed, and keeps what was typed", async () => {
    network.use(
      meIs(),
      snapshotIs(() => snapshot()),
      http.post(OPEN, () => failure(503, "busy", "The inbox is full")),
    );
    const user = userEvent.setup();
    show();
    await user.click(await screen.findByRole("button", { name: "Open circuit breaker" }));
    const dialog = await screen.findByRole("dialog");
    await user.type(within(dialog).getByLabelText("Reason"), "Failover");
    await user.type(within(dialog).getByLabelText(/OPEN MAIN/), "OPEN MAIN{Enter}");

    expect(
      await within(dialog).findByText("Failed to open circuit breaker: The inbox is full"),
    ).toBeDefined();
    expect(within(dialog).getByDisplayValue("Failover")).toBeDefined();
  });

  it("leaves no timer and no poll behind when it goes", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    let polls = 0;
    network.use(
      meIs(),
      snapshotIs(() => {
        polls += 1;
        return snapshot();
      }),
    );
    const page = show(QUICK_MS);
    await screen.findByRole("table");

    act(() => page.unmount());
    await vi.advanceTimersByTimeAsync(100); // the poll that was on its way
    const before = polls;
    // The HTTP client's own keep-alive timer ends meanwhile; one of ours would go on.
    await vi.advanceTimersByTimeAsync(60_000);

    expect(polls).toBe(before);
    expect(vi.getTimerCount()).toBe(0);
  });
});
