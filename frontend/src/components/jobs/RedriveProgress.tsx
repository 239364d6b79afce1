import { Progress } from "@mantine/core";
import { IconPlayerStop } from "@tabler/icons-react";
import { useRef } from "react";
import { useRoleBlocked } from "../../hooks/useJobBlocked";
import { useTimes } from "../../hooks/useNow";
import { useRedriveStop } from "../../hooks/useRedriveActs";
import { millis } from "../../lib/format";
import { labels } from "../../lib/labels";
import {
  isActive,
  isShown,
  leftWords,
  percentSent,
  progressWords,
  stateWords,
} from "../../lib/redrive";
import type { ApiError } from "../../services/apiError";
import type { QueueRef } from "../../services/breakerService";
import type { Redrive } from "../../types/redrive";
import { Button } from "../ui/Button";
import { DialogError } from "../ui/DialogError";
import { Time } from "../ui/Time";

const words = labels.redrive;

/** Who sends what, since when. */
function Origin({ redrive, now }: { redrive: Redrive; now: number }) {
  const from = millis(redrive.started_at);
  const to = millis(redrive.ended_at);
  return (
    <p className="line2 num">
      by {redrive.actor}
      {from !== null && (
        <>
          , {words.started} <Time at={from} now={now} />
        </>
      )}
      {to !== null && (
        <>
          , {words.ended} <Time at={to} now={now} />
        </>
      )}
      {redrive.q !== null && `. Only jobs that contain "${redrive.q}".`}
    </p>
  );
}

type RedriveProgressProps = { redrive: Redrive; queue: QueueRef; error: ApiError | null };

export function RedriveProgress({ redrive, queue, error }: RedriveProgressProps) {
  const { serverNow } = useTimes();
  const blocked = useRoleBlocked("stop redrives");
  const stop = useRedriveStop(queue, redrive.id);
  const section = useRef<HTMLElement>(null);
  const active = isActive(redrive);
  const left = leftWords(redrive);
  if (!isShown(redrive, serverNow)) return null;
  return (
    <section
      ref={section}
      className="redrive"
      data-state={redrive.state}
      aria-label={words.act}
      tabIndex={-1}
    >
      <div className="redrive-head">
        <strong className="num">{stateWords(redrive)}</strong>
        {active && (
          <Button
            size="sm"
            icon={<IconPlayerStop size={14} stroke={2.1} aria-hidden />}
            blocked={blocked}
            waiting={stop.isPending}
            onClick={() => stop.send(null, () => section.current?.focus())}
          >
            {words.stop}
          </Button>
        )}
      </div>
      <Progress value={percentSent(redrive)} aria-label={words.progress} size={6} />
      <p className="num text2">{progressWords(redrive)}</p>
      {left !== null && <p className="num">{left}</p>}
      <Origin redrive={redrive} now={serverNow} />
      {error !== null && (
        <p className="small amber">
          {words.old}: {error.message}
        </p>
      )}
      {active && stop.error !== null && <DialogError text={stop.error} />}
    </section>
  );
}
