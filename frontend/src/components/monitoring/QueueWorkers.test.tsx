import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import { NOW, snapshot } from "../../test/factories/queues";
import { meIs, renderPage, snapshotIs } from "../../test/page";
import { network } from "../../test/setup";
import type { WorkerRow } from "../../types/detail";
import { QueueWorkers } from "./QueueWorkers";

const worker = (name: string, more: Partial<WorkerRow> = {}): WorkerRow => ({
  name,
  attempts: 1,
  capacity: null,
  heard_at: null,
  load: null,
  ...more,
});

const ago = (ms: number): string => new Date(Date.parse(NOW) - ms).toISOString();

beforeEach(() =>
  network.use(
    meIs(),
    snapshotIs(() => snapshot()),
  ),
);

it("shows what each worker does of what it can, and when it was heard", async () => {
  renderPage(
    <QueueWorkers
      stale={false}
      workers={[
        worker("a@host", { attempts: 3, capacity: 4, heard_at: ago(1000), load: 0.42 }),
        worker("b@host", { attempts: null, capacity: 8, heard_at: ago(70_000), load: null }),
      ]}
    />,
  );

  const a = within(screen.getByRole("row", { name: /a@host/ }));
  expect(a.getByText("3 of 4")).toBeDefined();
  expect(a.getByText("0.4")).toBeDefined();
  const b = within(screen.getByRole("row", { name: /b@host/ }));
  expect(b.getByText("- of 8")).toBeDefined();
  const late = await b.findByText("1 m 10 s ago");
  expect(late.className).toContain("amber");
  expect((await a.findByText("1 s ago")).className).toBe("");
});

it("leaves out what the engine does not know", () => {
  renderPage(<QueueWorkers stale={false} workers={[worker("10.0.0.7:5151", { attempts: 2 })]} />);

  expect(screen.getAllByRole("columnheader").map((it) => it.textContent)).toEqual([
    "Worker",
    "Jobs of this queue",
  ]);
  expect(screen.getByRole("cell", { name: "2" })).toBeDefined();
});

it("shows many workers when asked, and says when there is none", async () => {
  const many = Array.from({ length: 25 }, (_, i) => worker(`w${i}`));
  const { unmount } = renderPage(<QueueWorkers stale={false} workers={many} />);
  expect(screen.getAllByRole("row")).toHaveLength(21);

  await userEvent.click(screen.getByRole("button", { name: "Show all workers" }));

  expect(screen.getAllByRole("row")).toHaveLength(26);
  unmount();
  renderPage(<QueueWorkers stale={false} workers={[]} />);
  expect(screen.getByText("No worker takes from this queue.")).toBeDefined();
});
