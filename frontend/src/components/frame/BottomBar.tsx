import { NavLink } from "react-router";
import { labels } from "../../lib/labels";
import { pages } from "./navigation";

export const BottomBar = ({ inert }: { inert: boolean }) => (
  <nav className="bottom-bar" inert={inert} aria-label={labels.navigation}>
    {pages.map(({ to, text, icon: Icon }) => (
      <NavLink key={to} to={to}>
        <Icon size={20} stroke={1.8} aria-hidden />
        {text}
      </NavLink>
    ))}
  </nav>
);
