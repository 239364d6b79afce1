import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http, type PathParams } from "msw";
import { Route, Routes } from "react-router";
import { expect, it } from "vitest";
import { type Notice, NoticeContext } from "../../hooks/useNotice";
import { isSame } from "../../lib/groups";
import { viewOf } from "../../lib/queueView";
import { group } from "../../test/factories/protection";
import { breaker, engine, queue, snapshot } from "../../test/factories/queues";
import { failure, meIs, renderPage, snapshotIs, success } from "../../test/page";
import { network } from "../../test/setup";
import type { Role } from "../../types/access";
import type { Group } from "../../types/protection";
import { GroupMembers } from "./GroupMembers";

const GROUP = "*/api/v1/groups/stripe";
type PutBody = { queues: string[]; expected_queues: string[]; reason: string };

const members = [{ id: "redis/billing", paused: true, problem: null }];

function show(role: Role = "admin", first: Group = group()) {
  const sent: unknown[] = [];
  const notices: Notice[] = [];
  const state = { group: first, sent, notices };
  network.use(
    meIs({ role }),
    snapshotIs(() => snapshot()),
    http.get(GROUP, () => success(state.group)),
    http.put<PathParams, PutBody>(GROUP, async ({ request }) => {
      const { expected_queues, ...body } = await request.json();
      const { queues } = state.group;
      if (!isSame(queues, expected_queues) && !isSame(queues, body.queues))
        return failure(409, "group_changed", "Refused: it has other queues by now.");
      state.sent.push(body);
      state.group = { ...state.group, queues: body.queues };
      return success(state.group);
    }),
    http.delete(GROUP, ({ request }) => {
      state.sent.push(new URL(request.url).searchParams.get("reason"));
      return success({ success: true, message: "Deleted." });
    }),
  );
  const row = queue("stripe", {
    engine: "groups",
    members,
    breaker: breaker({ phase: "open", state: "open" }),
  });
  const view = viewOf(row, engine({ id: "groups" }), 0);
  renderPage(
    <NoticeContext value={(notice) => state.notices.push(notice)}>
      <Routes>
        <Route path="/" element={<GroupMembers view={view} members={members} />} />
        <Route path="/queue-monitoring" element={<h1>Overview</h1>} />
      </Routes>
    </NoticeContext>,
    null,
  );
  return state;
}

const button = (name: string) => screen.getByRole("button", { name });
const isOff = (name: string) => button(name).getAttribute("aria-disabled") === "true";

async function open(name: string) {
  await expect.poll(() => isOff(name)).toBe(false);
  await userEvent.click(button(name));
  return within(await screen.findByRole("dialog"));
}

type Dialog = Awaited<ReturnType<typeof open>>;

async function write(dialog: Dialog, queues: string, reason = "share Stripe") {
  const field = dialog.getByLabelText("Queues");
  await userEvent.clear(field);
  if (queues !== "") await userEvent.type(field, queues);
  const why = dialog.getByLabelText("Reason");
  await userEvent.clear(why);
  await userEvent.type(why, reason);
  return field;
}

const save = (dialog: Dialog) =>
  userEvent.click(dialog.getByRole("button", { name: "Save queues" }));

it("changes the queues, a pattern a line, and says what joins and leaves", async () => {
  const state = show();
  const dialog = await open("Change queues");
  expect(dialog.getByLabelText("Queues")).toHaveProperty("value", "redis/billing\nmail/stripe-*");
  expect(document.activeElement).toBe(dialog.getByLabelText("Queues"));

  await write(dialog, " redis/billing {Enter}{Enter}redis/refunds-*{Enter}redis/billing");
  expect(dialog.getByText("Added: redis/refunds-*")).toBeDefined();
  expect(dialog.getByText("Taken out: mail/stripe-*")).toBeDefined();
  await save(dialog);

  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(state.sent).toEqual([
    { queues: ["redis/billing", "redis/refunds-*"], reason: "share Stripe" },
  ]);
  expect(state.notices).toEqual([{ tone: "ok", text: "stripe: Queues of the group changed." }]);
  await expect.poll(() => document.activeElement).toBe(button("Change queues"));
  const again = await open("Change queues");
  expect(again.getByLabelText("Queues")).toHaveProperty("value", "redis/billing\nredis/refunds-*");
});

it("sends no empty list, nothing without a reason, and nothing that is as before", async () => {
  const state = show();
  const dialog = await open("Change queues");

  await write(dialog, "");
  expect(dialog.getByText(/at least one queue/)).toBeDefined();
  await save(dialog);
  await write(dialog, "redis/refunds-*", " ");
  await save(dialog);
  await write(dialog, "mail/stripe-*{Enter}redis/billing");
  await save(dialog);

  expect(dialog.getByText("Nothing is changed yet.")).toBeDefined();
  expect(state.sent).toEqual([]);
});

it("shows a refusal at the field, goes there, and keeps what was typed", async () => {
  show();
  const message = "queues cannot be used: 'mail' of the group stripe is not like engine/queue.";
  network.use(
    http.put(GROUP, () =>
      HttpResponse.json(
        {
          status: "error",
          code: "invalid_request",
          message,
          details: { fields: [{ field: "queues", message: "cannot be used" }] },
        },
        { status: 400 },
      ),
    ),
  );
  const dialog = await open("Change queues");
  const field = await write(dialog, "mail");

  await save(dialog);

  expect(await dialog.findByText(message)).toBeDefined();
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(document.activeElement).toBe(field);
  expect(field).toHaveProperty("value", "mail");
  expect(dialog.getByLabelText("Reason")).toHaveProperty("value", "share Stripe");
});

it("says in words why the server did not take it, and sends it again", async () => {
  const state = show();
  network.use(
    http.put(
      GROUP,
      () => failure(409, "group_clash", "Refused: the groups stripe and old both match mail/x."),
      { once: true },
    ),
  );
  const dialog = await open("Change queues");
  await write(dialog, "mail/*");
  await save(dialog);
  expect((await dialog.findByRole("alert")).textContent).toContain("stripe and old both match");

  await save(dialog);

  await expect.poll(() => state.sent).toEqual([{ queues: ["mail/*"], reason: "share Stripe" }]);
});

it("does not overwrite what somebody else changed meanwhile", async () => {
  const state = show();
  const dialog = await open("Change queues");
  await write(dialog, "redis/billing{Enter}mail/stripe-*{Enter}redis/refunds-*");
  state.group = group({ queues: ["redis/billing", "redis/payouts"] });

  await save(dialog);
  const said = (await dialog.findByRole("alert")).textContent;
  expect(said).toContain("Someone changed this group while you did.");
  expect(said).toContain("They added: redis/payouts. They took out: mail/stripe-*.");
  expect(state.sent).toEqual([]);

  await userEvent.click(dialog.getByRole("button", { name: "Load what is there now" }));
  const merged = "redis/billing\nredis/payouts\nredis/refunds-*";
  await expect.poll(() => dialog.getByLabelText("Queues")).toHaveProperty("value", merged);
  expect(document.activeElement).toBe(dialog.getByLabelText("Queues"));
  await save(dialog);

  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(state.sent).toEqual([{ queues: merged.split("\n"), reason: "share Stripe" }]);
});

it("takes its own change for its own when the answer to it was lost", async () => {
  const state = show();
  const dialog = await open("Change queues");
  await write(dialog, "redis/refunds-*");
  network.use(
    http.put(
      GROUP,
      () => {
        state.group = group({ queues: ["redis/refunds-*"] });
        return failure(502, "bad_gateway", "The proxy gave up.");
      },
      { once: true },
    ),
  );
  await save(dialog);
  await dialog.findByText(/The proxy gave up/);

  await save(dialog);

  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(state.sent).toEqual([{ queues: ["redis/refunds-*"], reason: "share Stripe" }]);
});

it("does not make a group again that somebody removed meanwhile", async () => {
  const state = show();
  const dialog = await open("Change queues");
  await write(dialog, "redis/refunds-*");
  network.use(http.put(GROUP, () => failure(404, "group_not_found", "There is no group stripe.")));

  await save(dialog);

  expect(await dialog.findByText(/There is no group stripe/)).toBeDefined();
  expect(state.sent).toEqual([]);
});

it("removes the group after it said what becomes of its queues, and leaves its page", async () => {
  const state = show();
  const dialog = await open("Remove group");
  expect(dialog.getByText("Open - queue paused")).toBeDefined();
  expect(dialog.getByText(/goes on with its own breaker/)).toBeDefined();
  const list = dialog.getByRole("list", { name: "Queues of this group" });
  expect(list.textContent).toBe("redis/billing");

  await userEvent.type(dialog.getByLabelText("Reason"), "two providers now");
  await userEvent.click(dialog.getByRole("button", { name: "Remove group" }));

  expect(await screen.findByRole("heading", { name: "Overview" })).toBeDefined();
  expect(state.sent).toEqual(["two providers now"]);
  expect(state.notices).toEqual([
    { tone: "ok", text: "stripe: Group removed. Its queues go on with their own breakers." },
  ]);
});

it("stays and says why when the group cannot be removed", async () => {
  show();
  network.use(
    http.delete(GROUP, () => failure(503, "store_failed", "The journal takes nothing now.")),
  );
  const dialog = await open("Remove group");
  await userEvent.type(dialog.getByLabelText("Reason"), "two providers now");

  await userEvent.click(dialog.getByRole("button", { name: "Remove group" }));

  expect((await dialog.findByRole("alert")).textContent).toBe(
    "Failed to remove the group: The journal takes nothing now.",
  );
  expect(dialog.getByLabelText("Reason")).toHaveProperty("value", "two providers now");
});

it("closes with Escape and sends nothing", async () => {
  const state = show();
  await open("Remove group");

  await userEvent.keyboard("{Escape}");

  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  await expect.poll(() => document.activeElement).toBe(button("Remove group"));
  expect(state.sent).toEqual([]);
});

async function expectBlocked(reason: RegExp) {
  for (const name of ["Change queues", "Remove group"]) {
    await expect
      .poll(async () => {
        await userEvent.click(button(name));
        return screen.queryAllByRole("tooltip").map((it) => it.textContent);
      })
      .toContainEqual(expect.stringMatching(reason));
    expect(isOff(name)).toBe(true);
    expect(screen.queryByRole("dialog")).toBeNull();
  }
}

it("says that a group of the file is changed in the file", async () => {
  show("admin", group({ source: "file" }));

  await expectBlocked(/in the configuration file/);
});

it("tells who is no admin that only an admin can do it", async () => {
  show("viewer");

  await expectBlocked(/Only an admin/);
});

it("says why it does not know where the group comes from", async () => {
  show();
  network.use(http.get(GROUP, () => failure(500, "internal", "It broke.")));

  await expectBlocked(/could not be read: It broke/);
});
