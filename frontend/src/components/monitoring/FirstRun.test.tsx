import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { engine, snapshot } from "../../test/factories/queues";
import { renderPage, snapshotIs } from "../../test/page";
import { network } from "../../test/setup";
import { FirstRun } from "./FirstRun";

it("says what the engine answered, not what might be", () => {
  network.use(snapshotIs(() => snapshot()));
  const error = "AMQ229031: Unable to validate user";
  renderPage(
    <FirstRun engines={[engine({ id: "orders", status: "down", error }), engine()]} />,
    null,
  );

  const row = screen.getByRole("row", { name: /orders/ });
  expect(within(row).getByText("Not connected")).toBeDefined();
  expect(within(row).getByText(error)).toBeDefined();
  expect(screen.queryByText(/address is wrong/)).toBeNull();
});
