import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { AnnounceContext } from "../../hooks/useAnnounce";
import { useSnapshot } from "../../hooks/useSnapshot";
import { describeChanges } from "../../lib/changes";
import type { Snapshot } from "../../types/snapshot";

const BATCH_MS = 5000;

/** The one polite live region of the page: at most one sentence per five seconds. */
export function LiveRegion({ children }: { children: ReactNode }) {
  const [text, setText] = useState("");
  const snapshot = useSnapshot().data?.snapshot ?? null;
  const before = useRef<Snapshot | null>(null);
  const pending = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const announce = useCallback((sentence: string) => {
    const flush = (): void => {
      timer.current = null;
      if (pending.current.length === 0) return;
      setText(pending.current.splice(0).join(" "));
      timer.current = setTimeout(flush, BATCH_MS);
    };
    pending.current.push(sentence);
    if (timer.current === null) flush();
  }, []);

  useEffect(() => {
    if (snapshot === null) return;
    const changes = before.current === null ? [] : describeChanges(before.current, snapshot);
    before.current = snapshot;
    if (changes.length > 0) announce(changes.join(" "));
  }, [snapshot, announce]);

  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );

  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="sr-only" role="status" aria-live="polite">
        {text}
      </div>
    </AnnounceContext>
  );
}
