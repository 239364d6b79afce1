import { POLL_TIMEOUT_MS } from "../config/env";
import type {
  AuditEntry,
  DemoDependency,
  DemoMode,
  Me,
  NewToken,
  Role,
  Session,
  TokenRow,
} from "../types/access";
import type { Page } from "../types/envelope";
import { request } from "./http";

export const signIn = (token: string): Promise<Session> =>
  request("/auth/sessions", { method: "POST", body: { token } });

export const signOut = (): Promise<unknown> =>
  request("/auth/sessions/current", { method: "DELETE" });

export const getMe = (signal?: AbortSignal): Promise<Me> => request("/auth/me", { signal });

export const getTokens = (signal?: AbortSignal): Promise<Page<TokenRow>> =>
  request("/tokens", { signal });

export const createToken = (name: string, role: Role): Promise<NewToken> =>
  request("/tokens", { method: "POST", body: { name, role } });

export const deleteToken = (id: string): Promise<unknown> =>
  request(`/tokens/${encodeURIComponent(id)}`, { method: "DELETE" });

export type AuditFilter = { engine?: string; queue?: string; limit?: number };

export const getAudit = (
  filter: AuditFilter,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Page<AuditEntry>> => {
  const query = new URLSearchParams({ limit: String(filter.limit ?? 50) });
  if (filter.engine !== undefined) query.set("engine", filter.engine);
  if (filter.queue !== undefined) query.set("queue", filter.queue);
  if (cursor !== null) query.set("cursor", cursor);
  return request(`/audit?${query}`, { signal, timeoutMs: POLL_TIMEOUT_MS });
};

export const getDemo = (signal?: AbortSignal): Promise<{ dependencies: DemoDependency[] }> =>
  request("/demo", { signal, timeoutMs: POLL_TIMEOUT_MS });

export const setDemoMode = (id: string, mode: DemoMode): Promise<DemoDependency> =>
  request(`/demo/dependencies/${encodeURIComponent(id)}`, { method: "POST", body: { mode } });
