import { usePreferences } from "../../hooks/usePreferences";
import { exact, moment } from "../../lib/format";

/** A moment; the exact one on hover. */
export function Time({ at, now }: { at: number; now: number }) {
  const { timeZone } = usePreferences();
  return (
    <time dateTime={new Date(at).toISOString()} title={exact(at, timeZone)}>
      {moment(at, now, timeZone)}
    </time>
  );
}
