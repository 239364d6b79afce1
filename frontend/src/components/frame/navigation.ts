import {
  IconActivity,
  IconClipboardList,
  IconLayoutList,
  IconServer2,
  IconSettings,
} from "@tabler/icons-react";
import { enginesOf, queuesOf } from "../../lib/groups";
import { labels } from "../../lib/labels";
import type { Snapshot } from "../../types/snapshot";

/** Queues that their own breaker holds back now; a group is one outage. */
const outagesNow = ({ queues }: Snapshot): string | null => {
  const now = queues.filter(
    ({ breaker, group }) =>
      group === null && breaker.mode === "active" && breaker.phase !== "closed",
  ).length;
  return now === 0 ? null : `${now} now`;
};

export const pages = [
  {
    to: "/queue-monitoring",
    text: labels.nav.queues,
    icon: IconLayoutList,
    key: "g q",
    count: (it: Snapshot) => String(queuesOf(it).length),
  },
  {
    to: "/outages",
    text: labels.nav.outages,
    icon: IconActivity,
    key: "g o",
    count: outagesNow,
  },
  { to: "/audit", text: labels.nav.audit, icon: IconClipboardList, key: "g a", count: null },
  {
    to: "/engines",
    text: labels.nav.engines,
    icon: IconServer2,
    key: "g e",
    count: (it: Snapshot) => String(enginesOf(it).length),
  },
  { to: "/settings", text: labels.nav.settings, icon: IconSettings, key: "g s", count: null },
] as const;
