import { IconChevronRight, IconMoon, IconSun } from "@tabler/icons-react";
import { Link, useLocation } from "react-router";
import { useMe } from "../../hooks/useMe";
import { useTheme } from "../../hooks/useTheme";
import { labels } from "../../lib/labels";
import { outageIdOf } from "../../lib/outages";
import { queueRefOf } from "../../lib/queueRef";
import { Button } from "../ui/Button";
import { pages } from "./navigation";
import { PaletteField } from "./Palette";
import { RefreshControl } from "./RefreshControl";

function Crumb() {
  const { pathname } = useLocation();
  const queue = queueRefOf(pathname);
  const outage = outageIdOf(pathname);
  const page = pages.find((it) => pathname.startsWith(it.to));
  if (queue === null && outage === null)
    return <span className="crumb">{page?.text ?? labels.product}</span>;
  return (
    <nav className="crumb" aria-label="Breadcrumb">
      <Link to={page?.to ?? "/"}>{page?.text}</Link>
      <IconChevronRight size={14} stroke={2.1} aria-hidden />
      <span className="clip" aria-current="page">
        {queue?.name ?? outage}
      </span>
    </nav>
  );
}

function ThemeButton() {
  const { shown, choose } = useTheme();
  const dark = shown === "dark";
  const Icon = dark ? IconSun : IconMoon;
  return (
    <Button
      square
      className="wide-only"
      aria-label={dark ? labels.theme.toLight : labels.theme.toDark}
      onClick={() => choose(dark ? "light" : "dark")}
      icon={<Icon size={16} stroke={1.8} aria-hidden />}
    />
  );
}

export function Header({ inert }: { inert: boolean }) {
  const environment = useMe()?.environment ?? "";
  return (
    <header className="header" inert={inert}>
      <Crumb />
      {environment !== "" && <span className="environment phone-only">{environment}</span>}
      <span className="grow" />
      <PaletteField />
      <RefreshControl />
      <ThemeButton />
    </header>
  );
}
