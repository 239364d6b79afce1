import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { QueueView } from "../lib/queueView";
import { type ActWord, actError } from "../lib/sentences";
import { toApiError } from "../services/apiError";
import { type BreakerCommand, newIdempotencyKey, sendCommand } from "../services/breakerService";
import { useRole } from "./useMe";
import { useNotice } from "./useNotice";
import { useTimes } from "./useNow";
import { useSnapshotStore } from "./useSnapshot";

type WithoutVersion<T> = T extends unknown ? Omit<T, "version"> : never;
export type CommandInput = WithoutVersion<BreakerCommand>;

export type BreakerCommands = {
  isPending: boolean;
  error: string | null;
  send: (input: CommandInput, word: ActWord, onDone?: () => void) => void;
};

/**
 * Commands for one queue's breaker, against the version the reader saw first. One key per intention:
 * sending it again after a timeout does not act twice. After a conflict the newer version counts.
 */
export function useBreakerCommand(view: QueueView): BreakerCommands {
  const { engine, name, breaker } = view.row;
  const [version, setVersion] = useState(breaker.version);
  const [word, setWord] = useState<ActWord>("open breaker");
  const key = useRef(newIdempotencyKey());
  const store = useSnapshotStore();
  const queryClient = useQueryClient();
  const notify = useNotice();
  const role = useRole();
  const { serverNow } = useTimes();

  const mutation = useMutation({
    networkMode: "always",
    retry: false,
    mutationFn: (command: BreakerCommand) => sendCommand({ engine, name }, command, key.current),
    onSuccess: (answer) => {
      notify({ tone: answer.success ? "ok" : "bad", text: `${name}: ${answer.message}` });
      key.current = newIdempotencyKey();
      setVersion(answer.breaker.version);
    },
    onError: (thrown) => {
      const error = toApiError(thrown);
      if (error.code !== "timeout") key.current = newIdempotencyKey();
      if (error.breaker !== null) setVersion(error.breaker.version);
    },
    onSettled: () => {
      store.refresh();
      void queryClient.invalidateQueries({ queryKey: ["audit"] });
    },
  });

  const error = mutation.error === null ? null : toApiError(mutation.error);
  return {
    isPending: mutation.isPending,
    error: error === null ? null : actError(word, error, role, serverNow),
    send: (input, nextWord, onDone) => {
      if (mutation.isPending) return;
      setWord(nextWord);
      mutation.mutate({ ...input, version }, onDone === undefined ? {} : { onSuccess: onDone });
    },
  };
}
