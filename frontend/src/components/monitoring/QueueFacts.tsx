import { labels } from "../../lib/labels";
import { can } from "../../lib/queueView";
import type { QueueDetail, WorkerRow } from "../../types/detail";
import type { Engine } from "../../types/snapshot";

const NAMED_WORKERS = 6;

/** "127.0.0.1:54514 (1)"; a long list is cut. */
function workerWords(workers: WorkerRow[]): string {
  const named = workers
    .slice(0, NAMED_WORKERS)
    .map((it) => (it.attempts === null ? it.name : `${it.name} (${it.attempts})`));
  const more = workers.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

/** What the engine can do for this queue, and who works on it. */
export function QueueFacts({ detail, engine }: { detail: QueueDetail; engine: Engine | null }) {
  const able = [can(engine, "HOLD") ? "pause" : null, can(engine, "GRANT") ? "probe" : null].filter(
    (it) => it !== null,
  );
  return (
    <dl className="queue-facts num">
      <div>
        <dt>{labels.detail.engineCan}</dt>
        <dd>{able.length === 0 ? "neither pause nor probe" : able.join(", ")}</dd>
      </div>
      {detail.worker_list.length > 0 && (
        <div>
          <dt>{labels.detail.workers}</dt>
          <dd>{workerWords(detail.worker_list)}</dd>
        </div>
      )}
    </dl>
  );
}
