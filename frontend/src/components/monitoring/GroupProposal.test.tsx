import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, it } from "vitest";
import { snapshot } from "../../test/factories/queues";
import { meIs, renderPage, snapshotIs, success } from "../../test/page";
import { network } from "../../test/setup";
import type { Attention } from "../../types/snapshot";
import { AttentionList } from "./AttentionList";

const QUEUES = ["redis/stripe-refunds", "redis/stripe-payouts", "mail/stripe-receipts"];

const together: Attention = {
  rule: "correlated",
  severity: "red",
  engine: "redis",
  queue: null,
  queues: QUEUES,
  text: "3 queues opened together.",
  detail: "All fail with ConnectException: look at what they share.",
  since: null,
};

function show(role: "operator" | "admin") {
  network.use(
    meIs({ role }),
    snapshotIs(() => snapshot()),
  );
  renderPage(<AttentionList lines={[together]} views={[]} />, null);
}

const propose = () => screen.findByRole("button", { name: "Group these queues" });

it("groups queues that opened together, after it named them", async () => {
  const sent: unknown[] = [];
  network.use(
    http.put("*/api/v1/groups/:name", async ({ request, params }) => {
      sent.push({ name: params.name, body: await request.json() });
      return success({});
    }),
  );
  show("admin");
  await userEvent.click(await propose());

  const dialog = await screen.findByRole("dialog");
  const list = within(dialog).getByRole("list", { name: "Queues of this group" });
  expect(
    within(list)
      .getAllByRole("listitem")
      .map((it) => it.textContent),
  ).toEqual(QUEUES);
  const name = within(dialog).getByLabelText("Name of the group");
  expect(name).toHaveProperty("value", "stripe");
  await userEvent.type(name, "-eu");
  await userEvent.click(within(dialog).getByRole("button", { name: "Group them" }));

  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(sent).toEqual([
    {
      name: "stripe-eu",
      body: {
        queues: QUEUES,
        expected_queues: [],
        reason: `${together.text} ${together.detail}`,
      },
    },
  ]);
});

it("keeps the dialog and says what the server refused", async () => {
  network.use(
    http.put("*/api/v1/groups/:name", () =>
      HttpResponse.json(
        { status: "error", code: "group_clash", message: "the groups stripe and old both match" },
        { status: 409 },
      ),
    ),
  );
  show("admin");
  await userEvent.click(await propose());
  const dialog = await screen.findByRole("dialog");

  await userEvent.click(within(dialog).getByRole("button", { name: "Group them" }));

  expect(await within(dialog).findByText(/stripe and old both match/)).toBeDefined();
});

it("sends no name that the server would refuse", async () => {
  show("admin");
  await userEvent.click(await propose());
  const dialog = await screen.findByRole("dialog");

  const name = within(dialog).getByLabelText("Name of the group");
  await userEvent.clear(name);
  await userEvent.type(name, "Stripe 1");

  const confirm = within(dialog).getByRole("button", { name: "Group them" });
  expect(confirm.getAttribute("aria-disabled")).toBe("true");
});

it("tells an operator that only an admin can do it", async () => {
  show("operator");

  await expect.poll(async () => (await propose()).getAttribute("aria-disabled")).toBe("true");
});
