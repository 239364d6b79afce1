import { useInfiniteQuery } from "@tanstack/react-query";
import { usePoll } from "../../hooks/usePoll";
import { useQueryState } from "../../hooks/useQueryState";
import { AUDIT_KINDS, auditRows } from "../../lib/auditFilter";
import { labels } from "../../lib/labels";
import { getAudit } from "../../services/accessService";
import { toApiError } from "../../services/apiError";
import { Button } from "../ui/Button";
import { SearchField } from "../ui/SearchField";
import { Segments } from "../ui/Segments";
import { AuditTable } from "./AuditTable";

const SLOWEST_MS = 5000;
const firstPage: string | null = null;

/** How many entries came since the list was read: they wait, so that nothing moves under the cursor. */
function useNewEntries(newest: number | undefined): number {
  const { data } = usePoll(
    "audit newest",
    (signal) => getAudit({ limit: 20 }, null, signal),
    SLOWEST_MS,
  );
  if (newest === undefined || data === null) return 0;
  return data.items.filter((it) => it.id > newest).length;
}

export function AuditLog() {
  const [params, change] = useQueryState();
  const list = useInfiniteQuery({
    queryKey: ["audit"],
    queryFn: ({ pageParam, signal }) => getAudit({}, pageParam, signal),
    initialPageParam: firstPage,
    getNextPageParam: (last) => last.next_cursor,
    networkMode: "always",
    retry: false,
  });
  const all = list.data?.pages.flatMap((page) => page.items) ?? [];
  const fresh = useNewEntries(all[0]?.id);
  const text = params.get("q") ?? "";
  const kind = AUDIT_KINDS.find((it) => it === params.get("show")) ?? "all";
  const rows = auditRows(all, text, kind);
  return (
    <section className="card" aria-label={labels.audit.title}>
      <div className="table-bar">
        <SearchField label={labels.audit.filter} value={text} onChange={(q) => change({ q })} />
        <Segments
          label="Show"
          value={kind}
          options={AUDIT_KINDS.map((value) => ({ value, text: labels.audit[value] }))}
          onChange={(next) => change({ show: next === "all" ? null : next })}
        />
        <span className="grow" />
        {fresh > 0 && (
          <Button look="ghost" size="sm" onClick={() => void list.refetch()}>
            {fresh === 20 ? "20 or more" : fresh} new {fresh === 1 ? "entry" : "entries"}, show
          </Button>
        )}
      </div>
      {list.error !== null && <p className="table-empty red">{toApiError(list.error).message}</p>}
      {list.data !== undefined && rows.length === 0 && (
        <p className="table-empty">{labels.audit.empty}</p>
      )}
      {rows.length > 0 && <AuditTable entries={rows} />}
      <div className="card-foot">
        {list.hasNextPage ? (
          <Button
            size="sm"
            waiting={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {labels.audit.older}
          </Button>
        ) : (
          <span className="text3 small">
            {list.data === undefined ? "Loading entries" : labels.audit.end}
          </span>
        )}
      </div>
    </section>
  );
}
