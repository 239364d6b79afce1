import { IconCheck, IconX } from "@tabler/icons-react";
import { usePreferences } from "../../hooks/usePreferences";
import { clock, millis, plural } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { ProbeRecord } from "../../types/detail";

export function ProbeList({ probes }: { probes: ProbeRecord[] }) {
  const { timeZone } = usePreferences();
  if (probes.length === 0) return null;
  return (
    <ul className="probes" aria-label={labels.detail.probes}>
      {probes.map((probe) => (
        <li key={probe.at}>
          {probe.ok ? (
            <IconCheck size={14} stroke={2.1} className="green" aria-hidden />
          ) : (
            <IconX size={14} stroke={2.1} className="red" aria-hidden />
          )}
          <span className="num text2">{clock(millis(probe.at) ?? 0, timeZone)}</span>
          <span className="clip" title={probe.error ?? undefined}>
            {probe.ok
              ? "Probe succeeded"
              : `Probe failed${probe.error === null ? "" : `: ${probe.error}`}`}
          </span>
          <span className="text3 small">{plural(probe.jobs, "job")}</span>
        </li>
      ))}
    </ul>
  );
}
