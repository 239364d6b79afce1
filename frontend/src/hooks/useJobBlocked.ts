import { can, noteOf, type QueueView } from "../lib/queueView";
import { useRole } from "./useMe";

const needs = { retry: "RETRY", remove: "REMOVE", redrive: "RETRY" } as const;

/** Why this role cannot do `what`; null = it can. */
export function useRoleBlocked(what: string): string | null {
  return useRole() === "viewer" ? `Your role viewer cannot ${what}.` : null;
}

/** Why jobs cannot be retried, removed or redriven; null = they can. */
export function useJobBlocked(view: QueueView, act: keyof typeof needs): string | null {
  const denied = useRoleBlocked(`${act} jobs`);
  if (denied !== null) return denied;
  if (view.stale) return "Actions are off until the engine answers.";
  if (!can(view.engine, needs[act]))
    return noteOf(view.engine, needs[act]) ?? `This engine cannot ${act} jobs`;
  return null;
}
