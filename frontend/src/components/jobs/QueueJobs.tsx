import { useState } from "react";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import type { QueueRef } from "../../services/breakerService";
import type { JobState } from "../../types/detail";
import { Segments } from "../ui/Segments";
import { DeadJobs } from "./DeadJobs";
import { LiveJobs } from "./LiveJobs";

const STATES: readonly JobState[] = ["waiting", "running", "scheduled", "retrying", "dead"];

/** The jobs of a queue by state; only states that its engine lists can be chosen. */
export function QueueJobs({ queue, view }: { queue: QueueRef; view: QueueView }) {
  const [state, setState] = useState<JobState>("dead");
  const states = STATES.filter((it) => view.engine?.lists.includes(it));
  const choice = (
    <div className="table-bar">
      <Segments
        label={labels.jobs.choose}
        value={state}
        options={states.map((it) => {
          const count = view.row.counts[it];
          return { value: it, text: labels.states[it], ...(count !== null && { count }) };
        })}
        onChange={setState}
      />
    </div>
  );
  return state === "dead" ? (
    <DeadJobs queue={queue} view={view} choice={choice} />
  ) : (
    <LiveJobs key={state} queue={queue} view={view} state={state} choice={choice} />
  );
}
