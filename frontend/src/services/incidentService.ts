import { POLL_TIMEOUT_MS } from "../config/env";
import type { Page } from "../types/envelope";
import type { Incident } from "../types/protection";
import { request, requestText } from "./http";

export type IncidentFilter = { queue: string | null; limit: number };

export const getIncidents = (
  { queue, limit }: IncidentFilter,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Page<Incident>> => {
  const query = new URLSearchParams({ limit: String(limit) });
  if (queue !== null) query.set("queue", queue);
  if (cursor !== null) query.set("cursor", cursor);
  return request(`/incidents?${query}`, { signal, timeoutMs: POLL_TIMEOUT_MS });
};

const pathOf = (id: string): string => `/incidents/${encodeURIComponent(id)}`;

export const getIncident = (id: string, signal?: AbortSignal): Promise<Incident> =>
  request(pathOf(id), { signal, timeoutMs: POLL_TIMEOUT_MS });

export const getIncidentText = (id: string): Promise<string> =>
  requestText(`${pathOf(id)}?format=markdown`, { headers: { Accept: "text/markdown" } });
