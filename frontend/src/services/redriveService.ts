import { POLL_TIMEOUT_MS } from "../config/env";
import type { Page } from "../types/envelope";
import type { Redrive } from "../types/redrive";
import type { QueueRef } from "./breakerService";
import { request } from "./http";

/** `q`: only jobs whose error or id contains it; null = all. Only what this dry run showed is sent. */
export type RedriveInput = { q: string | null; rate_per_s: number; dry_run_id: string };

/** Says what would be sent. Sends nothing. */
export const dryRun = (
  { engine, name }: QueueRef,
  q: string | null,
  signal?: AbortSignal,
): Promise<Redrive> =>
  request("/redrives", {
    method: "POST",
    body: { engine, queue: name, q, dry_run: true },
    signal,
  });

export const startRedrive = ({ engine, name }: QueueRef, input: RedriveInput): Promise<Redrive> =>
  request("/redrives", { method: "POST", body: { engine, queue: name, ...input } });

/** The newest first. */
export const getRedrives = (
  { engine, name }: QueueRef,
  signal?: AbortSignal,
): Promise<Page<Redrive>> =>
  request(`/redrives?${new URLSearchParams({ queue: `${engine}/${name}` })}`, {
    signal,
    timeoutMs: POLL_TIMEOUT_MS,
  });

export const stopRedrive = (id: string): Promise<Redrive> =>
  request(`/redrives/${encodeURIComponent(id)}/stop`, { method: "POST", body: {} });
