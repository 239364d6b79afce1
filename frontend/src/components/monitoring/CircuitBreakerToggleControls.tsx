import { IconCircuitSwitchClosed, IconCircuitSwitchOpen } from "@tabler/icons-react";
import { useDenied } from "../../hooks/useMe";
import { labels } from "../../lib/labels";
import type { CircuitBreakerStatus } from "../../types/queue";
import { Button } from "../ui/Button";

type CircuitBreakerToggleControlsProps = {
  status: CircuitBreakerStatus | null;
  isToggling: boolean;
  /** Opens the dialog; nothing happens without it. */
  onToggle: () => void;
};

/** The next action on the main breaker. While one is under way it takes no second click. */
export function CircuitBreakerToggleControls(props: CircuitBreakerToggleControlsProps) {
  const { status, isToggling, onToggle } = props;
  const denied = useDenied();
  if (status === null) return null;
  const open = status.state === "open";
  const Icon = open ? IconCircuitSwitchClosed : IconCircuitSwitchOpen;
  const words = open ? labels.main.close : labels.main.open;
  const working = open ? labels.main.closing : labels.main.opening;
  return (
    <Button
      look={open ? "primary" : "danger-outline"}
      className="toggle"
      data-state={status.state}
      aria-label={isToggling ? working : words}
      aria-busy={isToggling || undefined}
      waiting={isToggling}
      blocked={denied}
      onClick={onToggle}
      icon={<Icon size={16} stroke={2.1} aria-hidden />}
    >
      {isToggling ? (
        working
      ) : (
        <>
          <span className="toggle-long">{words}</span>
          <span className="toggle-short">{open ? words : labels.main.openShort}</span>
        </>
      )}
    </Button>
  );
}
