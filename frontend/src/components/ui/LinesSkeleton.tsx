import { Skeleton } from "@mantine/core";

const LINES = [0, 1, 2, 3, 4];

/** Lines of a list that is not there yet; CSS shows it after 150 ms. */
export const LinesSkeleton = ({ label }: { label: string }) => (
  <div className="skeleton">
    <p className="sr-only" role="status">
      {label}
    </p>
    {LINES.map((line) => (
      <div key={line} className="skeleton-row">
        <Skeleton width={140} height={12} />
        <Skeleton width={120} height={18} />
        <span className="grow" />
        <Skeleton width={180} height={12} />
      </div>
    ))}
  </div>
);
