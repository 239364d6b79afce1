import type { AuditEntry } from "../types/access";
import { actionWords, isAutomatic } from "./auditWords";

export const AUDIT_KINDS = ["all", "people", "auto", "refused"] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

const ofKind = (entry: AuditEntry, kind: AuditKind): boolean => {
  switch (kind) {
    case "all":
      return true;
    case "people":
      return !isAutomatic(entry);
    case "auto":
      return isAutomatic(entry);
    case "refused":
      return entry.result === "denied" || entry.result === "conflict" || entry.result === "failed";
  }
};

export const auditRows = (entries: AuditEntry[], text: string, kind: AuditKind): AuditEntry[] => {
  const wanted = text.trim().toLowerCase();
  return entries.filter(
    (it) =>
      ofKind(it, kind) &&
      [it.actor, it.target, it.reason ?? "", it.detail ?? "", actionWords(it.action)].some((part) =>
        part.toLowerCase().includes(wanted),
      ),
  );
};
