import { Fragment } from "react";
import { usePreferences } from "../../hooks/usePreferences";
import { clockZone, count, millis } from "../../lib/format";
import { labels } from "../../lib/labels";
import type { Redrive } from "../../types/redrive";

const words = labels.redrive;

type RedriveCountProps = { run: Redrive | null; failed: boolean };

/** What a dry run found. Unknown while one is under way: old numbers are not shown as new. */
export function RedriveCount({ run, failed }: RedriveCountProps) {
  const { timeZone } = usePreferences();
  const at = millis(run?.cut_off ?? null);
  const title =
    at === null
      ? failed
        ? words.uncounted
        : words.counting
      : `${words.dryRun} ${clockZone(at, timeZone)}`;
  return (
    <div className="redrive-count">
      <h3 className="num">{title}</h3>
      <dl className="facts">
        <dt>{words.willBeSent}</dt>
        <dd className="num strong">{count(run?.eligible ?? null)}</dd>
        {run?.skipped.map((it) => (
          <Fragment key={it.reason}>
            <dt>
              {words.skipped}: {it.reason}
            </dt>
            <dd className="num">{count(it.count)}</dd>
          </Fragment>
        ))}
      </dl>
    </div>
  );
}
