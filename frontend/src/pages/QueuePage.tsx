import { useState } from "react";
import { Link, useLocation } from "react-router";
import { QueueJobs } from "../components/jobs/QueueJobs";
import { BreakerDialog } from "../components/monitoring/BreakerDialog";
import { BreakerPanel } from "../components/monitoring/BreakerPanel";
import { ConnectionLost } from "../components/monitoring/ConnectionLost";
import { FlowCard } from "../components/monitoring/FlowCard";
import { GroupMembers } from "../components/monitoring/GroupMembers";
import { PageSkeleton } from "../components/monitoring/PageSkeleton";
import { ProtectionNotes } from "../components/monitoring/ProtectionNotes";
import { QueueErrors } from "../components/monitoring/QueueErrors";
import { QueueFacts } from "../components/monitoring/QueueFacts";
import { QueueHead } from "../components/monitoring/QueueHead";
import { QueueHistoryCard } from "../components/monitoring/QueueHistoryCard";
import { QueueNumbers } from "../components/monitoring/QueueNumbers";
import { QueueWorkers } from "../components/monitoring/QueueWorkers";
import { StaleBanner } from "../components/monitoring/StaleBanner";
import { QueueOutages } from "../components/outages/QueueOutages";
import { PolicySection } from "../components/policy/PolicySection";
import { PageHead } from "../components/ui/Card";
import { useTimes } from "../hooks/useNow";
import { usePoll } from "../hooks/usePoll";
import { useSnapshot } from "../hooks/useSnapshot";
import type { BreakerAct } from "../lib/breakerActs";
import { labels } from "../lib/labels";
import { queueRefOf } from "../lib/queueRef";
import { can, viewOf } from "../lib/queueView";
import { getQueue, type QueueRef } from "../services/breakerService";

function QueueMissing({ text }: { text: string }) {
  return (
    <>
      <PageHead title={labels.detail.notFound} />
      <p className="text2">{text}</p>
      <p className="missing">
        <Link className="btn btn-primary btn-md" to="/queue-monitoring">
          {labels.detail.back}
        </Link>
      </p>
    </>
  );
}

function QueueDetailPage({ queue }: { queue: QueueRef }) {
  const { data, connection } = useSnapshot();
  const key = `${queue.engine}/${queue.name}`;
  const detail = usePoll(key, (signal) => getQueue(queue, signal));
  const [act, setAct] = useState<BreakerAct | null>(null);
  const { sinceAnswer } = useTimes();

  if (connection.kind === "lost") return <ConnectionLost connection={connection} />;
  const failed = detail.connection.kind === "stale" ? detail.connection.lastError : null;
  if (failed?.status === 404) return <QueueMissing text={labels.detail.notFoundText} />;
  if (data === null || detail.data === null)
    return failed === null ? <PageSkeleton /> : <QueueMissing text={failed.message} />;

  const engine = data.snapshot.engines.find((it) => it.id === queue.engine) ?? null;
  // The row of the snapshot is as new as everything else on the page; the detail adds to it.
  const row = data.snapshot.queues.find((it) => it.id === key) ?? detail.data;
  const view = viewOf(row, engine, sinceAnswer);
  const own = { ...data.snapshot, engines: engine === null ? [] : [engine] };

  return (
    <>
      <QueueHead view={view} onAct={setAct} />
      <StaleBanner snapshot={own} sinceAnswer={sinceAnswer} />
      <ProtectionNotes view={view} />
      <BreakerPanel view={view} detail={detail.data} onAct={setAct} />
      {row.members !== null && <GroupMembers view={view} members={row.members} />}
      <QueueNumbers view={view} />
      <FlowCard queue={queue} ratioLimit={detail.data.policy.failure_ratio} />
      <div className="three">
        <QueueOutages queueId={key} />
        <QueueHistoryCard queue={queue} />
        <QueueErrors detail={detail.data} />
      </div>
      {can(engine, "BROWSE") && <QueueJobs key={key} queue={queue} view={view} />}
      {row.workers !== null && (
        <QueueWorkers workers={detail.data.worker_list} stale={view.stale} />
      )}
      {row.group === null && <PolicySection queue={queue} facts={<QueueFacts engine={engine} />} />}
      {act !== null && <BreakerDialog act={act} view={view} onClose={() => setAct(null)} />}
    </>
  );
}

/** `/queue-monitoring/:engine/:queue` */
export function QueuePage() {
  const queue = queueRefOf(useLocation().pathname);
  if (queue === null) return <QueueMissing text={labels.detail.notFoundText} />;
  return <QueueDetailPage key={`${queue.engine}/${queue.name}`} queue={queue} />;
}
