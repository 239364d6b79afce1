import { useInfiniteQuery } from "@tanstack/react-query";
import { freshCount, refreshed } from "../lib/outages";
import { type ApiError, toApiError } from "../services/apiError";
import type { Connection } from "../services/connection";
import { getIncidents } from "../services/incidentService";
import type { Incident } from "../types/protection";
import { usePoll } from "./usePoll";

const SLOWEST_MS = 5000;
const PAGE = 30;
const firstPage: string | null = null;

export type Outages = {
  /** null = not read yet. */
  rows: Incident[] | null;
  /** Came since the list was read: they wait, so that nothing moves under the cursor. */
  fresh: number;
  error: ApiError | null;
  connection: Connection;
  more: { has: boolean; isPending: boolean; fetch: () => void };
  reload: () => void;
};

/** The list page by page, with newer values of the newest page. `queue` is an id, or null for all. */
export function useOutages(queue: string | null): Outages {
  const list = useInfiniteQuery({
    queryKey: ["incidents", queue],
    queryFn: ({ pageParam, signal }) => getIncidents({ queue, limit: PAGE }, pageParam, signal),
    initialPageParam: firstPage,
    getNextPageParam: (last) => last.next_cursor,
    networkMode: "always",
    retry: false,
  });
  const newest = usePoll(
    `outages ${queue ?? ""}`,
    (signal) => getIncidents({ queue, limit: PAGE }, null, signal),
    SLOWEST_MS,
  );
  const read = list.data?.pages.flatMap((page) => page.items) ?? null;
  const polled = newest.data?.items ?? [];
  return {
    rows: read === null ? null : refreshed(read, polled),
    fresh: read === null ? 0 : freshCount(read, polled),
    error: list.error === null ? null : toApiError(list.error),
    connection: newest.connection,
    more: {
      has: list.hasNextPage,
      isPending: list.isFetchingNextPage,
      fetch: () => void list.fetchNextPage(),
    },
    reload: () => void list.refetch(),
  };
}
