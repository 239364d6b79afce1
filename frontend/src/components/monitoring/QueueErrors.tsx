import { useTimes } from "../../hooks/useNow";
import { count, millis, seconds } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { QueueDetail } from "../../types/detail";
import { Card } from "../ui/Card";

export function QueueErrors({ detail }: { detail: QueueDetail }) {
  const { serverNow } = useTimes();
  return (
    <Card title={labels.detail.errors}>
      {detail.errors.length === 0 ? (
        <p className="card-empty">{labels.detail.errorsEmpty}</p>
      ) : (
        <ul className="lines">
          {detail.errors.map((it) => {
            const last = millis(it.last_at);
            return (
              <li key={it.error} className="error-line">
                <span>
                  <span className="mono">{it.error}</span>
                  {last !== null && (
                    <span className="line2 num">last {seconds(serverNow - last)} ago</span>
                  )}
                </span>
                <b className="num">{count(it.count)}</b>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
