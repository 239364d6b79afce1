import { IconRefresh } from "@tabler/icons-react";
import { usePreferences } from "../../hooks/usePreferences";
import { useSnapshot, useSnapshotStore } from "../../hooks/useSnapshot";
import { clock } from "../../lib/format";
import { labels } from "../../lib/labels";
import { preferences } from "../../lib/preferences";
import { pollsFailed } from "../../lib/sentences";
import type { Connection } from "../../services/connection";
import { Button } from "../ui/Button";

const CHOICES = [1000, 2000, 5000, 15_000, 30_000];

function Status({ connection }: { connection: Connection }) {
  const { timeZone } = usePreferences();
  if (connection.kind === "stale")
    return (
      <span className="refresh-status" data-state="failing">
        <span className="dot dot-amber" />
        {pollsFailed(connection.errors)}
      </span>
    );
  if (connection.kind !== "live")
    return (
      <span className="refresh-status">
        <span className="dot dot-off" />
        --:--:--
      </span>
    );
  return (
    <span className="refresh-status" title="Time of the last good answer">
      <span className="dot" />
      <span className="num">{clock(connection.lastOk, timeZone)}</span>
      {timeZone === "utc" && <span className="text3 wide-only">UTC</span>}
    </span>
  );
}

export function RefreshControl() {
  const { connection } = useSnapshot();
  const store = useSnapshotStore();
  const { intervalMs } = usePreferences();
  const choices =
    intervalMs === null || CHOICES.includes(intervalMs) ? CHOICES : [intervalMs, ...CHOICES];

  const choose = (text: string): void => {
    const next = text === "off" ? null : Number(text);
    preferences.set({ intervalMs: next });
    store.setInterval(next);
  };

  return (
    <>
      <div className="refresh">
        <Status connection={connection} />
        <select
          aria-label={labels.refresh.interval}
          value={intervalMs ?? "off"}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {choices.map((ms) => (
            <option key={ms} value={ms}>
              {ms / 1000} s
            </option>
          ))}
          <option value="off">{labels.refresh.off}</option>
        </select>
      </div>
      <Button
        square
        aria-label={labels.refresh.now}
        onClick={() => store.refresh()}
        icon={<IconRefresh size={16} stroke={1.8} aria-hidden />}
      />
    </>
  );
}
