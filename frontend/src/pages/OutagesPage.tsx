import { ConnectionLost } from "../components/monitoring/ConnectionLost";
import { OutageList } from "../components/outages/OutageList";
import { useSnapshot } from "../hooks/useSnapshot";

/** `/outages` */
export function OutagesPage() {
  const { connection } = useSnapshot();
  if (connection.kind === "lost") return <ConnectionLost connection={connection} />;
  return <OutageList />;
}
