import { useQuery, useQueryClient } from "@tanstack/react-query";
import { actError } from "../lib/sentences";
import { type ApiError, toApiError } from "../services/apiError";
import type { QueueRef } from "../services/breakerService";
import { dryRun, type RedriveInput, startRedrive, stopRedrive } from "../services/redriveService";
import type { Redrive } from "../types/redrive";
import { useRole } from "./useMe";
import { useTimes } from "./useNow";
import { redrivesQuery } from "./useRedrives";
import { type Save, useSave } from "./useSave";

export type DryRun = { run: Redrive | null; failed: ApiError | null; error: string | null };

/** What would be sent: counted anew for each filter, never kept. */
export function useDryRun(queue: QueueRef, q: string | null): DryRun {
  const role = useRole();
  const { serverNow } = useTimes();
  const { data, error, isFetching } = useQuery({
    queryKey: ["redrive-dry-run", `${queue.engine}/${queue.name}`, q],
    queryFn: ({ signal }) => dryRun(queue, q, signal),
    networkMode: "always",
    retry: false,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const failed = error === null || isFetching ? null : toApiError(error);
  return {
    run: isFetching ? null : (data ?? null),
    failed,
    error: failed === null ? null : actError("count the dead jobs", failed, role, serverNow),
  };
}

/** Puts a redrive as it is now where the page reads it: no older answer comes after it. */
function useNewest(queue: QueueRef): (redrive: Redrive) => Promise<void> {
  const queryClient = useQueryClient();
  const { queryKey } = redrivesQuery(queue);
  return async (redrive) => {
    await queryClient.cancelQueries({ queryKey });
    queryClient.setQueryData(queryKey, (page) => ({
      next_cursor: null,
      items: [redrive, ...(page?.items.filter((it) => it.id !== redrive.id) ?? [])],
    }));
  };
}

export const useRedriveStart = (queue: QueueRef): Save<RedriveInput> =>
  useSave(
    "redrive the dead jobs",
    (input: RedriveInput) => startRedrive(queue, input),
    useNewest(queue),
  );

export const useRedriveStop = (queue: QueueRef, id: string): Save<null> =>
  useSave("stop the redrive", () => stopRedrive(id), useNewest(queue));
