import { useTimes } from "../../hooks/useNow";
import { count, millis } from "../../lib/format";
import { labels } from "../../lib/labels";
import { causeNumbers, causeSentence, eventTone, eventWords, ruleWords } from "../../lib/outages";
import type { Incident, IncidentError } from "../../types/protection";
import { Card } from "../ui/Card";
import { Time } from "../ui/Time";
import { OutageFigures } from "./OutageFigures";
import { OutageHead } from "./OutageHead";

const words = labels.outages;

function Errors({ errors }: { errors: IncidentError[] }) {
  const { serverNow } = useTimes();
  const most = Math.max(1, ...errors.map((it) => it.count));
  if (errors.length === 0) return <p className="text3">{words.noErrors}</p>;
  return (
    <ul>
      {errors.map((it) => {
        const last = millis(it.last_at);
        return (
          <li key={it.error}>
            <span className="mono">
              {it.error}
              {last !== null && (
                <span className="line2 num">
                  last <Time at={last} now={serverNow} />
                </span>
              )}
            </span>
            <b className="num">{count(it.count)}</b>
            <span className="error-bar" aria-hidden>
              <i style={{ width: `${(it.count / most) * 100}%` }} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Cause({ incident }: { incident: Incident }) {
  const { cause } = incident;
  return (
    <Card title={words.cause}>
      <div className="outage-body">
        <p>{causeSentence(incident)}</p>
        {cause !== null && (
          <>
            <dl className="facts num">
              <dt>{words.rule}</dt>
              <dd>{ruleWords(cause.rule)}</dd>
              <dt>{words.numbers}</dt>
              <dd>{causeNumbers(cause)}</dd>
            </dl>
            <div className="top-errors">
              <h3>{words.errors}</h3>
              <Errors errors={cause.top_errors} />
            </div>
          </>
        )}
      </div>
    </Card>
  );
}

function Timeline({ incident }: { incident: Incident }) {
  const { serverNow } = useTimes();
  return (
    <Card title={words.timeline}>
      {incident.timeline.length === 0 && <p className="card-empty">{words.noTimeline}</p>}
      <ol className="timeline">
        {incident.timeline.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be alike, and none moves
          <li key={index}>
            <span className="num text3">
              <Time at={millis(event.at) ?? serverNow} now={serverNow} />
            </span>
            <i className={`timeline-dot ${eventTone(event)}`} aria-hidden />
            <span>
              <b>{eventWords(event)}</b>
              {event.detail !== null && <span className="text2">: {event.detail}</span>}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

export function OutageReport({ incident }: { incident: Incident }) {
  return (
    <>
      <OutageHead incident={incident} />
      <OutageFigures incident={incident} />
      <div className="report">
        <Timeline incident={incident} />
        <div>
          <Cause incident={incident} />
          <Card title={words.method}>
            <p className="outage-body text2">{incident.method}</p>
          </Card>
        </div>
      </div>
    </>
  );
}
