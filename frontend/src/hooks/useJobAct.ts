import { useMutation, useQueryClient } from "@tanstack/react-query";
import { actError } from "../lib/sentences";
import { toApiError } from "../services/apiError";
import type { QueueRef } from "../services/breakerService";
import { actOnJob, type JobAct } from "../services/jobService";
import { useRole } from "./useMe";
import { useNotice } from "./useNotice";
import { useSnapshotStore } from "./useSnapshot";

/** Retry or remove one job. The lists are read again whatever came of it. */
export function useJobAct(queue: QueueRef, id: string, act: JobAct) {
  const notify = useNotice();
  const role = useRole();
  const store = useSnapshotStore();
  const queryClient = useQueryClient();
  return useMutation({
    networkMode: "always",
    retry: false,
    mutationFn: () => actOnJob(queue, id, act),
    onSuccess: (answer) => notify({ tone: answer.success ? "ok" : "bad", text: answer.message }),
    onError: (error) =>
      notify({
        tone: "bad",
        text: actError(
          act === "retry" ? "retry the job" : "remove the job",
          toApiError(error),
          role,
          Date.now(),
        ),
      }),
    onSettled: () => {
      store.refresh();
      return queryClient.invalidateQueries({ queryKey: ["jobs", `${queue.engine}/${queue.name}`] });
    },
  });
}
