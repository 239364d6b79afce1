import { createContext, useContext, useSyncExternalStore } from "react";
import { preferences } from "../lib/preferences";
import type { PollResult } from "../services/poller";
import { createPollStore, type PollStore } from "../services/pollStore";
import { createSnapshotFetch, type Received } from "../services/snapshotService";

export type SnapshotStore = PollStore<Received>;

export const createSnapshotStore = (intervalMs = preferences.get().intervalMs): SnapshotStore =>
  createPollStore(createSnapshotFetch(), intervalMs);

/** Replaced in tests; the page has one store for its whole life. */
export const SnapshotContext = createContext<SnapshotStore | null>(null);

export function useSnapshotStore(): SnapshotStore {
  const store = useContext(SnapshotContext);
  if (store === null) throw new Error("SnapshotContext is missing");
  return store;
}

export function useSnapshot(): PollResult<Received> {
  const store = useSnapshotStore();
  return useSyncExternalStore(store.subscribe, store.get);
}
