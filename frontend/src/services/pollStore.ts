import { Poller, type PollResult } from "./poller";

export type PollStore<T> = {
  get: () => PollResult<T>;
  /** The first subscriber starts the polling, the last one to leave stops it. */
  subscribe: (listener: () => void) => () => void;
  refresh: () => void;
  /** Told when somebody asks for a refresh: others who poll join in. */
  onRefresh: (listener: () => void) => () => void;
  setInterval: (intervalMs: number | null) => void;
};

/** One poller shared by everybody on the page who looks at the same thing. */
export function createPollStore<T>(
  fetch: (signal: AbortSignal) => Promise<T>,
  intervalMs: number | null,
): PollStore<T> {
  const listeners = new Set<() => void>();
  const refreshers = new Set<() => void>();
  let result: PollResult<T> = { data: null, connection: { kind: "waiting" } };
  let interval = intervalMs;
  let poller: Poller<T> | null = null;

  const open = (): Poller<T> =>
    new Poller<T>({
      fetch,
      intervalMs: interval,
      onResult: (next) => {
        result = next;
        for (const listener of [...listeners]) listener();
      },
    });

  return {
    get: () => result,
    subscribe(listener) {
      listeners.add(listener);
      if (poller === null) {
        poller = open();
        poller.start();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        poller?.stop();
        poller = null;
        result = { data: null, connection: { kind: "waiting" } };
      };
    },
    refresh() {
      poller?.refresh();
      for (const listener of [...refreshers]) listener();
    },
    onRefresh(listener) {
      refreshers.add(listener);
      return () => refreshers.delete(listener);
    },
    setInterval(next) {
      interval = next;
      poller?.setInterval(next);
    },
  };
}
