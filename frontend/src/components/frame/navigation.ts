import { IconClipboardList, IconLayoutList, IconServer2, IconSettings } from "@tabler/icons-react";
import { labels } from "../../lib/labels";
import type { Snapshot } from "../../types/snapshot";

export const pages = [
  {
    to: "/queue-monitoring",
    text: labels.nav.queues,
    icon: IconLayoutList,
    key: "g q",
    count: (it: Snapshot) => it.queues.length,
  },
  { to: "/audit", text: labels.nav.audit, icon: IconClipboardList, key: "g a", count: null },
  {
    to: "/engines",
    text: labels.nav.engines,
    icon: IconServer2,
    key: "g e",
    count: (it: Snapshot) => it.engines.length,
  },
  { to: "/settings", text: labels.nav.settings, icon: IconSettings, key: "g s", count: null },
] as const;
