import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http } from "msw";
import { expect, it } from "vitest";
import { viewsOf } from "../../lib/queueView";
import { engine, NOW, queue, snapshot } from "../../test/factories/queues";
import { meIs, renderPage, snapshotIs, success } from "../../test/page";
import { network } from "../../test/setup";
import type { Job } from "../../types/detail";
import { QueueJobs } from "./QueueJobs";

const job = (state: string, properties: Job["properties"]): Job => ({
  id: `${state}-1`,
  state,
  native_state: state,
  attempts: 1,
  enqueued_at: null,
  error: null,
  body: "({'to': 'jo'},) {}",
  properties,
  redrive: { kind: "exact", reason: null },
});

const JOBS = [
  job("running", { task: "mail.send", worker: "a@host", started_at: NOW }),
  job("scheduled", { task: "mail.send", worker: "b@host", eta: NOW }),
];

function show(lists: string[]) {
  const asked: string[] = [];
  const removed: string[] = [];
  const page = snapshot({ engines: [engine({ lists })] });
  network.use(
    meIs(),
    snapshotIs(() => page),
    http.get("*/api/v1/redrives", () => success({ items: [], next_cursor: null })),
    http.get("*/api/v1/queues/embedded/mail/jobs", ({ request }) => {
      const state = new URL(request.url).searchParams.get("state") ?? "";
      asked.push(state);
      const items = JOBS.filter((it) => it.state === state);
      return success({ items, next_cursor: null, total: items.length });
    }),
    http.post("*/api/v1/queues/embedded/mail/jobs/:id/remove", ({ params }) => {
      removed.push(String(params.id));
      return success({ success: true, message: "Removed for good." });
    }),
  );
  const [view] = viewsOf(page, 0);
  if (view === undefined) throw new Error("no queue");
  renderPage(
    <QueueJobs queue={{ engine: "embedded", name: queue("mail").name }} view={view} />,
    null,
  );
  return { asked, removed };
}

const choices = () =>
  within(screen.getByRole("group", { name: "Jobs by state" }))
    .getAllByRole("button")
    .map((it) => it.textContent?.replace(/\d+$/, ""));

it("offers only states that the engine lists, dead jobs first", () => {
  show(["waiting", "dead", "completed"]);

  expect(choices()).toEqual(["Waiting", "Dead"]);
  expect(screen.getByRole("region", { name: "Dead jobs" })).toBeDefined();
});

it("shows running jobs with what they do, and asks for them only then", async () => {
  const seen = show(["waiting", "running", "scheduled", "retrying", "dead"]);
  expect(seen.asked).not.toContain("running");

  await userEvent.click(screen.getByRole("button", { name: /^Running/ }));

  const row = within(await screen.findByRole("row", { name: /^running-1/ }));
  expect(row.getByText("mail.send")).toBeDefined();
  expect(row.getByText("({'to': 'jo'},) {}")).toBeDefined();
  expect(row.getByText("a@host")).toBeDefined();
  expect(row.getByText(/^started/).textContent).toContain("14:31:07");
  expect(row.queryByRole("button", { name: /^Remove/ })).toBeNull();
});

it("removes a job that a worker holds for later", async () => {
  const seen = show(["scheduled", "dead"]);
  await userEvent.click(screen.getByRole("button", { name: /^Scheduled/ }));
  const row = within(await screen.findByRole("row", { name: /^scheduled-1/ }));
  expect(row.getByText(/^due/)).toBeDefined();

  await userEvent.click(row.getByRole("button", { name: "Remove job scheduled-1" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: "Remove job" }));

  await expect.poll(() => seen.removed).toEqual(["scheduled-1"]);
});
