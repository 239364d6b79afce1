import { useMediaQuery } from "@mantine/hooks";
import { useOutages } from "../../hooks/useOutages";
import { useQueryState } from "../../hooks/useQueryState";
import { useSnapshot } from "../../hooks/useSnapshot";
import { plural } from "../../lib/format";
import { labels } from "../../lib/labels";
import { nowWords } from "../../lib/outages";
import { Button } from "../ui/Button";
import { PageHead } from "../ui/Card";
import { LinesSkeleton } from "../ui/LinesSkeleton";
import { OldNotice } from "./OldNotice";
import { OutageCards } from "./OutageCards";
import { OutageTable } from "./OutageTable";

const words = labels.outages;
const PHONE = "(max-width: 760px)";

type QueueSelectProps = { value: string; onChange: (queue: string) => void };

function QueueSelect({ value, onChange }: QueueSelectProps) {
  const known = useSnapshot().data?.snapshot.queues.map((it) => it.id) ?? [];
  // A queue that is gone can still be in the address.
  const ids = [...new Set(value === "" ? known : [...known, value])].sort();
  return (
    <select
      className="select"
      aria-label={words.filter}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      <option value="">{words.allQueues}</option>
      {ids.map((id) => (
        <option key={id}>{id}</option>
      ))}
    </select>
  );
}

const Empty = ({ filtered, onClear }: { filtered: boolean; onClear: () => void }) =>
  filtered ? (
    <p className="table-empty">
      {words.none}{" "}
      <Button look="ghost" size="sm" onClick={onClear}>
        {labels.table.clear}
      </Button>
    </p>
  ) : (
    <div className="table-empty">
      <p>
        <b>{words.empty}</b>
      </p>
      <p>{words.emptyText}</p>
    </div>
  );

export function OutageList() {
  const [params, change] = useQueryState();
  const queue = params.get("queue") ?? "";
  const { rows, fresh, error, connection, more, reload } = useOutages(queue === "" ? null : queue);
  const phone = useMediaQuery(PHONE, false, { getInitialValueInEffect: false });
  const select = (next: string): void => change({ queue: next });
  return (
    <>
      <PageHead title={words.title} sub={rows === null ? undefined : nowWords(rows)}>
        <span className="text3 wide-only">{words.sub}</span>
      </PageHead>
      {rows !== null && <OldNotice connection={connection} />}
      <section
        className="card"
        aria-label={words.title}
        aria-busy={rows === null && error === null}
      >
        <div className="table-bar">
          <QueueSelect value={queue} onChange={select} />
          <span className="grow" />
          {fresh > 0 && (
            <Button look="ghost" size="sm" onClick={reload}>
              {plural(fresh, "new outage")}, show
            </Button>
          )}
        </div>
        {error !== null && (
          <p className="table-empty" role="alert">
            <b className="red">{words.failed}:</b> {error.message}{" "}
            <Button size="sm" onClick={reload}>
              {labels.error.retry}
            </Button>
          </p>
        )}
        {rows === null && error === null && <LinesSkeleton label={words.loading} />}
        {rows !== null && rows.length === 0 && (
          <Empty filtered={queue !== ""} onClear={() => select("")} />
        )}
        {rows !== null &&
          rows.length > 0 &&
          (phone ? <OutageCards incidents={rows} /> : <OutageTable incidents={rows} />)}
        {rows !== null && rows.length > 0 && (
          <div className="card-foot">
            {more.has ? (
              <Button size="sm" waiting={more.isPending} onClick={more.fetch}>
                {words.older}
              </Button>
            ) : (
              <span className="text3 small">{words.end}</span>
            )}
          </div>
        )}
      </section>
    </>
  );
}
