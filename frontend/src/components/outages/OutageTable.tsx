import { Link } from "react-router";
import { useTimes } from "../../hooks/useNow";
import { count, millis } from "../../lib/format";
import { labels } from "../../lib/labels";
import {
  causeSentence,
  estimateWords,
  lengthWords,
  outageHref,
  outageQueue,
  probeWords,
} from "../../lib/outages";
import type { Incident } from "../../types/protection";
import { Time } from "../ui/Time";
import { OutageState } from "./OutageState";

const words = labels.outages;

function Row({ incident, now }: { incident: Incident; now: number }) {
  return (
    <tr data-observed={incident.observed || undefined}>
      <th scope="row">
        <Link className="queue-name clip" to={outageHref(incident.id)} title={incident.id}>
          {outageQueue(incident)}
        </Link>
        <div className="line2 clip">{incident.engine}</div>
      </th>
      <td>
        <OutageState incident={incident} />
      </td>
      <td className="num text2 nowrap">
        <Time at={millis(incident.opened_at) ?? 0} now={now} />
      </td>
      <td className="right num">{lengthWords(incident, now)}</td>
      <td className="text2 outage-cause">
        <span title={causeSentence(incident)}>{causeSentence(incident)}</span>
      </td>
      <td className="right num">{count(incident.held)}</td>
      <td className="right num">{estimateWords(incident.attempts_spared, incident)}</td>
      <td className="right num">{probeWords(incident)}</td>
    </tr>
  );
}

export function OutageTable({ incidents }: { incidents: Incident[] }) {
  const { serverNow } = useTimes();
  return (
    <div className="table-scroll wide-only">
      <table className="outages">
        <caption className="sr-only">{words.title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.queue}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.began}</th>
            <th scope="col" className="right">
              {words.lasted}
            </th>
            <th scope="col">{words.cause}</th>
            <th scope="col" className="right">
              {words.held}
            </th>
            <th scope="col" className="right">
              {words.spared}
            </th>
            <th scope="col" className="right">
              {words.probes}
            </th>
          </tr>
        </thead>
        <tbody>
          {incidents.map((incident) => (
            <Row key={incident.id} incident={incident} now={serverNow} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
