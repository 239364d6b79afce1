import { Link } from "react-router";
import { PageHead } from "../components/ui/Card";

export const NotFoundPage = () => (
  <>
    <PageHead title="No such page" />
    <Link className="btn btn-primary btn-md" to="/queue-monitoring">
      All queues
    </Link>
  </>
);
