import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ActWord, actError } from "../lib/sentences";
import { type ApiError, toApiError } from "../services/apiError";
import { useRole } from "./useMe";
import { useTimes } from "./useNow";
import { useSnapshotStore } from "./useSnapshot";

export type Save<Change> = {
  isPending: boolean;
  failed: ApiError | null;
  /** In words, for a person; null = nothing failed. */
  error: string | null;
  /** Its callbacks run only while the form that sent it is there. */
  send: (change: Change, onDone?: () => void, onFailed?: (error: ApiError) => void) => void;
  reset: () => void;
};

/** Changes something the server keeps; `onSaved` runs also when the form is gone by then. */
export function useSave<Change, Answer>(
  word: ActWord,
  save: (change: Change) => Promise<Answer>,
  onSaved?: (answer: Answer) => void,
): Save<Change> {
  const queryClient = useQueryClient();
  const store = useSnapshotStore();
  const role = useRole();
  const { serverNow } = useTimes();
  const mutation = useMutation({
    networkMode: "always",
    retry: false,
    mutationFn: save,
    onSuccess: (answer) => onSaved?.(answer),
    onSettled: () => {
      store.refresh();
      void queryClient.invalidateQueries({ queryKey: ["audit"] });
    },
  });
  const failed = mutation.error === null ? null : toApiError(mutation.error);
  return {
    isPending: mutation.isPending,
    failed,
    error: failed === null ? null : actError(word, failed, role, serverNow),
    send: (change, onDone, onFailed) => {
      if (mutation.isPending) return;
      mutation.mutate(change, {
        onSuccess: () => onDone?.(),
        onError: (thrown) => onFailed?.(toApiError(thrown)),
      });
    },
    reset: mutation.reset,
  };
}
