import { useState } from "react";
import { inOrder, type QueueView } from "../lib/queueView";

/** Rows keep their places while their numbers change; they are sorted anew only when `key` changes. */
export function useSteadyOrder(rows: QueueView[], key: string): QueueView[] {
  const [kept, setKept] = useState<{ key: string; ids: string[] } | null>(null);
  if (kept === null || kept.key !== key) {
    setKept({ key, ids: rows.map((view) => view.row.id) });
    return rows;
  }
  return inOrder(rows, kept.ids);
}
