import { useEffect, useRef } from "react";

/** What had the focus; for an entry of a menu, which is gone by then, the button of the menu. */
function opener(): HTMLElement | null {
  const active = document.activeElement;
  const menu = active?.closest("[role=menu]")?.getAttribute("aria-labelledby") ?? null;
  const element = menu === null ? active : document.getElementById(menu);
  return element instanceof HTMLElement && element !== document.body ? element : null;
}

/** While `opened`, remembers who opened it; then gives the focus back, or to the page if they left. */
export function useFocusReturn(opened: boolean): void {
  const from = useRef<HTMLElement | null>(null);
  // During the render: an effect would come after the dialog took the focus.
  if (opened && from.current === null) from.current = opener();
  useEffect(() => {
    if (!opened) return;
    return () => {
      const back = from.current;
      from.current = null;
      if (back === null) return;
      const to = back.isConnected ? back : document.getElementById("content");
      to?.focus({ preventScroll: true });
    };
  }, [opened]);
}
