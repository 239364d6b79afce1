import { IconClockExclamation } from "@tabler/icons-react";
import { useTimes } from "../../hooks/useNow";
import { capabilityWords, engineNotes, jobWords, type Words } from "../../lib/capabilityWords";
import { count, duration, millis, seconds } from "../../lib/format";
import { labels } from "../../lib/labels";
import { engineAge, isEngineStale } from "../../lib/queueView";
import type { Engine } from "../../types/snapshot";

const Can = ({ words }: { words: Words }) => (
  <td className={words.missing ? "text3" : ""} title={words.note ?? undefined}>
    {words.text}
  </td>
);

function Age({ engine }: { engine: Engine }) {
  const { sinceAnswer, serverNow } = useTimes();
  const age = engineAge(engine, sinceAnswer);
  const next = millis(engine.next_try_at);
  if (!isEngineStale(engine, sinceAnswer))
    return (
      <span className="row">
        <span className="dot" />
        <span className="num">{duration(age)}</span>
      </span>
    );
  return (
    <>
      <span className="row amber strong">
        <IconClockExclamation size={14} stroke={2.1} aria-label="data is old" />
        <span className="num">{age === null ? labels.never : duration(age)}</span>
      </span>
      <span className="line2">
        {engine.error ?? engine.status}
        {next !== null && next > serverNow && `, next try in ${seconds(next - serverNow)}`}
      </span>
    </>
  );
}

function EngineRow({ engine }: { engine: Engine }) {
  const notes = engineNotes(engine);
  return (
    <>
      <tr className={notes.length > 0 ? "with-notes" : ""}>
        <th scope="row">
          <b>{engine.id}</b>
          <div className="line2">{engine.label}</div>
        </th>
        <td>
          <Age engine={engine} />
        </td>
        <td className="right num">{count(engine.queues)}</td>
        <Can words={capabilityWords(engine, "HOLD")} />
        <Can words={capabilityWords(engine, "GRANT")} />
        <Can words={capabilityWords(engine, "OUTCOMES")} />
        <Can words={jobWords(engine)} />
      </tr>
      {notes.length > 0 && (
        <tr className="engine-notes">
          <td colSpan={7}>
            <ul>
              {notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </td>
        </tr>
      )}
    </>
  );
}

export function EngineTable({ engines }: { engines: Engine[] }) {
  const words = labels.engines;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part must be reachable with the keyboard
    <section className="card table-scroll" aria-label={words.title} tabIndex={0}>
      <table>
        <caption className="sr-only">{words.title}</caption>
        <thead>
          <tr>
            <th scope="col">{labels.empty.engine}</th>
            <th scope="col">{words.data}</th>
            <th scope="col" className="right">
              {words.queues}
            </th>
            <th scope="col">{words.pause}</th>
            <th scope="col">{words.probe}</th>
            <th scope="col">{words.outcomes}</th>
            <th scope="col">{words.jobs}</th>
          </tr>
        </thead>
        <tbody>
          {engines.map((engine) => (
            <EngineRow key={engine.id} engine={engine} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
