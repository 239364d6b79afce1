import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http } from "msw";
import { expect, it } from "vitest";
import { incident } from "../../test/factories/protection";
import { snapshot } from "../../test/factories/queues";
import { failure, meIs, renderPage, snapshotIs, success } from "../../test/page";
import { network } from "../../test/setup";
import type { Incident } from "../../types/protection";
import { OutageList } from "./OutageList";

const INCIDENTS = "*/api/v1/incidents";

const show = (items: (url: URL) => { items: Incident[]; next_cursor: string | null }) => {
  network.use(
    meIs(),
    snapshotIs(() => snapshot()),
    http.get(INCIDENTS, ({ request }) => success(items(new URL(request.url)))),
  );
  renderPage(<OutageList />, null);
};

it("shows what was held back and what that spared, watched ones marked", async () => {
  const watched = incident({ id: "embedded/llm#1", queue: "llm", observed: true });
  show(() => ({ items: [incident(), watched], next_cursor: null }));

  const mail = await screen.findByRole("row", { name: /^mail/ });
  for (const text of ["11 m 24 s", "870", "about 1,240", "6, 4 failed", "Over"])
    expect(within(mail).getByText(text)).toBeDefined();
  const llm = screen.getByRole("row", { name: /^llm/ });
  expect(within(llm).getByText("Watched only: would have opened")).toBeDefined();
});

it("asks for one queue when the reader chooses it", async () => {
  const asked: (string | null)[] = [];
  show((url) => {
    asked.push(url.searchParams.get("queue"));
    return { items: url.searchParams.has("queue") ? [] : [incident()], next_cursor: null };
  });
  await screen.findByRole("row", { name: /^mail/ });

  await userEvent.selectOptions(screen.getByLabelText("Queue"), "embedded/mail");

  expect(await screen.findByText("No outage of this queue is recorded.")).toBeDefined();
  expect(asked).toContain("embedded/mail");
  await userEvent.click(screen.getByRole("button", { name: "Clear filter" }));
  expect(await screen.findByRole("row", { name: /^mail/ })).toBeDefined();
});

it("reads older ones page by page", async () => {
  show((url) =>
    url.searchParams.has("cursor")
      ? { items: [incident({ id: "embedded/old#1", queue: "old" })], next_cursor: null }
      : { items: [incident()], next_cursor: "2" },
  );

  await userEvent.click(await screen.findByRole("button", { name: "Show older outages" }));

  expect(await screen.findByRole("row", { name: /^old/ })).toBeDefined();
  expect(screen.getByText("That is everything.")).toBeDefined();
});

it("says that nothing happened", async () => {
  show(() => ({ items: [], next_cursor: null }));

  expect(await screen.findByText("No outage in the last 30 days")).toBeDefined();
});

it("says what the server answered when it cannot be read", async () => {
  network.use(
    meIs(),
    snapshotIs(() => snapshot()),
    http.get(INCIDENTS, () => failure(503, "busy", "The journal is busy")),
  );
  renderPage(<OutageList />, null);

  const alert = await screen.findByRole("alert");
  expect(within(alert).getByText(/The journal is busy/)).toBeDefined();
});
