import type { AuditEntry } from "../types/access";

const words: Record<string, string> = {
  main_opened: "main opened",
  main_closed: "main closed",
  held_open: "held open",
  forced_closed: "forced closed",
  probe_now: "probe asked for",
  mode_changed: "mode changed",
  drift_reasserted: "pause set again",
  foreign_pause: "paused outside Recloser",
  foreign_resume: "resumed outside Recloser",
  policy_changed: "policy changed",
  group_changed: "group changed",
  joined_group: "joined group",
  left_group: "left group",
  token_created: "token made",
  signed_in: "signed in",
};

export const actionWords = (action: string): string => words[action] ?? action.replaceAll("_", " ");

export const isAutomatic = (entry: AuditEntry): boolean => entry.actor === "recloser";

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "Opened by itself", "Held open by ops" */
export const entryTitle = (entry: AuditEntry): string =>
  `${capital(actionWords(entry.action))} ${isAutomatic(entry) ? "by itself" : `by ${entry.actor}`}`;

export const changeWords = ({ before, after }: AuditEntry): string =>
  before === null && after === null
    ? ""
    : before === after
      ? (after ?? "")
      : `${before ?? "-"} → ${after ?? "-"}`;
