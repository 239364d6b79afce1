import { useTimes } from "../../hooks/useNow";
import { usePreferences } from "../../hooks/usePreferences";
import { count, percent } from "../../lib/format";
import type { QueueView } from "../../lib/queueView";
import { breakerLine } from "../../lib/sentences";
import { BreakerChip } from "./BreakerChip";
import { EvidenceStrip } from "./EvidenceStrip";
import { isUnprotected, NotProtected } from "./NotProtected";

function Window({ view }: { view: QueueView }) {
  const { failed, total, min_volume, ratio_limit } = view.row.window;
  if (total < min_volume)
    return (
      <span className="window">
        <b>{total}</b> of {min_volume} needed
      </span>
    );
  const ratio = total === 0 ? 0 : failed / total;
  const level = ratio >= ratio_limit ? "hit" : ratio >= ratio_limit / 2 ? "near" : "low";
  return (
    <span className="window" data-level={level}>
      <span className="mini-bar" aria-hidden>
        <i style={{ width: percent(ratio) }} />
        <u style={{ left: percent(ratio_limit) }} />
      </span>
      <b>{percent(ratio)}</b> of {count(total)}
    </span>
  );
}

export function BreakerLine({ view }: { view: QueueView }) {
  const { serverNow } = useTimes();
  const { timeZone } = usePreferences();
  return (
    <>
      {isUnprotected(view) && <NotProtected reason={view.row.protected} />}
      {/* For how long it is closed says nothing about a queue that cannot be protected. */}
      {isUnprotected(view) && view.kind === "closed" ? "" : breakerLine(view, serverNow, timeZone)}
    </>
  );
}

export function BreakerCell({ view }: { view: QueueView }) {
  return (
    <div className="breaker-cell">
      <BreakerChip kind={view.kind} rampPercent={view.row.breaker.ramp_percent} />
      <EvidenceStrip evidence={view.row.evidence} />
      <span className="breaker-line">
        <BreakerLine view={view} />
      </span>
      <Window view={view} />
    </div>
  );
}
