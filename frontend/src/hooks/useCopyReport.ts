import { useState } from "react";
import { labels } from "../lib/labels";
import { toApiError } from "../services/apiError";
import { getIncidentText } from "../services/incidentService";
import { useNotice } from "./useNotice";

export type CopyReport = {
  isPending: boolean;
  copy: () => void;
  /** The report, where the browser does not let the page copy. */
  byHand: string | null;
  done: () => void;
};

/** The report of an outage as Markdown, from the server into the clipboard. */
export function useCopyReport(id: string): CopyReport {
  const [isPending, setPending] = useState(false);
  const [byHand, setByHand] = useState<string | null>(null);
  const notify = useNotice();

  const copy = async (): Promise<void> => {
    setPending(true);
    try {
      const text = await getIncidentText(id);
      // Pages without TLS have no clipboard, and a browser may refuse.
      const copied = await navigator.clipboard?.writeText(text).then(
        () => true,
        () => false,
      );
      if (copied) notify({ tone: "ok", text: labels.outages.copied });
      else setByHand(text);
    } catch (error) {
      notify({ tone: "bad", text: `Failed to copy the report: ${toApiError(error).message}` });
    } finally {
      setPending(false);
    }
  };

  return {
    isPending,
    byHand,
    done: () => setByHand(null),
    copy: () => {
      if (!isPending) void copy();
    },
  };
}
