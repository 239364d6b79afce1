import { CloseButton } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { useAnnounce } from "../../hooks/useAnnounce";
import { type Notice, NoticeContext } from "../../hooks/useNotice";

const SHOWN_MS = 8000;

export function Notices({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<Notice | null>(null);
  const announce = useAnnounce();

  const notify = useCallback(
    (next: Notice) => {
      setNotice(next);
      announce(next.text);
    },
    [announce],
  );

  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(() => setNotice(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);

  const Icon = notice?.tone === "bad" ? IconAlertTriangle : IconCheck;
  return (
    <NoticeContext value={notify}>
      {children}
      {notice !== null && (
        <div className="notice" data-tone={notice.tone}>
          <Icon size={16} stroke={2.1} aria-hidden />
          <span className="grow">{notice.text}</span>
          <CloseButton size="sm" aria-label="Dismiss" onClick={() => setNotice(null)} />
        </div>
      )}
    </NoticeContext>
  );
}
