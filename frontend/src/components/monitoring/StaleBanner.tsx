import { IconClockExclamation } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTimes } from "../../hooks/useNow";
import { usePreferences } from "../../hooks/usePreferences";
import { clock, millis, plural, seconds } from "../../lib/format";
import { engineAge, isEngineStale } from "../../lib/queueView";
import { staleSentence } from "../../lib/sentences";
import type { Engine, Snapshot } from "../../types/snapshot";

function Line({ engine, age }: { engine: Engine; age: number | null }) {
  const { serverNow } = useTimes();
  const { timeZone } = usePreferences();
  const last = millis(engine.last_ok_at);
  const next = millis(engine.next_try_at);
  const values =
    last === null
      ? "None of its values are known. "
      : `${plural(engine.queues, "queue")} ${engine.queues === 1 ? "shows" : "show"} values from ${clock(last, timeZone)}. `;
  return (
    <div className="banner" role="status">
      <IconClockExclamation size={18} stroke={1.8} aria-hidden className="amber" />
      <p>
        <b>{staleSentence(engine.id, age)}</b>{" "}
        <span className="text2">
          {values}Their actions are off until it answers. Sums with a clock include them.
        </span>
      </p>
      <span className="num text2 wide-only">
        {next !== null && next > serverNow
          ? `next try in ${seconds(next - serverNow)}`
          : "trying now"}
      </span>
      <Link to="/engines" className="btn btn-plain btn-sm wide-only">
        Details
      </Link>
    </div>
  );
}

export function StaleBanner({
  snapshot,
  sinceAnswer,
}: {
  snapshot: Snapshot;
  sinceAnswer: number;
}) {
  return snapshot.engines
    .filter((engine) => isEngineStale(engine, sinceAnswer) && engine.status !== "starting")
    .map((engine) => <Line key={engine.id} engine={engine} age={engineAge(engine, sinceAnswer)} />);
}
