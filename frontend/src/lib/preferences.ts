import { pollMs } from "../config/env";
import type { TimeZone } from "./format";

export type Column = "scheduled" | "retrying";
export type Preferences = {
  timeZone: TimeZone;
  singleKeys: boolean;
  /** null = Off. */
  intervalMs: number | null;
  /** Columns the reader switched on or off by hand; others follow the width. */
  columns: Partial<Record<Column, boolean>>;
};

const KEY = "recloser.preferences";
const listeners = new Set<() => void>();

const defaults = (): Preferences => ({
  timeZone: "utc",
  singleKeys: true,
  intervalMs: pollMs(),
  columns: {},
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function parse(text: string | null): Preferences {
  const base = defaults();
  if (text === null) return base;
  const stored: unknown = JSON.parse(text);
  if (!isRecord(stored)) return base;
  if (stored.timeZone === "local") base.timeZone = "local";
  if (stored.singleKeys === false) base.singleKeys = false;
  if (stored.intervalMs === null || typeof stored.intervalMs === "number")
    base.intervalMs = stored.intervalMs;
  const columns = stored.columns;
  if (isRecord(columns))
    for (const name of ["scheduled", "retrying"] as const)
      if (typeof columns[name] === "boolean") base.columns[name] = columns[name];
  return base;
}

function load(): Preferences {
  try {
    return parse(localStorage.getItem(KEY));
  } catch {
    return defaults(); // storage is off, or holds something else
  }
}

let current: Preferences | null = null;

export const preferences = {
  get(): Preferences {
    current ??= load();
    return current;
  },
  set(change: Partial<Preferences>): void {
    current = { ...preferences.get(), ...change };
    try {
      localStorage.setItem(KEY, JSON.stringify(current));
    } catch {
      // kept for this page only
    }
    for (const listener of [...listeners]) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
