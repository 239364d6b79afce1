import {
  IconCheck,
  IconCircuitSwitchOpen,
  IconEye,
  IconStairsUp,
  IconTestPipe,
} from "@tabler/icons-react";
import { breakerWords, labels } from "../../lib/labels";
import type { Incident, IncidentState } from "../../types/protection";

const icons: Record<Exclude<IncidentState, "closed">, typeof IconEye> = {
  open: IconCircuitSwitchOpen,
  probing: IconTestPipe,
  ramping: IconStairsUp,
};

const Watched = () => (
  <span className="chip outage-watched" data-kind="watching">
    <IconEye size={14} stroke={2.1} aria-hidden />
    <span>{labels.outages.watched}</span>
  </span>
);

/** Icon and words for where an outage stands. One that was only watched never looks like a real one. */
export function OutageState({ incident }: { incident: Incident }) {
  const { state, observed } = incident;
  const over = (
    <span className="tag tag-green">
      <IconCheck size={12} stroke={2.1} aria-hidden />
      {labels.outages.over}
    </span>
  );
  if (observed)
    return (
      <span className="outage-states">
        <Watched />
        {state === "closed" && over}
      </span>
    );
  if (state === "closed") return over;
  const Icon = icons[state];
  return (
    <span className="chip" data-kind={state}>
      <Icon size={14} stroke={2.1} aria-hidden />
      <span>{breakerWords[state]}</span>
    </span>
  );
}
