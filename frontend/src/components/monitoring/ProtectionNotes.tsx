import { IconAlertTriangle, IconShieldOff } from "@tabler/icons-react";
import { useTimes } from "../../hooks/useNow";
import { millis, seconds } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import { GroupNote } from "./GroupTag";
import { IgnoreType } from "./IgnoreType";

const words = labels.policy.withheld;

function WithheldNote({ view }: { view: QueueView }) {
  const { serverNow } = useTimes();
  const { withheld } = view.row.breaker;
  if (withheld === null) return null;
  const since = millis(withheld.since);
  const byType = withheld.kind === "type_suspect";
  return (
    <section className="banner withheld" aria-label={words[withheld.kind]}>
      <IconAlertTriangle size={18} stroke={1.8} aria-hidden className="amber" />
      <p>
        <b>{words[withheld.kind]}</b>{" "}
        <span className="text2">
          {withheld.text.replace(/\.?$/, ".")} {byType ? words.typeText : words.workerText}
        </span>
      </p>
      <span className="num text2 wide-only">
        {since === null ? "" : `for ${seconds(serverNow - since)}`}
      </span>
      <IgnoreType view={view} />
    </section>
  );
}

/** What keeps this breaker from protecting its queue: nothing reported, or a trip it holds back. */
export function ProtectionNotes({ view }: { view: QueueView }) {
  return (
    <>
      {view.row.group !== null && <GroupNote group={view.row.group} />}
      {view.row.protected !== null && (
        <div className="banner unprotected">
          <IconShieldOff size={18} stroke={1.8} aria-hidden className="text2" />
          <p>{view.row.protected.replace(/\.?$/, ".")}</p>
        </div>
      )}
      <WithheldNote view={view} />
    </>
  );
}
