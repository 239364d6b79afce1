import { useMutation } from "@tanstack/react-query";
import { toApiError } from "../services/apiError";
import queueService from "../services/queueService";
import type { CircuitBreakerState } from "../types/queue";
import { useNotice } from "./useNotice";
import { useSnapshotStore } from "./useSnapshot";

export type MainToggle = {
  isPending: boolean;
  error: Error | null;
  reset: () => void;
  send: (from: CircuitBreakerState, reason: string, onDone: () => void) => void;
};

/** Opens or closes the main breaker. A second act while one runs is not sent. */
export function useMainToggle(): MainToggle {
  const notify = useNotice();
  const store = useSnapshotStore();
  const mutation = useMutation({
    networkMode: "always",
    retry: false,
    mutationFn: ({ from, reason }: { from: CircuitBreakerState; reason: string }) =>
      queueService.toggleCircuitBreaker(from, reason),
    onSuccess: (answer) => notify({ tone: answer.success ? "ok" : "bad", text: answer.message }),
    onSettled: () => store.refresh(),
  });
  return {
    isPending: mutation.isPending,
    error: mutation.error === null ? null : toApiError(mutation.error),
    reset: mutation.reset,
    send: (from, reason, onDone) => {
      if (!mutation.isPending) mutation.mutate({ from, reason }, { onSuccess: onDone });
    },
  };
}
