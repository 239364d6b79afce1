import { useMutation, useQueryClient } from "@tanstack/react-query";
import { actError } from "../lib/sentences";
import { type ApiError, toApiError } from "../services/apiError";
import type { QueueRef } from "../services/breakerService";
import { putPolicy } from "../services/policyService";
import type { PolicyChange } from "../types/protection";
import { useRole } from "./useMe";
import { useTimes } from "./useNow";
import { useSnapshotStore } from "./useSnapshot";

export const policyKey = (queueId: string) => ["policy", queueId] as const;

export type PolicySave = {
  isPending: boolean;
  failed: ApiError | null;
  /** In words, for a person; null = nothing failed. */
  error: string | null;
  send: (change: PolicyChange, onDone: () => void, onFailed?: (error: ApiError) => void) => void;
  reset: () => void;
};

export function usePolicySave(queue: QueueRef): PolicySave {
  const queryClient = useQueryClient();
  const store = useSnapshotStore();
  const role = useRole();
  const { serverNow } = useTimes();
  const id = `${queue.engine}/${queue.name}`;
  const mutation = useMutation({
    networkMode: "always",
    retry: false,
    mutationFn: (change: PolicyChange) => putPolicy(queue, change),
    onSuccess: (policy) => queryClient.setQueryData(policyKey(id), policy),
    onSettled: () => {
      store.refresh();
      void queryClient.invalidateQueries({ queryKey: ["audit"] });
    },
  });
  const failed = mutation.error === null ? null : toApiError(mutation.error);
  return {
    isPending: mutation.isPending,
    failed,
    error: failed === null ? null : actError("save the policy", failed, role, serverNow),
    send: (change, onDone, onFailed) => {
      if (mutation.isPending) return;
      mutation.mutate(change, {
        onSuccess: onDone,
        onError: (thrown) => onFailed?.(toApiError(thrown)),
      });
    },
    reset: mutation.reset,
  };
}
