import { IconPlugConnectedX, IconRefresh } from "@tabler/icons-react";
import { useMe } from "../../hooks/useMe";
import { useTick } from "../../hooks/useNow";
import { usePreferences } from "../../hooks/usePreferences";
import { useSnapshot } from "../../hooks/useSnapshot";
import { clockZone, plural, seconds } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { Connection } from "../../services/connection";
import type { Snapshot } from "../../types/snapshot";
import { Brand } from "../ui/Brand";
import { Button } from "../ui/Button";

type ConnectionLostProps = { connection: Extract<Connection, { kind: "lost" }> };

const lastKnown = ({ main_breaker }: Snapshot): string =>
  `Main breaker ${main_breaker.state}, ${main_breaker.metadata.held_queues} of ${plural(main_breaker.metadata.total_queues, "queue")} held back`;

function NextTry({ at }: { at: number }) {
  useTick();
  const left = at - Date.now();
  return (
    <span className="text3 num">
      {left <= 0 ? labels.lost.trying : `looking for the server again in ${seconds(left + 999)}`}
    </span>
  );
}

/** Instead of everything: numbers that may be wrong by now are not shown at all. */
export function ConnectionLost({ connection }: ConnectionLostProps) {
  const { timeZone } = usePreferences();
  const environment = useMe()?.environment ?? null;
  const snapshot = useSnapshot().data?.snapshot ?? null;
  useTick();
  const { lastOk, lastError, errors, nextTryAt } = connection;
  return (
    <div className="lost">
      <div className="lost-box" role="alert">
        <Brand environment={environment} />
        <IconPlugConnectedX size={34} stroke={1.8} className="red" aria-hidden />
        <h1>{labels.lost.title}</h1>
        <p className="text2">{labels.lost.text}</p>
        <p className="text2">{labels.lost.calm}</p>
      </div>
      <div className="lost-box">
        <div className="row">
          <Button
            look="primary"
            onClick={() => window.location.reload()}
            icon={<IconRefresh size={16} stroke={1.8} aria-hidden />}
          >
            {labels.lost.refresh}
          </Button>
          <NextTry at={nextTryAt} />
        </div>
        <dl className="card facts">
          <dt>{labels.lost.errors}</dt>
          <dd className="num">{errors}</dd>
          <dt>{labels.lost.lastGood}</dt>
          <dd className="num">
            {lastOk === null
              ? labels.never
              : `${clockZone(lastOk, timeZone)}, ${seconds(Date.now() - lastOk)} ago`}
          </dd>
          <dt>{labels.lost.lastError}</dt>
          <dd>
            {lastError.message} ({window.location.host})
          </dd>
          {snapshot !== null && (
            <>
              <dt>{labels.lost.lastKnown}</dt>
              <dd>{lastKnown(snapshot)}</dd>
            </>
          )}
        </dl>
      </div>
    </div>
  );
}
