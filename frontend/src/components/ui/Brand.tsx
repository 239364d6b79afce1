import { IconCircuitSwitchClosed } from "@tabler/icons-react";
import { labels } from "../../lib/labels";

export const Brand = ({ environment }: { environment: string | null }) => (
  <div className="brand">
    <span className="brand-mark">
      <IconCircuitSwitchClosed size={16} stroke={2.1} aria-hidden />
    </span>
    <span>{labels.product}</span>
    {environment !== null && environment !== "" && (
      <span className="environment">{environment}</span>
    )}
  </div>
);
