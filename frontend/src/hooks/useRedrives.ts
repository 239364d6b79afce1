import { queryOptions, useQuery } from "@tanstack/react-query";
import { isSettled } from "../lib/redrive";
import { type ApiError, toApiError } from "../services/apiError";
import type { QueueRef } from "../services/breakerService";
import { getRedrives } from "../services/redriveService";
import type { Page } from "../types/envelope";
import type { Redrive } from "../types/redrive";

const AGAIN_MS = 2000;

export const redrivesQuery = (queue: QueueRef) =>
  queryOptions({
    queryKey: ["redrives", `${queue.engine}/${queue.name}`],
    queryFn: ({ signal }) => getRedrives(queue, signal),
    networkMode: "always",
    retry: false,
  });

export type Redrives = {
  /** null = none is known; undefined = not read yet. */
  newest: Redrive | null | undefined;
  error: ApiError | null;
};

const newestOf = (page: Page<Redrive> | undefined): Redrive | null =>
  page?.items.find((it) => it.state !== "dry_run") ?? null;

/** The newest redrive of a queue, asked for again while it has dead jobs or numbers still move. */
export function useRedrives(queue: QueueRef, dead: number | null): Redrives {
  const { data, error } = useQuery({
    ...redrivesQuery(queue),
    refetchInterval: ({ state }) =>
      dead !== 0 || !isSettled(newestOf(state.data)) ? AGAIN_MS : false,
  });
  return {
    newest: data === undefined ? undefined : newestOf(data),
    error: error === null ? null : toApiError(error),
  };
}
