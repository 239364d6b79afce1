import { can, noteOf, type QueueView } from "../lib/queueView";
import { useRole } from "./useMe";

/** Why a job cannot be retried or removed; null = it can. */
export function useJobBlocked(view: QueueView, name: "RETRY" | "REMOVE"): string | null {
  const role = useRole();
  if (role === "viewer") return `Your role viewer cannot ${name.toLowerCase()} jobs.`;
  if (view.stale) return "Actions are off until the engine answers.";
  if (!can(view.engine, name))
    return noteOf(view.engine, name) ?? `This engine cannot ${name.toLowerCase()} jobs`;
  return null;
}
