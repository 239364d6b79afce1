import { useThrottledCallback } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { hasMoved, redriveNews } from "../lib/redrive";
import type { QueueRef } from "../services/breakerService";
import type { Redrive } from "../types/redrive";
import { useAnnounce } from "./useAnnounce";
import { useSnapshotStore } from "./useSnapshot";

const REFRESH_MS = 2000;

/** Says when a redrive starts and ends, and reads the dead jobs again as it moves on. */
export function useRedriveNews(queue: QueueRef, newest: Redrive | null | undefined): void {
  const announce = useAnnounce();
  const store = useSnapshotStore();
  const queryClient = useQueryClient();
  const before = useRef<Redrive | null | undefined>(undefined);
  const id = `${queue.engine}/${queue.name}`;
  const refresh = useThrottledCallback(() => {
    store.refresh();
    void queryClient.invalidateQueries({ queryKey: ["jobs", id] });
  }, REFRESH_MS);

  useEffect(() => {
    const last = before.current;
    before.current = newest;
    if (last === undefined || newest === undefined || newest === null) return;
    const news = redriveNews(last, newest, queue.name);
    if (news !== null) announce(news);
    if (hasMoved(last, newest)) refresh();
  }, [newest, queue.name, announce, refresh]);
}
