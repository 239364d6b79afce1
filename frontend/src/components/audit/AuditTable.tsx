import { Link } from "react-router";
import { useTimes } from "../../hooks/useNow";
import { actionWords, changeWords, isAutomatic } from "../../lib/auditWords";
import { millis } from "../../lib/format";
import { labels } from "../../lib/labels";
import { queueHref } from "../../lib/queueView";
import type { AuditEntry } from "../../types/access";
import { Time } from "../ui/Time";

const tones: Record<AuditEntry["result"], string> = {
  done: "",
  no_change: "",
  denied: "tag-red",
  conflict: "tag-amber",
  failed: "tag-red",
};

function Target({ target }: { target: string }) {
  const cut = target.indexOf("/");
  if (cut < 1) return <>{target}</>;
  return (
    <Link className="queue-name" to={queueHref(target.slice(0, cut), target.slice(cut + 1))}>
      {target}
    </Link>
  );
}

export function AuditTable({ entries }: { entries: AuditEntry[] }) {
  const { serverNow } = useTimes();
  const words = labels.audit;
  return (
    <div className="table-scroll">
      <table className="low audit">
        <caption className="sr-only">{words.title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.time}</th>
            <th scope="col">{words.actor}</th>
            <th scope="col">{words.action}</th>
            <th scope="col">{words.target}</th>
            <th scope="col">{words.reason}</th>
            <th scope="col">{words.change}</th>
            <th scope="col">{words.result}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td className="num text2 nowrap">
                <Time at={millis(entry.at) ?? 0} now={serverNow} />
              </td>
              <td className="nowrap">
                <b>{entry.actor}</b>
                {isAutomatic(entry) && <span className="text3 small"> auto</span>}
              </td>
              <td className="nowrap">{actionWords(entry.action)}</td>
              <td>
                <Target target={entry.target} />
              </td>
              <td className="text2 audit-reason">{entry.reason ?? entry.detail ?? ""}</td>
              <td className="text2 nowrap">{changeWords(entry)}</td>
              <td>
                <span className={`tag ${tones[entry.result]}`}>
                  {entry.result.replace("_", " ")}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
