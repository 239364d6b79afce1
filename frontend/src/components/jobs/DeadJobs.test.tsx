import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http } from "msw";
import { expect, it } from "vitest";
import { viewsOf } from "../../lib/queueView";
import { queue, snapshot } from "../../test/factories/queues";
import { meIs, renderPage, snapshotIs, success } from "../../test/page";
import { network } from "../../test/setup";
import type { Job } from "../../types/detail";
import { DeadJobs } from "./DeadJobs";

const job = (id: string, redrive: Job["redrive"]): Job => ({
  id,
  state: "dead",
  native_state: "FAILURE",
  attempts: 3,
  enqueued_at: null,
  error: "OSError: no",
  body: null,
  properties: {},
  redrive,
});

function show(...jobs: Job[]) {
  const retried: string[] = [];
  const mail = queue("mail");
  const page = snapshot({
    queues: [{ ...mail, counts: { ...mail.counts, dead: jobs.length } }],
  });
  const [engine] = page.engines;
  if (engine !== undefined)
    engine.capabilities = [...engine.capabilities, { name: "RETRY", level: "yes", note: null }];
  network.use(
    meIs(),
    snapshotIs(() => page),
    http.get("*/api/v1/redrives", () => success({ items: [], next_cursor: null })),
    http.get("*/api/v1/queues/embedded/mail/jobs", () =>
      success({ items: jobs, next_cursor: null, total: jobs.length }),
    ),
    http.post("*/api/v1/queues/embedded/mail/jobs/:id/retry", ({ request }) => {
      retried.push(new URL(request.url).pathname.split("/").at(-2) ?? "");
      return success({ success: true, message: "Sent back to mail." });
    }),
  );
  const [view] = viewsOf(page, 0);
  if (view === undefined) throw new Error("no queue");
  renderPage(<DeadJobs queue={{ engine: "embedded", name: "mail" }} view={view} />, null);
  return retried;
}

it("says what a retry of each job would send, and why", async () => {
  show(
    job("a", { kind: "exact", reason: null }),
    job("b", { kind: "rebuilt", reason: "Chains are missing." }),
    job("c", { kind: "not_possible", reason: "It was not seen." }),
  );

  const rowOf = async (id: string) => within(await screen.findByRole("row", { name: RegExp(id) }));
  expect((await rowOf("^a ")).getByText("the job as it was")).toBeDefined();
  expect((await rowOf("^b ")).getByText("a rebuilt job")).toBeDefined();
  expect((await rowOf("^b ")).getByText("Chains are missing.")).toBeDefined();
  expect((await rowOf("^c ")).getByText("nothing")).toBeDefined();
});

it("does not retry what cannot be sent, and says why", async () => {
  const retried = show(
    job("a", { kind: "exact", reason: null }),
    job("c", { kind: "not_possible", reason: "It was not seen." }),
  );

  const off = await screen.findByRole("button", { name: "Retry job c" });
  expect(off.getAttribute("aria-disabled")).toBe("true");
  await userEvent.click(off);
  expect((await screen.findByRole("tooltip")).textContent).toBe("It was not seen.");
  await userEvent.click(screen.getByRole("button", { name: "Retry job a" }));

  await expect.poll(() => retried).toEqual(["a"]);
});
