import { AuditLog } from "../components/audit/AuditLog";
import { ConnectionLost } from "../components/monitoring/ConnectionLost";
import { PageHead } from "../components/ui/Card";
import { useSnapshot } from "../hooks/useSnapshot";
import { labels } from "../lib/labels";

export function AuditPage() {
  const { connection } = useSnapshot();
  if (connection.kind === "lost") return <ConnectionLost connection={connection} />;
  return (
    <>
      <PageHead title={labels.audit.title} sub={labels.audit.sub} />
      <AuditLog />
    </>
  );
}
