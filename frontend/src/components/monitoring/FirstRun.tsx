import { IconAlertTriangle, IconCheck, IconX } from "@tabler/icons-react";
import { useTimes } from "../../hooks/useNow";
import { millis, seconds } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { Engine } from "../../types/snapshot";
import { PageHead } from "../ui/Card";

function Result({ engine }: { engine: Engine }) {
  if (engine.status === "up")
    return (
      <span className="tag tag-green">
        <IconCheck size={12} stroke={2.1} aria-hidden />
        Connected, 0 queues
      </span>
    );
  if (engine.status === "starting")
    return (
      <span className="tag tag-amber">
        <IconAlertTriangle size={12} stroke={2.1} aria-hidden />
        Starting
      </span>
    );
  return (
    <span className="tag tag-red">
      <IconX size={12} stroke={2.1} aria-hidden />
      Not connected
    </span>
  );
}

const causeOf = (engine: Engine): string =>
  engine.status === "up"
    ? "No job was ever sent"
    : engine.status === "starting"
      ? "It has not answered yet"
      : (engine.error ?? "It does not answer");

export function FirstRun({ engines }: { engines: Engine[] }) {
  const { serverNow } = useTimes();
  return (
    <>
      <PageHead title={labels.nav.queues} sub={labels.empty.sub} />
      <section className="card first-run">
        <h2>{labels.empty.title}</h2>
        <p className="text2">{labels.empty.text}</p>
        <div className="table-scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{labels.empty.engine}</th>
                <th scope="col">{labels.empty.result}</th>
                <th scope="col">{labels.empty.cause}</th>
                <th scope="col" className="right">
                  {labels.empty.next}
                </th>
              </tr>
            </thead>
            <tbody>
              {engines.map((engine) => {
                const next = millis(engine.next_try_at);
                return (
                  <tr key={engine.id}>
                    <td>
                      <b>{engine.id}</b>
                      <div className="line2">{engine.label}</div>
                    </td>
                    <td>
                      <Result engine={engine} />
                    </td>
                    <td className="text2 first-run-cause">{causeOf(engine)}</td>
                    <td className="right num text3">
                      {next === null ? "by itself" : `in ${seconds(next - serverNow)}`}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </section>
    </>
  );
}
