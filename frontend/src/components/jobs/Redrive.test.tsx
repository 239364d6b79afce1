import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type DefaultBodyType, HttpResponse, http, type PathParams } from "msw";
import { expect, it, vi } from "vitest";
import { AnnounceContext } from "../../hooks/useAnnounce";
import { viewsOf } from "../../lib/queueView";
import { engine, queue, snapshot } from "../../test/factories/queues";
import { dryRunOf, redrive } from "../../test/factories/redrives";
import { failure, meIs, renderPage, snapshotIs, success } from "../../test/page";
import { network } from "../../test/setup";
import type { Role } from "../../types/access";
import type { Redrive } from "../../types/redrive";
import type { Engine } from "../../types/snapshot";
import { DeadJobs } from "./DeadJobs";

const REDRIVES = "*/api/v1/redrives";
type Body = { q: string | null; rate_per_s?: number; dry_run?: boolean };
type Shown = { items?: Redrive[]; role?: Role; dead?: number; engine?: Partial<Engine> };

function show({ items = [], role = "operator", dead = 1012, ...more }: Shown = {}) {
  const sent: Body[] = [];
  const said: string[] = [];
  const state = { items, sent, said, stopped: 0, lists: 0 };
  const mail = queue("mail");
  const page = snapshot({
    engines: [engine(more.engine)],
    queues: [{ ...mail, counts: { ...mail.counts, dead } }],
  });
  network.use(
    meIs({ role }),
    snapshotIs(() => page),
    http.get("*/api/v1/queues/embedded/mail/jobs", () => {
      state.lists += 1;
      return success({ items: [], next_cursor: null, total: dead });
    }),
    http.get(REDRIVES, ({ request }) => {
      expect(new URL(request.url).searchParams.get("queue")).toBe("embedded/mail");
      return success({ items: state.items, next_cursor: null });
    }),
    http.post<PathParams, Body>(REDRIVES, async ({ request }) => {
      const body = await request.json();
      if (body.dry_run) return success(dryRunOf({ q: body.q }));
      sent.push(body);
      state.items = [redrive({ sent: 0, left: 1012, rate_per_s: body.rate_per_s ?? 0 })];
      return success(state.items[0]);
    }),
    http.post(`${REDRIVES}/:id/stop`, () => {
      state.stopped += 1;
      state.items = [redrive({ state: "stopped", reason: "ops stopped it." })];
      return success(state.items[0]);
    }),
  );
  const [view] = viewsOf(page, 0);
  if (view === undefined) throw new Error("no queue");
  renderPage(
    <AnnounceContext value={(sentence) => said.push(sentence)}>
      <DeadJobs queue={{ engine: "embedded", name: "mail" }} view={view} />
    </AnnounceContext>,
    null,
  );
  return state;
}

/** Answers dry runs from `answer`, which gets the filter. */
type Answer = HttpResponse<DefaultBodyType>;
const dryRunIs = (answer: (q: string | null) => Answer | Promise<Answer>) =>
  network.use(
    http.post<PathParams, Body>(REDRIVES, async ({ request }) => {
      const { q, dry_run } = await request.json();
      return dry_run ? answer(q) : failure(500, "unexpected", "Only dry runs here.");
    }),
  );

const open = async () => {
  await userEvent.click(screen.getByRole("button", { name: "Redrive" }));
  return within(await screen.findByRole("dialog"));
};
const progress = async () => within(await screen.findByRole("region", { name: "Redrive" }));
const isOff = (button: HTMLElement) => button.getAttribute("aria-disabled") === "true";

it("shows a dry run, then sends at the chosen rate", async () => {
  const state = show();
  dryRunIs(() => success(dryRunOf({ skipped: [{ reason: "Its message is lost.", count: 4 }] })));
  const dialog = await open();

  expect(dialog.getByRole("heading", { name: "Redrive dead jobs of mail" })).toBeDefined();
  expect(await dialog.findByText("Dry run at 14:31:07 UTC")).toBeDefined();
  expect(dialog.getByText("Will be sent").nextElementSibling?.textContent).toBe("1,012");
  expect(dialog.getByText("Skipped: Its message is lost.").nextElementSibling?.textContent).toBe(
    "4",
  );
  expect(dialog.getByText(/dead at 14:31:07 UTC are taken\. A job that was sent/)).toBeDefined();
  expect(dialog.getByText("about 1 m 42 s")).toBeDefined();
  const rate = dialog.getByLabelText("Jobs per second");
  expect(rate).toHaveProperty("value", "10");

  await userEvent.clear(rate);
  await userEvent.type(rate, "20");
  expect(dialog.getByText("about 51 s")).toBeDefined();
  network.use(
    http.post<PathParams, Body>(REDRIVES, async ({ request }) => {
      state.sent.push(await request.json());
      state.items = [redrive({ sent: 0, left: 1012, rate_per_s: 20 })];
      return success(state.items[0]);
    }),
  );
  await userEvent.click(dialog.getByRole("button", { name: "Send 1,012 jobs" }));

  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(state.sent).toEqual([
    { engine: "embedded", queue: "mail", q: null, rate_per_s: 20, dry_run_id: "dry" },
  ]);
  expect((await progress()).getByText("Redrive is running")).toBeDefined();
  expect(state.said).toEqual(["Redrive of mail has started: 1,012 jobs."]);
});

it("sends nothing at a rate that is none", async () => {
  const state = show();
  const dialog = await open();
  const send = await dialog.findByRole("button", { name: "Send 1,012 jobs" });
  const rate = dialog.getByLabelText("Jobs per second");
  await userEvent.clear(rate);
  await userEvent.type(rate, "201");

  expect(dialog.getByText("A whole number from 1 to 200.")).toBeDefined();
  expect(isOff(send)).toBe(true);
  await userEvent.click(send);
  expect(state.sent).toEqual([]);
});

it("counts anew for a filter and sends with it; an older answer is ignored", async () => {
  const state = show();
  let late = (): void => undefined;
  const asked: (string | null)[] = [];
  let answered = false;
  dryRunIs(async (q) => {
    asked.push(q);
    if (q === "smtp") return success(dryRunOf({ q, eligible: 1 }));
    await new Promise<void>((resolve) => {
      late = resolve;
    });
    answered = true;
    return success(dryRunOf({ q, eligible: 777 }));
  });
  const dialog = await open();
  await expect.poll(() => asked).toEqual([null]);
  expect(dialog.getByText("Dry run is under way")).toBeDefined();
  expect(isOff(dialog.getByRole("button", { name: "Send jobs" }))).toBe(true);

  const filter = dialog.getByLabelText("Only jobs whose error or id contains");
  await userEvent.type(filter, " smtp");
  const send = await dialog.findByRole("button", { name: "Send 1 job" });
  late();
  await expect.poll(() => answered).toBe(true);
  await userEvent.type(filter, "{Enter}"); // sends nothing

  expect(asked).toEqual([null, "smtp"]);
  expect(dialog.queryByText("777")).toBeNull();
  expect(dialog.queryByRole("alert")).toBeNull();
  network.use(
    http.post<PathParams, Body>(REDRIVES, async ({ request }) => {
      state.sent.push(await request.json());
      return success(redrive({ q: "smtp" }));
    }),
  );
  await userEvent.click(send);
  await expect
    .poll(() => state.sent)
    .toEqual([{ engine: "embedded", queue: "mail", q: "smtp", rate_per_s: 10, dry_run_id: "dry" }]);
});

it("does not show the count of the filter before while another is typed", async () => {
  show();
  const dialog = await open();
  await dialog.findByRole("button", { name: "Send 1,012 jobs" });

  await userEvent.type(dialog.getByLabelText("Only jobs whose error or id contains"), "x");

  expect(isOff(dialog.getByRole("button", { name: "Send jobs" }))).toBe(true);
  expect(dialog.getByText("Will be sent").nextElementSibling?.textContent).toBe("-");
});

it("sends nothing when no dead job fits", async () => {
  const state = show();
  dryRunIs(() => success(dryRunOf({ eligible: 0 })));
  const dialog = await open();

  const none = await dialog.findByRole("button", { name: "No dead job fits." });
  await userEvent.click(none);

  expect(isOff(none)).toBe(true);
  expect(state.sent).toEqual([]);
});

it("says why a dry run failed", async () => {
  show();
  dryRunIs(() => failure(409, "nothing_to_redrive", "This queue has no dead job."));
  const dialog = await open();

  expect((await dialog.findByRole("alert")).textContent).toBe("This queue has no dead job.");
  expect(dialog.getByText("Dry run failed")).toBeDefined();
  expect(isOff(dialog.getByRole("button", { name: "No dead job fits." }))).toBe(true);
});

it("stays open when the server refuses, and says why", async () => {
  show();
  const dialog = await open();
  const send = await dialog.findByRole("button", { name: "Send 1,012 jobs" });
  network.use(
    http.post(REDRIVES, () => failure(409, "redrive_running", "One is under way since 14:30.")),
  );

  await userEvent.click(send);

  expect((await dialog.findByRole("alert")).textContent).toBe("One is under way since 14:30.");
});

it("says at the field what the server does not take there", async () => {
  show();
  const dialog = await open();
  const send = await dialog.findByRole("button", { name: "Send 1,012 jobs" });
  const refused = { status: "error", code: "invalid_request", message: "At most 5 per second." };
  network.use(
    http.post(REDRIVES, () =>
      HttpResponse.json({ ...refused, details: { field: "rate_per_s" } }, { status: 400 }),
    ),
  );

  await userEvent.click(send);

  expect(await dialog.findByText("At most 5 per second.")).toBeDefined();
  expect(dialog.getByLabelText("Jobs per second").getAttribute("aria-invalid")).toBe("true");
  expect(dialog.queryByRole("alert")).toBeNull();
});

async function expectBlocked(reason: string) {
  await expect
    .poll(async () => {
      await userEvent.click(screen.getByRole("button", { name: "Redrive" }));
      return screen.queryByRole("tooltip")?.textContent;
    })
    .toBe(reason);
  expect(screen.queryByRole("dialog")).toBeNull();
}

it("tells a viewer that the role cannot redrive or stop", async () => {
  const state = show({ role: "viewer", items: [redrive()] });

  await expectBlocked("Your role viewer cannot redrive jobs.");
  const stop = await screen.findByRole("button", { name: "Stop redrive" });
  expect(isOff(stop)).toBe(true);
  await userEvent.click(stop);
  expect(state.stopped).toBe(0);
});

it("does not redrive while one is under way", async () => {
  show({ items: [redrive({ state: "waiting" })] });
  await expectBlocked("A redrive of this queue is under way.");
});

it("says that an engine cannot retry jobs", async () => {
  show({ engine: { capabilities: [] } });
  await expectBlocked("This engine cannot redrive jobs");
});

it("has no button without dead jobs", async () => {
  show({ dead: 0 });
  expect(await screen.findByText("No dead jobs here.")).toBeDefined();
  expect(screen.queryByRole("button", { name: "Redrive" })).toBeNull();
});

it("shows how far a running redrive is, and stops it", async () => {
  const state = show({ items: [redrive({ q: "smtp" })] });
  const shown = await progress();
  expect(shown.getByText("Redrive is running")).toBeDefined();
  expect(
    shown.getByText("412 of 1,012 sent at 10/s: 380 succeeded, 12 failed again, 20 running"),
  ).toBeDefined();
  expect(shown.getByText(/^by ops, started/).textContent).toContain("14:31:07");
  expect(shown.getByText(/contain "smtp"/)).toBeDefined();
  const bar = shown.getByRole("progressbar", { name: "Jobs sent by the redrive" });
  expect(bar.getAttribute("aria-valuenow")).toBe("40");
  const listsBefore = state.lists;

  await userEvent.click(shown.getByRole("button", { name: "Stop redrive" }));

  expect(await shown.findByText("Stopped at 412 of 1,012: ops stopped it.")).toBeDefined();
  expect(shown.getByText("600 jobs are still dead, untouched.")).toBeDefined();
  expect(shown.queryByRole("button")).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole("region", { name: "Redrive" }));
  expect(state.stopped).toBe(1);
  expect(state.said).toEqual(["Redrive of mail: Stopped at 412 of 1,012: ops stopped it."]);
  await expect.poll(() => state.lists).toBeGreaterThan(listsBefore);
});

it("says why a redrive could not be stopped", async () => {
  show({ items: [redrive()] });
  network.use(http.post(`${REDRIVES}/:id/stop`, () => failure(500, "internal", "It broke.")));

  await userEvent.click(await screen.findByRole("button", { name: "Stop redrive" }));

  expect((await screen.findByRole("alert")).textContent).toBe(
    "Failed to stop the redrive: It broke.",
  );
});

it("says why a redrive waits, and shows nothing the engine cannot tell", async () => {
  const unknown = { succeeded: null, failed_again: null, running: null };
  show({ items: [redrive({ state: "waiting", reason: "The breaker is open.", ...unknown })] });
  const shown = await progress();

  expect(shown.getByText("Redrive waits: The breaker is open.")).toBeDefined();
  expect(shown.getByText("412 of 1,012 sent at 10/s")).toBeDefined();
  expect(shown.getByRole("button", { name: "Stop redrive" })).toBeDefined();
});

it("keeps the newest redrive in sight when it is done, also without dead jobs", async () => {
  const ended = { sent: 1012, left: 0, running: 0, ended_at: new Date().toISOString() };
  show({ dead: 0, items: [redrive({ state: "done", ...ended }), redrive({ id: "r0" })] });
  const shown = await progress();

  expect(shown.getByText("Redrive is done")).toBeDefined();
  expect(shown.queryByRole("button")).toBeNull();
  expect(screen.getAllByRole("progressbar")).toHaveLength(1);
});

it("asks again each two seconds and says when it ended", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const state = show({ items: [redrive()] });
  await progress();
  state.items = [redrive({ state: "done", sent: 1012, left: 0 })];

  await vi.advanceTimersByTimeAsync(2000);

  expect(await screen.findByText("Redrive is done")).toBeDefined();
  expect(state.said).toEqual(["Redrive of mail is done: 1,012 of 1,012 sent."]);
});

it("says that redrives could not be read", async () => {
  show();
  network.use(http.get(REDRIVES, () => failure(500, "internal", "It broke.")));

  expect(await screen.findByText("Redrives could not be read: It broke.")).toBeDefined();
});
