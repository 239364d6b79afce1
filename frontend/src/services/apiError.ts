import type { FieldError } from "../types/envelope";
import type { Breaker } from "../types/snapshot";

/** What went wrong, in one shape: the network, a timeout, an answer that is not ours, or an error of the server. */
export class ApiError extends Error {
  readonly code: string;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly requestId: string | null;
  readonly fields: FieldError[];
  /** The breaker as it is now, after a version conflict. */
  readonly breaker: Breaker | null;

  constructor(
    code: string,
    message: string,
    more: {
      status?: number;
      requestId?: string | null;
      fields?: FieldError[];
      breaker?: Breaker | null;
    } = {},
  ) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.status = more.status ?? 0;
    this.requestId = more.requestId ?? null;
    this.fields = more.fields ?? [];
    this.breaker = more.breaker ?? null;
  }
}

export const toApiError = (error: unknown): ApiError =>
  error instanceof ApiError
    ? error
    : new ApiError("unexpected", error instanceof Error ? error.message : String(error));
