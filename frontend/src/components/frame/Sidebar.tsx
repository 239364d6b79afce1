import { IconUserCircle } from "@tabler/icons-react";
import { NavLink } from "react-router";
import { useMe } from "../../hooks/useMe";
import { useSnapshot } from "../../hooks/useSnapshot";
import { enginesOf } from "../../lib/groups";
import { labels } from "../../lib/labels";
import { Brand } from "../ui/Brand";
import { EngineAges } from "./EngineAges";
import { pages } from "./navigation";

export function Sidebar({ inert }: { inert: boolean }) {
  const me = useMe();
  const snapshot = useSnapshot().data?.snapshot ?? null;
  return (
    <aside className="sidebar" inert={inert} aria-label={labels.product}>
      <Brand environment={me?.environment ?? null} />
      <nav aria-label={labels.navigation}>
        {pages.map(({ to, text, icon: Icon, count }) => (
          <NavLink key={to} to={to}>
            <Icon size={16} stroke={1.8} aria-hidden />
            {text}
            <span className="nav-count">{snapshot === null ? null : count?.(snapshot)}</span>
          </NavLink>
        ))}
      </nav>
      {snapshot !== null && snapshot.engines.length > 0 && (
        <EngineAges engines={enginesOf(snapshot)} />
      )}
      {me !== null && (
        <div className="sidebar-user">
          <IconUserCircle size={16} stroke={1.8} aria-hidden />
          <span className="clip" title={me.actor}>
            {me.actor}
            {me.actor !== me.role && <span className="text3"> {me.role}</span>}
          </span>
        </div>
      )}
    </aside>
  );
}
