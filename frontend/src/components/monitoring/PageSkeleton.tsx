import { Skeleton } from "@mantine/core";
import { labels } from "../../lib/labels";
import { PageHead } from "../ui/Card";

const rows = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** In the shape of the page; CSS shows it after 150 ms, so a quick answer never flashes it. */
export function PageSkeleton() {
  return (
    <div className="skeleton" aria-busy>
      <PageHead title={labels.nav.queues} />
      <p className="sr-only" role="status">
        {labels.loading}
      </p>
      <div className="card skeleton-strip">
        <Skeleton width={38} height={38} />
        <Skeleton width={190} height={16} />
        <Skeleton width={340} height={12} />
      </div>
      <div className="card totals">
        {rows(8).map((i) => (
          <div key={i}>
            <Skeleton width={52} height={9} my={5} />
            <Skeleton width={64} height={15} />
          </div>
        ))}
      </div>
      <div className="card">
        {rows(8).map((i) => (
          <div key={i} className="skeleton-row">
            <Skeleton width={130} height={12} />
            <Skeleton width={180} height={20} />
            <Skeleton width={96} height={14} />
            <span className="grow" />
            <Skeleton width={220} height={12} />
          </div>
        ))}
      </div>
    </div>
  );
}
