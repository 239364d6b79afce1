import { IconAlertTriangle, IconCopy } from "@tabler/icons-react";
import { useSnapshotStore } from "../../hooks/useSnapshot";
import { labels } from "../../lib/labels";
import { failedPolls } from "../../lib/sentences";
import type { Connection } from "../../services/connection";
import { Button } from "../ui/Button";
import { PageHead } from "../ui/Card";

type ErrorPanelProps = { connection: Extract<Connection, { kind: "stale" }> };

export function ErrorPanel({ connection }: ErrorPanelProps) {
  const store = useSnapshotStore();
  const { lastError: error, errors } = connection;
  const answered = error.status > 0;
  return (
    <>
      <PageHead title={labels.nav.queues} />
      <section className="card error-panel" role="alert">
        <IconAlertTriangle size={22} stroke={1.8} className="red" aria-hidden />
        <div>
          <h2>{labels.error.title}</h2>
          <p className="text2">{answered ? labels.error.answered : labels.error.silent}</p>
          <dl className="facts">
            <dt>{labels.error.answer}</dt>
            <dd className="mono">{answered ? `${error.status} ${error.code}` : error.code}</dd>
            <dt>{labels.error.message}</dt>
            <dd>{error.message}</dd>
            <dt>{labels.error.polls}</dt>
            <dd>{failedPolls(errors)}</dd>
            {error.requestId !== null && (
              <>
                <dt>{labels.error.request}</dt>
                <dd className="mono">
                  {error.requestId}
                  <Button
                    look="ghost"
                    size="sm"
                    square
                    aria-label={labels.error.copy}
                    onClick={() => void navigator.clipboard?.writeText(error.requestId ?? "")}
                    icon={<IconCopy size={14} stroke={2.1} aria-hidden />}
                  />
                </dd>
              </>
            )}
          </dl>
          <Button look="primary" onClick={() => store.refresh()}>
            {labels.error.retry}
          </Button>
        </div>
      </section>
    </>
  );
}
