import { labels } from "../../lib/labels";
import { can } from "../../lib/queueView";
import type { Engine } from "../../types/snapshot";

/** What the engine can do for this queue. */
export function QueueFacts({ engine }: { engine: Engine | null }) {
  const able = [can(engine, "HOLD") ? "pause" : null, can(engine, "GRANT") ? "probe" : null].filter(
    (it) => it !== null,
  );
  return (
    <dl className="queue-facts num">
      <div>
        <dt>{labels.detail.engineCan}</dt>
        <dd>{able.length === 0 ? "neither pause nor probe" : able.join(", ")}</dd>
      </div>
    </dl>
  );
}
