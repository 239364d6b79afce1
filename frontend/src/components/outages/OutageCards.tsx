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
} from "../../lib/outages";
import type { Incident } from "../../types/protection";
import { Time } from "../ui/Time";
import { OutageState } from "./OutageState";

const words = labels.outages;

/** The table of outages on a phone. */
export function OutageCards({ incidents }: { incidents: Incident[] }) {
  const { serverNow } = useTimes();
  return (
    <ul className="queue-cards outage-cards">
      {incidents.map((incident) => (
        <li key={incident.id}>
          <Link to={outageHref(incident.id)} className="queue-card">
            <span className="queue-card-head">
              <b className="clip">{outageQueue(incident)}</b>
              <span className="text3 small num">
                <Time at={millis(incident.opened_at) ?? 0} now={serverNow} />
              </span>
            </span>
            <OutageState incident={incident} />
            <span className="text2 outage-why">{causeSentence(incident)}</span>
            <span className="queue-card-numbers num">
              <span>
                <i>{words.lasted}</i>
                {lengthWords(incident, serverNow)}
              </span>
              <span>
                <i>{words.held}</i>
                {count(incident.held)}
              </span>
              <span className="outage-spared">
                <i>{words.spared}</i>
                {estimateWords(incident.attempts_spared, incident)}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
