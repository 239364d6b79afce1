import { useMutation, useQueryClient } from "@tanstack/react-query";
import { actError } from "../lib/sentences";
import { toApiError } from "../services/apiError";
import { type GroupChange, putGroup } from "../services/groupService";
import { useRole } from "./useMe";
import { useTimes } from "./useNow";
import { useSnapshotStore } from "./useSnapshot";

export type GroupSave = {
  isPending: boolean;
  /** In words, for a person; null = nothing failed. */
  error: string | null;
  send: (name: string, change: GroupChange, onDone: () => void) => void;
};

export function useGroupSave(): GroupSave {
  const queryClient = useQueryClient();
  const store = useSnapshotStore();
  const role = useRole();
  const { serverNow } = useTimes();
  const mutation = useMutation({
    networkMode: "always",
    retry: false,
    mutationFn: ({ name, change }: { name: string; change: GroupChange }) => putGroup(name, change),
    onSettled: () => {
      store.refresh();
      void queryClient.invalidateQueries({ queryKey: ["audit"] });
    },
  });
  return {
    isPending: mutation.isPending,
    error:
      mutation.error === null
        ? null
        : actError("group the queues", toApiError(mutation.error), role, serverNow),
    send: (name, change, onDone) => {
      if (!mutation.isPending) mutation.mutate({ name, change }, { onSuccess: onDone });
    },
  };
}
