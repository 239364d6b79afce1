import { useState } from "react";
import { useShortcuts } from "./useShortcuts";

type RowKeys = { ids: string[]; onOpen: (id: string) => void; onAct: (id: string) => void };

/** j and k walk through the rows, Enter opens, b asks for the breaker's dialog. Gives the row that is marked. */
export function useRowKeys({ ids, onOpen, onAct }: RowKeys): string | null {
  const [marked, setMarked] = useState<string | null>(null);
  const at = marked === null ? -1 : ids.indexOf(marked);
  const active = at === -1 ? null : marked;
  const go = (step: number): void => {
    const next = Math.min(ids.length - 1, Math.max(0, at + step));
    setMarked(ids[next] ?? null);
  };
  const open = (): boolean => {
    if (active === null || isOnControl()) return false;
    onOpen(active);
    return true;
  };
  useShortcuts({
    Enter: open,
    j: () => go(1),
    k: () => go(-1),
    ...(active === null ? {} : { b: () => onAct(active) }),
  });
  return active;
}

/** Enter belongs to the button or link that has the focus. */
const isOnControl = (): boolean =>
  document.activeElement instanceof HTMLElement &&
  ["BUTTON", "A"].includes(document.activeElement.tagName);
