import { IconEye, IconTestPipe } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useRole } from "../../hooks/useMe";
import { useTimes } from "../../hooks/useNow";
import { usePreferences } from "../../hooks/usePreferences";
import { actBlocked, type BreakerAct } from "../../lib/breakerActs";
import { clock, millis, rate, seconds } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import { watchEnd } from "../../lib/sentences";
import type { QueueDetail } from "../../types/detail";
import type { ProbeRun } from "../../types/snapshot";
import { Button } from "../ui/Button";

type PhaseBoxProps = { view: QueueView; detail: QueueDetail; onAct: (act: BreakerAct) => void };
type BoxProps = {
  big: ReactNode;
  title: string;
  aside?: string;
  children?: ReactNode;
  action?: ReactNode;
};

const Box = ({ big, title, aside, children, action }: BoxProps) => (
  <div className="phase-box">
    <span className="phase-big num">{big}</span>
    <div className="phase-main">
      <p className="num">
        <b>{title}</b>
        {aside !== undefined && <span className="text3">{aside}</span>}
      </p>
      {children}
    </div>
    {action}
  </div>
);

const Bar = ({ part, tone }: { part: number; tone: string }) => (
  <div className="phase-bar" data-tone={tone} aria-hidden>
    <i style={{ width: `${Math.min(100, Math.max(0, part * 100))}%` }} />
  </div>
);

function NextProbe({ view, detail, onAct }: PhaseBoxProps) {
  const { serverNow } = useTimes();
  const { timeZone } = usePreferences();
  const role = useRole();
  const { next_probe_at, open_for_ms } = view.row.breaker;
  const next = millis(next_probe_at);
  if (next === null) return null;
  const left = Math.max(0, next - serverNow);
  const longest =
    open_for_ms !== null && open_for_ms >= detail.policy.max_open_ms ? " (longest)" : "";
  return (
    <Box
      big={left === 0 ? "due" : seconds(left)}
      title={`Next probe at ${clock(next, timeZone)}`}
      aside={open_for_ms === null ? "" : `wait ${seconds(open_for_ms)}${longest}`}
      action={
        <Button
          size="sm"
          blocked={actBlocked("probe", view, role)}
          onClick={() => onAct("probe")}
          icon={<IconTestPipe size={14} stroke={2.1} aria-hidden />}
        >
          {labels.act.probe}
        </Button>
      }
    >
      <Bar
        part={open_for_ms === null || open_for_ms === 0 ? 0 : 1 - left / open_for_ms}
        tone="wait"
      />
    </Box>
  );
}

function Probing({ probe }: { probe: ProbeRun }) {
  const { serverNow } = useTimes();
  const deadline = millis(probe.deadline);
  const running = Math.max(0, probe.released - probe.succeeded - probe.failed);
  return (
    <Box
      big={`${probe.succeeded}/${probe.needed}`}
      title={`Stage ${probe.stage}: ${probe.released} released, ${running} running, ${probe.failed} failed`}
      aside={deadline === null ? "" : `deadline in ${seconds(deadline - serverNow)}`}
    >
      <Bar part={probe.succeeded / Math.max(1, probe.needed)} tone="probe" />
    </Box>
  );
}

function Ramping({ view, detail }: PhaseBoxProps) {
  const { ramp_percent, ramp_limit, baseline_per_s } = view.row.breaker;
  if (ramp_percent === null) return null;
  return (
    <Box
      big={`${Math.round(ramp_percent)}%`}
      title={
        ramp_percent > 100
          ? `${rate(ramp_limit)} jobs per s allowed, usual are ${rate(baseline_per_s)}`
          : `${rate(ramp_limit)} of ${rate(baseline_per_s)} jobs per s allowed`
      }
      aside={`rises each ${seconds(detail.policy.ramp_step_ms)}`}
    >
      <Bar part={ramp_percent / 100} tone="ramp" />
    </Box>
  );
}

/** What happens next in this phase, with its numbers. */
export function PhaseBox(props: PhaseBoxProps) {
  const { view, onAct } = props;
  const { breaker } = view.row;
  const role = useRole();
  const { serverNow } = useTimes();
  const { timeZone } = usePreferences();
  const end = watchEnd(breaker, serverNow, timeZone);
  if (view.own === "watching")
    return (
      <Box
        big={<IconEye size={20} stroke={1.8} aria-hidden />}
        title={
          end === null ? "Watching, without an end time" : `Watching until ${end}, then active`
        }
        aside={breaker.phase === "closed" ? "would be closed now" : "would be open now"}
        action={
          <Button
            size="sm"
            look="primary"
            blocked={actBlocked("turn-on", view, role)}
            onClick={() => onAct("turn-on")}
          >
            {labels.act.turnOn}
          </Button>
        }
      />
    );
  if (breaker.phase === "open") return <NextProbe {...props} />;
  if (breaker.phase === "probing" && breaker.probe !== null)
    return <Probing probe={breaker.probe} />;
  if (breaker.phase === "ramping") return <Ramping {...props} />;
  return null;
}
