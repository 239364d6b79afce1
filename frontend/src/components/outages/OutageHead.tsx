import { Textarea } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { Link } from "react-router";
import { useCopyReport } from "../../hooks/useCopyReport";
import { useTimes } from "../../hooks/useNow";
import { usePreferences } from "../../hooks/usePreferences";
import { labels } from "../../lib/labels";
import { outageNumber, outageQueue, spanWords } from "../../lib/outages";
import { queueHref } from "../../lib/queueView";
import type { Incident } from "../../types/protection";
import { Button } from "../ui/Button";
import { PageHead } from "../ui/Card";
import { Sheet } from "../ui/Sheet";
import { OutageState } from "./OutageState";

const words = labels.outages;

function Span({ incident }: { incident: Incident }) {
  const { timeZone } = usePreferences();
  const { serverNow } = useTimes();
  return (
    <span className="text3 num">
      Outage {outageNumber(incident.id)}, {spanWords(incident, serverNow, timeZone)}
    </span>
  );
}

export function OutageHead({ incident }: { incident: Incident }) {
  const report = useCopyReport(incident.id);
  const name = outageQueue(incident);
  return (
    <PageHead title={name}>
      <OutageState incident={incident} />
      <span className="tag">{incident.engine}</span>
      <Span incident={incident} />
      <span className="grow" />
      <div className="outage-acts">
        <Button
          waiting={report.isPending}
          aria-busy={report.isPending || undefined}
          icon={<IconCopy size={16} stroke={1.8} aria-hidden />}
          onClick={report.copy}
        >
          {report.isPending ? words.copying : words.copy}
        </Button>
        <Link className="btn btn-plain btn-md" to={queueHref(incident.engine, name)}>
          {words.toQueue}
        </Link>
      </div>
      {report.byHand !== null && (
        <Sheet opened onClose={report.done} title={words.byHand}>
          <p className="text2">{words.byHandText}</p>
          <Textarea
            aria-label={words.byHand}
            data-autofocus
            readOnly
            rows={14}
            value={report.byHand}
            onFocus={(event) => event.currentTarget.select()}
          />
        </Sheet>
      )}
    </PageHead>
  );
}
