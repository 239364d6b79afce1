import { useTimes } from "../../hooks/useNow";
import { useSnapshot } from "../../hooks/useSnapshot";
import { plural } from "../../lib/format";
import { enginesOf, queuesOf } from "../../lib/groups";
import { labels } from "../../lib/labels";
import { viewsOf } from "../../lib/queueView";
import type { Received } from "../../services/snapshotService";
import { PageHead } from "../ui/Card";
import { AttentionList } from "./AttentionList";
import { ConnectionLost } from "./ConnectionLost";
import { DemoPanel } from "./DemoPanel";
import { ErrorPanel } from "./ErrorPanel";
import { FirstRun } from "./FirstRun";
import { MainBreakerStrip } from "./MainBreakerStrip";
import { PageSkeleton } from "./PageSkeleton";
import { QueueTable } from "./QueueTable";
import { StaleBanner } from "./StaleBanner";
import { Totals } from "./Totals";

function Live({ received, lastOk }: { received: Received; lastOk: number | null }) {
  const { snapshot } = received;
  const { sinceAnswer } = useTimes();
  const views = viewsOf(snapshot, sinceAnswer);
  const sub = `${plural(queuesOf(snapshot).length, "queue")} on ${plural(enginesOf(snapshot).length, "engine")}`;
  if (views.length === 0) return <FirstRun engines={snapshot.engines} />;
  return (
    <>
      <PageHead title={labels.nav.queues} sub={sub} />
      <StaleBanner snapshot={snapshot} sinceAnswer={sinceAnswer} />
      <MainBreakerStrip
        snapshot={snapshot}
        lastUpdated={lastOk === null ? null : new Date(lastOk)}
      />
      <Totals views={views} />
      <DemoPanel />
      <AttentionList lines={snapshot.attention} views={views} />
      <QueueTable views={views} attention={snapshot.attention} />
    </>
  );
}

/** `/queue-monitoring`: loading, error, lost and live. Polling lasts as long as somebody looks. */
export function QueueMonitoringDashboard() {
  const { data, connection } = useSnapshot();
  if (connection.kind === "lost") return <ConnectionLost connection={connection} />;
  if (data !== null)
    return <Live received={data} lastOk={"lastOk" in connection ? connection.lastOk : null} />;
  if (connection.kind === "stale") return <ErrorPanel connection={connection} />;
  return <PageSkeleton />;
}
