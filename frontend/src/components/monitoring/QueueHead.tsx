import { IconClock } from "@tabler/icons-react";
import { useRole } from "../../hooks/useMe";
import { useShortcuts } from "../../hooks/useShortcuts";
import { actBlocked, actWords, type BreakerAct, nextAct } from "../../lib/breakerActs";
import { duration } from "../../lib/format";
import { groupWord } from "../../lib/groups";
import type { QueueView } from "../../lib/queueView";
import { Button, type ButtonLook } from "../ui/Button";
import { PageHead } from "../ui/Card";
import { BreakerChip } from "./BreakerChip";
import { BreakerMenu } from "./BreakerMenu";

type QueueHeadProps = { view: QueueView; onAct: (act: BreakerAct) => void };

const looks: Partial<Record<BreakerAct, ButtonLook>> = { open: "danger-outline", hold: "plain" };

export function QueueHead({ view, onAct }: QueueHeadProps) {
  const role = useRole();
  const { row, engine, own } = view;
  const first = nextAct(own);
  const held = own === "open" || own === "probing";
  const acts: BreakerAct[] = held ? ["hold", first] : [first];
  useShortcuts({
    b: () => {
      if (actBlocked(first, view, role) === null) onAct(first);
    },
    p: () => {
      if (held && actBlocked("probe", view, role) === null) onAct("probe");
    },
  });
  return (
    <PageHead title={row.name}>
      <BreakerChip kind={view.kind} rampPercent={row.breaker.ramp_percent} />
      <span className="tag">
        {row.group === null ? row.engine : groupWord(row.group)}
        {row.group === null && engine !== null && `, ${engine.label.split(",")[0]}`}
      </span>
      <span className={`tag num wide-only ${view.stale ? "tag-amber" : ""}`}>
        <IconClock size={12} stroke={2.1} aria-hidden />
        {view.ageMs === null ? "never seen" : `${duration(view.ageMs)} old`}
      </span>
      <span className="grow" />
      <div className="queue-acts">
        {acts.map((act) => (
          <Button
            key={act}
            look={looks[act] ?? "primary"}
            blocked={actBlocked(act, view, role)}
            onClick={() => onAct(act)}
          >
            {actWords[act]}
          </Button>
        ))}
        <BreakerMenu view={view} size="md" onAct={onAct} />
      </div>
    </PageHead>
  );
}
