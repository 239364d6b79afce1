import { useTimes } from "../../hooks/useNow";
import { usePreferences } from "../../hooks/usePreferences";
import type { BreakerAct } from "../../lib/breakerActs";
import { clockZone, exact, millis, plural, seconds } from "../../lib/format";
import { labels, phaseSteps } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import { consequence, originSentence, pauseSentences, phaseSince } from "../../lib/sentences";
import type { QueueDetail } from "../../types/detail";
import { BreakerChip } from "./BreakerChip";
import { PhaseBox } from "./PhaseBox";
import { ProbeList } from "./ProbeList";
import { RuleRows } from "./RuleRows";
import { TopErrors } from "./TopErrors";

type BreakerPanelProps = {
  view: QueueView;
  detail: QueueDetail;
  onAct: (act: BreakerAct) => void;
};

function WayBack({ view }: { view: QueueView }) {
  const { phase } = view.row.breaker;
  return (
    <ol className="way-back" aria-label={labels.detail.wayBack}>
      {phaseSteps.map((step) => (
        <li
          key={step.phase}
          data-phase={step.phase}
          aria-current={step.phase === phase ? "step" : undefined}
        >
          <b>{step.title}</b>
          {step.text}
        </li>
      ))}
    </ol>
  );
}

function Position({ view, detail, onAct }: BreakerPanelProps) {
  const { serverNow } = useTimes();
  const { timeZone } = usePreferences();
  const { breaker } = view.row;
  const since = phaseSince(breaker);
  return (
    <div className="panel-half">
      <p className="panel-state">
        <BreakerChip kind={view.kind} rampPercent={breaker.ramp_percent} large />
        {since !== null && (
          <span className="text2 num" title={exact(since, timeZone)}>
            for <b>{seconds(serverNow - since)}</b>
          </span>
        )}
      </p>
      <p className="text2 panel-text">
        {consequence[view.kind]} {originSentence(view, serverNow, timeZone)}
      </p>
      <WayBack view={view} />
      {!view.stale && <PhaseBox view={view} detail={detail} onAct={onAct} />}
      <ProbeList probes={detail.recent_probes} />
      <p className="panel-foot num">
        {pauseSentences(view, timeZone).map((sentence) => (
          <span key={sentence}>{sentence}</span>
        ))}
      </p>
    </div>
  );
}

/** How many outcomes the rules speak of: those of the trip while it is not closed. */
const outcomesOf = (detail: QueueDetail): number =>
  detail.rules.find((rule) => rule.name === "outcomes")?.value ?? detail.window.total;

export function BreakerPanel(props: BreakerPanelProps) {
  const { view, detail } = props;
  const { timeZone } = usePreferences();
  const { cause } = view.row.breaker;
  const frozen = detail.rules.some((rule) => rule.frozen);
  const at = millis(cause?.at ?? null);
  const total = outcomesOf(detail);
  // What is true of the whole engine stands on its page.
  const notes = detail.notes.filter((note) => !view.engine?.notes.includes(note));
  return (
    <section className="card panel" aria-label="Breaker">
      <Position {...props} />
      <div className="panel-half">
        <header className="panel-head">
          <h2>{frozen ? labels.detail.why : labels.detail.distance}</h2>
          <span className="text3 small num">
            {frozen && at !== null
              ? `frozen at ${clockZone(at, timeZone)}`
              : `last ${plural(total, "outcome")}`}
          </span>
        </header>
        {frozen && cause !== null && <p className="text2 panel-text">{cause.text}</p>}
        <RuleRows rules={detail.rules} total={total} />
        <p className="hint">{labels.detail.rule}</p>
        {cause !== null && cause.top_errors.length > 0 && (
          <TopErrors errors={cause.top_errors} frozen={frozen} />
        )}
        {notes.map((note) => (
          <p className="hint" key={note}>
            {note}
          </p>
        ))}
      </div>
    </section>
  );
}
