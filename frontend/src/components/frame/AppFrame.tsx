import { type ReactNode, useEffect } from "react";
import { Outlet, useLocation } from "react-router";
import { useSnapshot } from "../../hooks/useSnapshot";
import { labels } from "../../lib/labels";
import { BottomBar } from "./BottomBar";
import { FrameKeys } from "./FrameKeys";
import { Header } from "./Header";
import { LiveRegion } from "./LiveRegion";
import { Notices } from "./Notices";
import { Sidebar } from "./Sidebar";

/** The page around every page. Its parts are inert while the connection is lost: there is nothing to see behind. */
export function AppFrame({ children }: { children?: ReactNode }) {
  const { connection } = useSnapshot();
  const { pathname } = useLocation();
  const lost = connection.kind === "lost";

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page starts at its top
  useEffect(() => {
    window.scrollTo(0, 0); // may return a promise: not a clean-up
  }, [pathname]);

  return (
    <LiveRegion>
      <Notices>
        <a className="skip" href="#content">
          {labels.skip}
        </a>
        <div className="app" data-lost={lost || undefined}>
          <Sidebar inert={lost} />
          <div className="app-main">
            <Header inert={lost} />
            <main id="content" className="content" tabIndex={-1}>
              {children ?? <Outlet />}
            </main>
          </div>
          <BottomBar inert={lost} />
        </div>
        <FrameKeys />
      </Notices>
    </LiveRegion>
  );
}
