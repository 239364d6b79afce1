import { useEffect, useRef } from "react";
import { usePreferences } from "./usePreferences";

/** A shortcut that answers false has not acted: the key stays with the browser. */
export type Shortcuts = Record<string, () => unknown>;

const SEQUENCE_MS = 1200;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

const inDialog = (): boolean => document.querySelector('[role="dialog"], [role="menu"]') !== null;

/** `{"r": ..., "g q": ...}`. Silent while somebody types, while a dialog is open, or when switched off. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  const { singleKeys } = usePreferences();

  useEffect(() => {
    latest.current = shortcuts;
  });

  useEffect(() => {
    if (!singleKeys) return;
    let prefix: { key: string; at: number } | null = null;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || inDialog()) return;
      const held = prefix !== null && event.timeStamp - prefix.at < SEQUENCE_MS ? prefix : null;
      prefix = null;
      const run = latest.current[held === null ? event.key : `${held.key} ${event.key}`];
      if (run !== undefined) {
        if (run() !== false) event.preventDefault();
        return;
      }
      if (held === null && event.key === "g") prefix = { key: "g", at: event.timeStamp };
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [singleKeys]);
}
