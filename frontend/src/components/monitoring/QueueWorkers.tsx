import { useState } from "react";
import { useTimes } from "../../hooks/useNow";
import { count, millis, percent, rate, seconds, UNKNOWN } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { WorkerRow } from "../../types/detail";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";

const words = labels.detail;
const SHOWN = 20;

/** A heart beats every 2 s; a busy one may be late. */
const SILENT_MS = 10_000;

function Share({ attempts, capacity }: WorkerRow) {
  if (capacity === null) return <span className="num">{count(attempts)}</span>;
  return (
    <span className="worker-share num">
      {count(attempts)} of {count(capacity)}
      <span className="phase-bar" aria-hidden="true">
        <i style={{ width: percent(Math.min(1, (attempts ?? 0) / capacity)) }} />
      </span>
    </span>
  );
}

function Heard({ worker, stale }: { worker: WorkerRow; stale: boolean }) {
  const { serverNow } = useTimes();
  const at = millis(worker.heard_at);
  if (at === null) return UNKNOWN;
  const silent = !stale && serverNow - at > SILENT_MS;
  return <span className={silent ? "amber strong" : ""}>{seconds(serverNow - at)} ago</span>;
}

/** Who takes from this queue. A column that the engine knows nothing for is left out. */
export function QueueWorkers({ workers, stale }: { workers: WorkerRow[]; stale: boolean }) {
  const [all, setAll] = useState(false);
  const heard = workers.some((it) => it.heard_at !== null);
  const load = workers.some((it) => it.load !== null);
  return (
    <Card title={words.workers} badge={<span className="tag num">{count(workers.length)}</span>}>
      {workers.length === 0 ? (
        <p className="card-empty">{words.workerNone}</p>
      ) : (
        <div className="table-scroll">
          <table className="low">
            <caption className="sr-only">{words.workers}</caption>
            <thead>
              <tr>
                <th scope="col">{words.worker}</th>
                <th scope="col">{words.workerJobs}</th>
                {heard && <th scope="col">{words.workerHeard}</th>}
                {load && (
                  <th scope="col" className="right">
                    {words.workerLoad}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {workers.slice(0, all ? undefined : SHOWN).map((worker, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a group names a worker once per queue
                <tr key={`${worker.name} ${index}`}>
                  <th scope="row" className="mono worker-name">
                    {worker.name}
                  </th>
                  <td>
                    <Share {...worker} />
                  </td>
                  {heard && (
                    <td className="num nowrap">
                      <Heard worker={worker} stale={stale} />
                    </td>
                  )}
                  {load && <td className="right num">{rate(worker.load)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {!all && workers.length > SHOWN && (
        <div className="card-foot">
          <Button size="sm" onClick={() => setAll(true)}>
            {words.workerAll}
          </Button>
        </div>
      )}
    </Card>
  );
}
