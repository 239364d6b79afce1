import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { closedStatus, openStatus, snapshot } from "../../test/factories/queues";
import { meIs, renderPage, snapshotIs } from "../../test/page";
import { network } from "../../test/setup";
import type { CircuitBreakerStatus } from "../../types/queue";
import { CircuitBreakerStatusIndicator } from "./CircuitBreakerStatusIndicator";

const show = (status: CircuitBreakerStatus | null): void => {
  network.use(
    meIs(),
    snapshotIs(() => snapshot()),
  );
  renderPage(<CircuitBreakerStatusIndicator status={status} lastUpdated={new Date(0)} />, null);
};

describe("CircuitBreakerStatusIndicator", () => {
  it("says the consequence, the reason, the actor and what is confirmed while open", () => {
    show(openStatus("Database failover, INC-4410"));

    expect(screen.getByText("Open - 2 of 2 queues paused")).toBeDefined();
    expect(screen.getByText("Database failover, INC-4410")).toBeDefined();
    expect(screen.getByText("ops")).toBeDefined();
    expect(screen.getByText("1 of 2, 9 jobs still running")).toBeDefined();
    expect(screen.getByText("Since")).toBeDefined();
  });

  it("says that queues may run while closed", () => {
    show(closedStatus({ held_queues: 1 }));

    expect(screen.getByText("Closed - queues may run")).toBeDefined();
    expect(screen.getByText("1 of 2 queues")).toBeDefined();
  });

  it("does not guess when nothing is known", () => {
    show(null);

    expect(screen.getByText("Unknown - no answer yet")).toBeDefined();
  });
});
