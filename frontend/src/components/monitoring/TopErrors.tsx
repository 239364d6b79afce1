import { count } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { TopError } from "../../types/snapshot";

export function TopErrors({ errors, frozen }: { errors: TopError[]; frozen: boolean }) {
  const most = Math.max(1, ...errors.map((it) => it.count));
  return (
    <div className="top-errors">
      <h2>{labels.detail.topErrors[frozen ? "now" : "past"]}</h2>
      <ul>
        {errors.map((it) => (
          <li key={it.error}>
            <span className="mono clip" title={it.error}>
              {it.error}
            </span>
            <b className="num">{count(it.count)}</b>
            <span className="error-bar" aria-hidden>
              <i style={{ width: `${(it.count / most) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
