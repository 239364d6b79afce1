import { useEffect, useRef, useState } from "react";
import { Poller, type PollResult } from "../services/poller";
import { usePreferences } from "./usePreferences";
import { useSnapshotStore } from "./useSnapshot";

const waiting: PollResult<never> = { data: null, connection: { kind: "waiting" } };

export type Polled<T> = PollResult<T> & { refresh: () => void };

/** Polls `fetch` while mounted, in the reader's rhythm but not faster than `slowestMs`. A new `key` starts anew. */
export function usePoll<T>(
  key: string,
  fetch: (signal: AbortSignal) => Promise<T>,
  slowestMs = 0,
): Polled<T> {
  const { intervalMs } = usePreferences();
  const [state, setState] = useState<{ key: string; result: PollResult<T> } | null>(null);
  const latest = useRef(fetch);
  const poller = useRef<Poller<T> | null>(null);
  const store = useSnapshotStore();
  const wait = intervalMs === null ? null : Math.max(intervalMs, slowestMs);
  const firstWait = useRef(wait);

  useEffect(() => {
    latest.current = fetch;
    firstWait.current = wait;
    poller.current?.setInterval(wait);
  });

  useEffect(() => {
    const mine = new Poller<T>({
      fetch: (signal) => latest.current(signal),
      intervalMs: firstWait.current,
      onResult: (result) => setState({ key, result }),
    });
    poller.current = mine;
    mine.start();
    const unhook = store.onRefresh(() => mine.refresh());
    return () => {
      unhook();
      mine.stop();
      poller.current = null;
    };
  }, [key, store]);

  const result = state?.key === key ? state.result : waiting;
  return { ...result, refresh: () => poller.current?.refresh() };
}
