import type { Redrive } from "../../types/redrive";
import { NOW } from "./queues";

export const redrive = (more: Partial<Redrive> = {}): Redrive => ({
  id: "r1",
  queue: "embedded/mail",
  q: null,
  state: "running",
  reason: null,
  cut_off: NOW,
  eligible: 1012,
  skipped: [],
  sent: 412,
  succeeded: 380,
  failed_again: 12,
  running: 20,
  left: 600,
  rate_per_s: 10,
  actor: "ops",
  started_at: NOW,
  ended_at: null,
  ...more,
});

export const dryRunOf = (more: Partial<Redrive> = {}): Redrive =>
  redrive({
    id: "dry",
    state: "dry_run",
    sent: 0,
    succeeded: null,
    failed_again: null,
    running: null,
    left: 1012,
    started_at: null,
    ...more,
  });
