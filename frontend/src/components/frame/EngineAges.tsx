import { IconClockExclamation } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTimes } from "../../hooks/useNow";
import { duration } from "../../lib/format";
import { labels } from "../../lib/labels";
import { engineAge, isEngineStale } from "../../lib/queueView";
import type { Engine } from "../../types/snapshot";

export function EngineAges({ engines }: { engines: Engine[] }) {
  const { sinceAnswer } = useTimes();
  return (
    <section aria-label={labels.enginesAge}>
      <h2>{labels.enginesAge}</h2>
      {engines.map((engine) => {
        const age = engineAge(engine, sinceAnswer);
        const stale = isEngineStale(engine, sinceAnswer);
        return (
          <Link
            key={engine.id}
            to="/engines"
            className="engine-age"
            data-stale={stale || undefined}
          >
            {stale ? (
              <IconClockExclamation size={14} stroke={2.1} aria-label="data is old" />
            ) : (
              <span className="dot" />
            )}
            <span className="clip">{engine.id}</span>
            <span className="num">{age === null ? labels.never : duration(age)}</span>
          </Link>
        );
      })}
    </section>
  );
}
