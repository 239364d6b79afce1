import type { Snapshot } from "../types/snapshot";
import { count, plural } from "./format";
import { enginesOf, queuesOf } from "./groups";
import { can, isEngineStale } from "./queueView";

export type MainPlan = {
  /** "14 of 15 queues on 4 engines in Production" */
  scope: string;
  released: string;
  consequence: string;
};

/** What opening the main breaker would do, in words, before anybody does it. */
export function mainPlan(snapshot: Snapshot, sinceAnswer: number, environment: string): MainPlan {
  const queues = queuesOf(snapshot);
  const holding = enginesOf(snapshot).filter((engine) => can(engine, "HOLD"));
  const ids = new Set(holding.map((engine) => engine.id));
  const held = queues.filter((queue) => ids.has(queue.engine));
  const unheld = queues.filter((queue) => !ids.has(queue.engine));
  const running = held.reduce((sum, queue) => sum + (queue.counts.running ?? 0), 0);
  const silent = holding.filter((engine) => isEngineStale(engine, sinceAnswer)).map((it) => it.id);
  const where = environment === "" ? "" : ` in ${environment}`;

  const sentences = [
    `${plural(running, "running job")} ${running === 1 ? "finishes" : "finish"}, nothing new starts.`,
  ];
  if (unheld.length > 0)
    sentences.push(
      `${unheld.length <= 2 ? unheld.map((it) => it.name).join(" and ") : plural(unheld.length, "queue")} ${unheld.length === 1 ? "goes" : "go"} on, because the engine cannot pause a queue.`,
    );
  if (silent.length > 0)
    sentences.push(
      `${silent.join(", ")} will be paused when ${silent.length === 1 ? "it answers" : "they answer"}.`,
    );

  return {
    scope: `${count(held.length)} of ${plural(queues.length, "queue")} on ${plural(holding.length, "engine")}${where}`,
    released: `${plural(snapshot.main_breaker.metadata.held_queues, "queue")}${where}`,
    consequence: sentences.join(" "),
  };
}
