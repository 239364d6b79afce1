import { count, duration, seconds } from "../../lib/format";
import { labels } from "../../lib/labels";
import { estimateWords, isOver, recoveryWords, reopenedWords } from "../../lib/outages";
import type { Incident } from "../../types/protection";

const words = labels.outages;

type FigureProps = { name: string; value: string; note: string };

const Figure = ({ name, value, note }: FigureProps) => (
  <div>
    <dt>{name}</dt>
    <dd className="figure">{value}</dd>
    <dd className="line2">{note}</dd>
  </div>
);

export function OutageFigures({ incident }: { incident: Incident }) {
  const { held, held_ms, observed, attempts_spared, deaths_spared } = incident;
  const note = incident.estimate ? words.estimate : "counted";
  return (
    <section className="card" aria-label={words.figures}>
      <dl className="figures num">
        <Figure
          name={observed ? words.heldBackWatched : words.heldBack}
          value={isOver(incident) ? duration(held_ms) : seconds(held_ms)}
          note={reopenedWords(incident)}
        />
        <Figure
          name={words.held}
          value={count(held)}
          note={held === null ? labels.unknownReason : words.counted}
        />
        <Figure
          name={observed ? words.sparedWatched : words.spared}
          value={estimateWords(attempts_spared, incident)}
          note={attempts_spared === null ? "cannot be estimated" : note}
        />
        {deaths_spared !== null && (
          <Figure
            name={observed ? words.deathsWatched : words.deaths}
            value={estimateWords(deaths_spared, incident)}
            note={note}
          />
        )}
        <Figure
          name={words.probes}
          value={count(incident.probes)}
          note={`${count(incident.probes_failed)} failed`}
        />
        <Figure
          name={words.recovery}
          value={recoveryWords(incident)}
          note={incident.recovery_ms === null ? "not recovered by probes" : words.recoveryHint}
        />
      </dl>
    </section>
  );
}
