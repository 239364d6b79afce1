/** Everything that can be set from outside: build variables or a `<meta name="recloser-...">` of the page. */

const meta = (name: string): string | null =>
  document.querySelector(`meta[name="recloser-${name}"]`)?.getAttribute("content") ?? null;

const positive = (text: string | null | undefined, fallback: number): number => {
  const value = Number(text);
  return text && Number.isFinite(value) && value > 0 ? value : fallback;
};

/** Origin of the server; empty = the page's own. */
export const API_BASE = import.meta.env.VITE_API_BASE ?? "";
export const API_PREFIX = "/api/v1";

export const DEFAULT_POLL_MS = 2000;
export const pollMs = (): number =>
  positive(import.meta.env.VITE_POLL_MS ?? meta("poll-ms"), DEFAULT_POLL_MS);

/** A poll that takes longer counts as failed. */
export const POLL_TIMEOUT_MS = 4000;
/** An act is given longer: it may still happen on the engine. */
export const ACT_TIMEOUT_MS = 10_000;
export const MAX_POLL_ERRORS = 5;
export const BACKOFF_FIRST_MS = 4000;
export const BACKOFF_MAX_MS = 30_000;
