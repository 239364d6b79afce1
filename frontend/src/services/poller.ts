import { toApiError } from "./apiError";
import { type Connection, nextConnection } from "./connection";

export type PollResult<T> = { data: T | null; connection: Connection };

export type PollerOptions<T> = {
  fetch: (signal: AbortSignal) => Promise<T>;
  onResult: (result: PollResult<T>) => void;
  /** null = only when asked. */
  intervalMs: number | null;
};

/**
 * Asks again and again, never twice at once. Knows nothing of React or of what it asks for.
 * It rests while the tab is hidden, slows down while the connection is lost and stops at a 401.
 */
export class Poller<T> {
  private readonly options: PollerOptions<T>;
  private intervalMs: number | null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private inFlight: AbortController | null = null;
  private running = false;
  private startedAt = 0;
  private data: T | null = null;
  private connection: Connection = { kind: "waiting" };

  constructor(options: PollerOptions<T>) {
    this.options = options;
    this.intervalMs = options.intervalMs;
  }

  start(): void {
    if (this.running) return;
    this.running = true;
    document.addEventListener("visibilitychange", this.onVisibility);
    void this.poll();
  }

  stop(): void {
    this.running = false;
    document.removeEventListener("visibilitychange", this.onVisibility);
    this.clear();
    this.inFlight?.abort();
    this.inFlight = null;
  }

  /** Now, unless a poll is already under way. */
  refresh(): void {
    if (this.running) void this.poll();
  }

  setInterval(intervalMs: number | null): void {
    if (intervalMs === this.intervalMs) return;
    this.intervalMs = intervalMs;
    if (this.running && this.inFlight === null) this.schedule();
  }

  private readonly onVisibility = (): void => {
    if (document.hidden) this.clear();
    else if (this.inFlight === null && this.intervalMs !== null) void this.poll();
  };

  private clear(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private async poll(): Promise<void> {
    if (this.inFlight !== null) return;
    this.clear();
    const mine = new AbortController();
    this.inFlight = mine;
    this.startedAt = Date.now();
    try {
      const data = await this.options.fetch(mine.signal);
      this.settle(mine, () => {
        this.data = data;
        this.connection = nextConnection(this.connection, { ok: true }, Date.now());
      });
    } catch (error) {
      this.settle(mine, () => {
        const failed = { ok: false, error: toApiError(error) } as const;
        this.connection = nextConnection(this.connection, failed, Date.now());
      });
    }
  }

  private settle(mine: AbortController, change: () => void): void {
    if (this.inFlight !== mine) return; // stopped meanwhile: this answer belongs to nobody
    this.inFlight = null;
    change();
    if (this.connection.kind === "signed_out") this.stop();
    else this.schedule();
    this.options.onResult({ data: this.data, connection: this.connection });
  }

  private schedule(): void {
    this.clear();
    if (this.intervalMs === null || document.hidden) return;
    this.timer = setTimeout(() => void this.poll(), this.delay(this.intervalMs));
  }

  private delay(intervalMs: number): number {
    if (this.connection.kind === "lost") return Math.max(0, this.connection.nextTryAt - Date.now());
    const elapsed = Date.now() - this.startedAt;
    return Math.max(intervalMs - elapsed, intervalMs / 4);
  }
}
