import { useQueryClient } from "@tanstack/react-query";
import type { QueueRef } from "../services/breakerService";
import { putPolicy } from "../services/policyService";
import type { PolicyChange } from "../types/protection";
import { type Save, useSave } from "./useSave";

export const policyKey = (queueId: string) => ["policy", queueId] as const;

export function usePolicySave(queue: QueueRef): Save<PolicyChange> {
  const queryClient = useQueryClient();
  return useSave(
    "save the policy",
    (change: PolicyChange) => putPolicy(queue, change),
    (policy) => queryClient.setQueryData(policyKey(`${queue.engine}/${queue.name}`), policy),
  );
}
