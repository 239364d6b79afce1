import { Link, useLocation } from "react-router";
import { ConnectionLost } from "../components/monitoring/ConnectionLost";
import { OldNotice } from "../components/outages/OldNotice";
import { OutageReport } from "../components/outages/OutageReport";
import { Button } from "../components/ui/Button";
import { PageHead } from "../components/ui/Card";
import { LinesSkeleton } from "../components/ui/LinesSkeleton";
import { usePoll } from "../hooks/usePoll";
import { useSnapshot } from "../hooks/useSnapshot";
import { labels } from "../lib/labels";
import { outageIdOf } from "../lib/outages";
import { getIncident } from "../services/incidentService";

const words = labels.outages;

function OutageMissing({
  title,
  text,
  retry,
}: {
  title: string;
  text: string;
  retry?: () => void;
}) {
  return (
    <>
      <PageHead title={title} />
      <p className="text2">{text}</p>
      <p className="missing row">
        {retry !== undefined && (
          <Button look="primary" onClick={retry}>
            {labels.error.retry}
          </Button>
        )}
        <Link className="btn btn-plain btn-md" to="/outages">
          {words.back}
        </Link>
      </p>
    </>
  );
}

function OutageDetail({ id }: { id: string }) {
  const { connection } = useSnapshot();
  const { data, connection: mine, refresh } = usePoll(id, (signal) => getIncident(id, signal));
  if (connection.kind === "lost") return <ConnectionLost connection={connection} />;
  const failed = mine.kind === "stale" || mine.kind === "lost" ? mine.lastError : null;
  if (failed?.status === 404)
    return <OutageMissing title={words.notFound} text={words.notFoundText} />;
  if (data === null && failed !== null)
    return <OutageMissing title={words.failed} text={failed.message} retry={refresh} />;
  if (data === null)
    return (
      <section className="card" aria-busy>
        <LinesSkeleton label={words.loading} />
      </section>
    );
  return (
    <>
      <OldNotice connection={mine} />
      <OutageReport incident={data} />
    </>
  );
}

/** `/outages/:id` */
export function OutagePage() {
  const id = outageIdOf(useLocation().pathname);
  if (id === null) return <OutageMissing title={words.notFound} text={words.notFoundText} />;
  return <OutageDetail key={id} id={id} />;
}
