import { useState } from "react";
import { useMainToggle } from "../../hooks/useMainToggle";
import type { Snapshot } from "../../types/snapshot";
import { CircuitBreakerStatusIndicator } from "./CircuitBreakerStatusIndicator";
import { CircuitBreakerToggleControls } from "./CircuitBreakerToggleControls";
import { MainDialog } from "./MainDialog";

type MainBreakerStripProps = { snapshot: Snapshot; lastUpdated: Date | null };

export function MainBreakerStrip({ snapshot, lastUpdated }: MainBreakerStripProps) {
  const [asking, setAsking] = useState(false);
  const status = snapshot.main_breaker;
  const toggle = useMainToggle();
  return (
    <section className="card strip" data-state={status.state} aria-label="Main breaker">
      <CircuitBreakerStatusIndicator status={status} lastUpdated={lastUpdated} />
      <CircuitBreakerToggleControls
        status={status}
        isToggling={toggle.isPending}
        onToggle={() => {
          toggle.reset();
          setAsking(true);
        }}
      />
      {asking && (
        <MainDialog snapshot={snapshot} toggle={toggle} onClose={() => setAsking(false)} />
      )}
    </section>
  );
}
