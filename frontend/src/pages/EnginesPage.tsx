import { ConnectionLost } from "../components/monitoring/ConnectionLost";
import { EngineTable } from "../components/monitoring/EngineTable";
import { ErrorPanel } from "../components/monitoring/ErrorPanel";
import { PageSkeleton } from "../components/monitoring/PageSkeleton";
import { PageHead } from "../components/ui/Card";
import { useSnapshot } from "../hooks/useSnapshot";
import { enginesOf } from "../lib/groups";
import { labels } from "../lib/labels";

export function EnginesPage() {
  const { data, connection } = useSnapshot();
  if (connection.kind === "lost") return <ConnectionLost connection={connection} />;
  if (data === null)
    return connection.kind === "stale" ? <ErrorPanel connection={connection} /> : <PageSkeleton />;
  return (
    <>
      <PageHead title={labels.engines.title} sub={labels.engines.sub} />
      <EngineTable engines={enginesOf(data.snapshot)} />
    </>
  );
}
