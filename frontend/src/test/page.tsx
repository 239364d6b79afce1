import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { createSnapshotStore, SnapshotContext } from "../hooks/useSnapshot";
import type { Me } from "../types/access";
import type { Snapshot } from "../types/snapshot";

export const success = (data: unknown) => HttpResponse.json({ status: "success", data });
export const failure = (status: number, code: string, message: string) =>
  HttpResponse.json({ status: "error", code, message }, { status });

const me: Me = {
  actor: "ops",
  role: "operator",
  expires_at: null,
  environment: "Test",
  version: "1",
  demo: false,
};

export const meIs = (more: Partial<Me> = {}) =>
  http.get("*/api/v1/auth/me", () => success({ ...me, ...more }));
export const snapshotIs = (get: () => Snapshot) =>
  http.get("*/api/v1/snapshot", () => success(get()));

export function renderPage(children: ReactNode, intervalMs: number | null = 2000) {
  const queryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, gcTime: Number.POSITIVE_INFINITY } },
  });
  const store = createSnapshotStore(intervalMs);
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>
        <SnapshotContext value={store}>
          <MemoryRouter>{children}</MemoryRouter>
        </SnapshotContext>
      </QueryClientProvider>
    </MantineProvider>,
  );
}
