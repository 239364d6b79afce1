import { IconCircuitSwitchClosed, IconCircuitSwitchOpen } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTimes } from "../../hooks/useNow";
import { usePreferences } from "../../hooks/usePreferences";
import { clockZone, count, exact, millis, moment, seconds, until } from "../../lib/format";
import { labels } from "../../lib/labels";
import { mainWords } from "../../lib/sentences";
import type { CircuitBreakerStatus } from "../../types/queue";

type CircuitBreakerStatusIndicatorProps = {
  status: CircuitBreakerStatus | null;
  lastUpdated: Date | null;
};

const Fact = ({ name, title, children }: { name: string; title?: string; children: ReactNode }) => (
  <div data-fact={name}>
    <dt>{name}</dt>
    <dd title={title}>{children}</dd>
  </div>
);

function Facts({ status }: { status: CircuitBreakerStatus }) {
  const { serverNow } = useTimes();
  const { timeZone } = usePreferences();
  const { metadata } = status;
  const open = status.state === "open";
  const since = millis(open ? status.opened_at : status.closed_at);
  const end = millis(metadata.until);
  const actor = metadata.actor ?? "-";
  return (
    <dl className="strip-facts">
      {since !== null && (
        <Fact name={labels.main.since} title={exact(since, timeZone)}>
          {moment(since, serverNow, timeZone)}, {seconds(serverNow - since)}
        </Fact>
      )}
      {metadata.actor !== null && (
        <Fact name={open ? labels.main.by : labels.main.closedBy}>
          {open && end !== null ? `${actor}, until ${until(end, serverNow, timeZone)}` : actor}
        </Fact>
      )}
      {!open && (
        <Fact name={labels.main.held}>
          {count(metadata.held_queues)} of {count(metadata.total_queues)} queues
        </Fact>
      )}
      {metadata.reason !== null && (
        <Fact name={labels.main.reason} title={metadata.reason}>
          <span className="clip">{metadata.reason}</span>
        </Fact>
      )}
      {open && (
        <Fact name={labels.main.confirmed}>
          {count(metadata.confirmed_queues)} of {count(metadata.held_queues)},{" "}
          {count(metadata.still_running)} jobs still running
        </Fact>
      )}
    </dl>
  );
}

/** The main breaker in one line: icon, words, colour, since when, by whom and why. */
export function CircuitBreakerStatusIndicator({
  status,
  lastUpdated,
}: CircuitBreakerStatusIndicatorProps) {
  const { timeZone } = usePreferences();
  const open = status?.state === "open";
  const Icon = open ? IconCircuitSwitchOpen : IconCircuitSwitchClosed;
  return (
    <div className="indicator" data-state={status?.state ?? "unknown"}>
      <span className="indicator-icon">
        <Icon size={22} stroke={1.8} aria-hidden />
      </span>
      <div className="indicator-words">
        <span className="text3">
          {labels.main.name}
          {lastUpdated !== null && (
            <span className="sr-only">, as of {clockZone(lastUpdated.getTime(), timeZone)}</span>
          )}
        </span>
        <strong>{status === null ? labels.main.noStatus : mainWords(status)}</strong>
      </div>
      {status !== null && <Facts status={status} />}
    </div>
  );
}
