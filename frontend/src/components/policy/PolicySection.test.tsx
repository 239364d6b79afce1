import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, it } from "vitest";
import { policy } from "../../test/factories/protection";
import { breaker, snapshot } from "../../test/factories/queues";
import { failure, meIs, renderPage, snapshotIs, success } from "../../test/page";
import { network } from "../../test/setup";
import type { PolicyView } from "../../types/protection";
import { PolicySection } from "./PolicySection";

const POLICY = "*/api/v1/queues/embedded/mail/policy";

function show(role: "viewer" | "admin", first: PolicyView = policy()) {
  const sent: unknown[] = [];
  const state = { policy: first, sent };
  network.use(
    meIs({ role }),
    snapshotIs(() => snapshot()),
    http.get(POLICY, () => success(state.policy)),
    http.put(POLICY, async ({ request }) => {
      state.sent.push(await request.json());
      return success(state.policy);
    }),
  );
  renderPage(<PolicySection queue={{ engine: "embedded", name: "mail" }} facts={null} />, null);
  return state;
}

const edit = async () =>
  userEvent.click(await screen.findByRole("button", { name: "Edit policy" }));

it("shows each value with where it comes from, its limits and the warnings", async () => {
  show("viewer", policy({ warnings: [{ field: "streak", text: "6 happen by chance." }] }));

  const opening = await screen.findByRole("region", { name: "Opening" });
  expect(within(opening).getByText("50%")).toBeDefined();
  expect(within(opening).getByText(/5% to 100%/)).toBeDefined();
  expect(within(opening).getByText("set here")).toBeDefined();
  expect(screen.getByText("file")).toBeDefined();
  expect(screen.getByText("6 happen by chance.")).toBeDefined();
});

it("tells a viewer why the policy cannot be edited", async () => {
  show("viewer");

  const button = () => screen.queryByRole("button", { name: "Edit policy" });
  await expect.poll(() => button()?.getAttribute("aria-disabled")).toBe("true");
  await edit();

  expect(screen.queryByRole("form")).toBeNull();
});

it("sends what is set here with the version that was read", async () => {
  const state = show("admin");
  await edit();

  const ratio = screen.getByLabelText("Failure ratio");
  await userEvent.clear(ratio);
  await userEvent.type(ratio, "60%");
  await userEvent.selectOptions(screen.getByLabelText("Preset"), "Noisy");
  await userEvent.type(screen.getByLabelText("Reason"), "flaky relay");
  expect(screen.getByText("Failure ratio: 50% → 60%")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Save policy" }));

  expect(await screen.findByRole("button", { name: "Edit policy" })).toBeDefined();
  expect(state.sent).toEqual([
    {
      preset: "noisy",
      fields: { failure_ratio: 0.6, streak: 6 },
      reason: "flaky relay",
      expected_version: 7,
    },
  ]);
});

it("leaves a field out that was reset", async () => {
  const state = show("admin");
  await edit();

  await userEvent.click(screen.getByRole("button", { name: "Reset Failures in a row" }));
  await userEvent.click(screen.getByRole("button", { name: "Save policy" }));

  await screen.findByRole("button", { name: "Edit policy" });
  expect(state.sent).toEqual([{ fields: {}, expected_version: 7 }]);
});

it("shows the server's refusal at its field and goes there", async () => {
  show("admin");
  network.use(
    http.put(POLICY, () =>
      HttpResponse.json(
        {
          status: "error",
          code: "invalid_policy",
          message: "base_open must be from 500ms to 10m",
          details: { field: "base_open" },
        },
        { status: 400 },
      ),
    ),
  );
  await edit();
  const wait = screen.getByLabelText("First wait");
  await userEvent.clear(wait);
  await userEvent.type(wait, "2h");

  await userEvent.click(screen.getByRole("button", { name: "Save policy" }));

  expect(await screen.findByText("base_open must be from 500ms to 10m")).toBeDefined();
  expect(screen.getByLabelText("First wait").getAttribute("aria-invalid")).toBe("true");
  expect(document.activeElement).toBe(wait);
});

it("keeps what was typed when someone else was quicker", async () => {
  const state = show("admin");
  await edit();
  const wait = screen.getByLabelText("First wait");
  await userEvent.clear(wait);
  await userEvent.type(wait, "5s");
  network.use(
    http.put(
      POLICY,
      () =>
        HttpResponse.json(
          {
            status: "error",
            code: "version_conflict",
            message: "Someone changed it",
            details: { breaker: breaker() },
          },
          { status: 409 },
        ),
      { once: true },
    ),
  );
  await userEvent.click(screen.getByRole("button", { name: "Save policy" }));
  expect(await screen.findByText(/Look again before you act/)).toBeDefined();

  state.policy = policy({ version: 8 });
  await userEvent.click(screen.getByRole("button", { name: "Load what is there now" }));
  await userEvent.click(await screen.findByRole("button", { name: "Save policy" }));

  await screen.findByRole("button", { name: "Edit policy" });
  expect(state.sent).toEqual([{ fields: { streak: 6, base_open: "5s" }, expected_version: 8 }]);
});

it("says what the server answered when it cannot be read", async () => {
  network.use(
    meIs(),
    snapshotIs(() => snapshot()),
    http.get(POLICY, () => failure(503, "busy", "The journal is busy")),
  );
  renderPage(<PolicySection queue={{ engine: "embedded", name: "mail" }} facts={null} />, null);

  expect(await screen.findByText(/The journal is busy/)).toBeDefined();
});
