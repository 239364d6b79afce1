import {
  IconCircuitSwitchClosed,
  IconCircuitSwitchOpen,
  IconEye,
  IconLock,
  IconLockOpen,
  IconPlayerPause,
  IconPlugConnectedX,
  IconPower,
  IconShieldOff,
  IconStairsUp,
  IconTestPipe,
} from "@tabler/icons-react";
import type { CSSProperties } from "react";
import type { DisplayKind } from "../../lib/displayState";
import { chipWords } from "../../lib/sentences";

const icons: Record<DisplayKind, typeof IconEye> = {
  stale: IconPlugConnectedX,
  unprotected: IconShieldOff,
  main_open: IconCircuitSwitchOpen,
  held_open: IconLock,
  paused_outside: IconPlayerPause,
  forced_closed: IconLockOpen,
  watching: IconEye,
  off: IconPower,
  open: IconCircuitSwitchOpen,
  probing: IconTestPipe,
  ramping: IconStairsUp,
  closed: IconCircuitSwitchClosed,
};

type BreakerChipProps = { kind: DisplayKind; rampPercent: number | null; large?: boolean };

/** Icon, words, colour and pattern: all four, always. */
export function BreakerChip({ kind, rampPercent, large = false }: BreakerChipProps) {
  const Icon = icons[kind];
  const style: CSSProperties & Record<"--ramp", string> = { "--ramp": `${rampPercent ?? 0}%` };
  return (
    <span className="chip" data-kind={kind} data-large={large || undefined} style={style}>
      <Icon size={large ? 18 : 14} stroke={2.1} aria-hidden />
      <span>{chipWords(kind, rampPercent)}</span>
    </span>
  );
}
