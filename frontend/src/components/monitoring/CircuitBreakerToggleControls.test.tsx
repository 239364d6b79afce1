import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { closedStatus, openStatus, snapshot } from "../../test/factories/queues";
import { meIs, renderPage, snapshotIs } from "../../test/page";
import { network } from "../../test/setup";
import type { Role } from "../../types/access";
import type { CircuitBreakerStatus } from "../../types/queue";
import { CircuitBreakerToggleControls } from "./CircuitBreakerToggleControls";

function show(status: CircuitBreakerStatus | null, isToggling = false, role: Role = "operator") {
  network.use(
    meIs({ role }),
    snapshotIs(() => snapshot()),
  );
  const onToggle = vi.fn();
  const page = renderPage(
    <CircuitBreakerToggleControls status={status} isToggling={isToggling} onToggle={onToggle} />,
    null,
  );
  return { onToggle, page };
}

describe("CircuitBreakerToggleControls", () => {
  it("offers the next act", async () => {
    const { onToggle } = show(closedStatus());

    await userEvent.click(screen.getByRole("button", { name: "Open circuit breaker" }));

    expect(onToggle).toHaveBeenCalledOnce();
  });

  it("offers to close an open breaker", () => {
    show(openStatus("API down"));

    expect(screen.getByRole("button", { name: "Close circuit breaker" })).toBeDefined();
  });

  it.each([
    ["Opening...", closedStatus()],
    ["Closing...", openStatus("API down")],
  ])("says %s and takes no second click while one is under way", async (words, status) => {
    const { onToggle } = show(status, true);

    const button = screen.getByRole("button", { name: words });
    await userEvent.click(button);
    await userEvent.dblClick(button);

    expect(button.getAttribute("aria-disabled")).toBe("true");
    expect(onToggle).not.toHaveBeenCalled();
  });

  it("renders nothing without a status", () => {
    show(null);

    expect(screen.queryByRole("button")).toBeNull();
  });

  it("stays there for a viewer, and does nothing", async () => {
    const { onToggle } = show(closedStatus(), false, "viewer");

    await screen.findByRole("button", { name: "Open circuit breaker" });
    await vi.waitFor(() =>
      expect(screen.getByRole("button").getAttribute("aria-disabled")).toBe("true"),
    );
    await userEvent.click(screen.getByRole("button"));

    expect(onToggle).not.toHaveBeenCalled();
  });
});
