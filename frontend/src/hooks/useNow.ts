import { useSyncExternalStore } from "react";
import { millis } from "../lib/format";
import { monotonicNow } from "../services/snapshotService";
import { useSnapshot } from "./useSnapshot";

const TICK_MS = 1000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let tick = monotonicNow();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  tick = monotonicNow();
  timer ??= setInterval(() => {
    tick = monotonicNow();
    for (const each of [...listeners]) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

/** One clock for the whole page; everything that counts changes together, once a second. */
export const useTick = (): number => useSyncExternalStore(subscribe, () => tick);

export type Times = {
  /** Milliseconds since the newest snapshot came. */
  sinceAnswer: number;
  /** The server's clock, carried on by ours: spans stay right when the two differ. */
  serverNow: number;
};

export function useTimes(): Times {
  const now = useTick();
  const { data } = useSnapshot();
  if (data === null) return { sinceAnswer: 0, serverNow: Date.now() };
  const sinceAnswer = Math.max(0, now - data.receivedAt);
  return { sinceAnswer, serverNow: (millis(data.snapshot.taken_at) ?? Date.now()) + sinceAnswer };
}
