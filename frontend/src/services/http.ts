import { api } from "../config/api";
import { ACT_TIMEOUT_MS } from "../config/env";
import type { Envelope, ErrorBody, FieldError } from "../types/envelope";
import type { Breaker } from "../types/snapshot";
import { ApiError } from "./apiError";

export type RequestOptions = {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
};

export type Answer<T> = { data: T; etag: string | null };

const isEnvelope = (value: unknown): value is Envelope<unknown> =>
  typeof value === "object" && value !== null && "status" in value;

/** Some errors name one field, others list them. */
const fieldsOf = ({ details, message }: ErrorBody): FieldError[] =>
  details?.fields ?? (details?.field === undefined ? [] : [{ field: details.field, message }]);

const errorOf = (body: ErrorBody, response: Response): ApiError =>
  new ApiError(body.code, body.message, {
    status: response.status,
    requestId: body.details?.request_id ?? response.headers.get("X-Request-Id"),
    fields: fieldsOf(body),
    breaker: (body.details?.breaker as Breaker | undefined) ?? null,
  });

async function send(path: string, options: RequestOptions): Promise<Response> {
  const timeoutMs = options.timeoutMs ?? ACT_TIMEOUT_MS;
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), timeoutMs);
  const forward = () => timeout.abort();
  options.signal?.addEventListener("abort", forward);
  try {
    const init: RequestInit = { method: options.method ?? "GET", signal: timeout.signal };
    init.headers = { ...options.headers };
    if (options.body !== undefined) {
      init.body = JSON.stringify(options.body);
      init.headers = { ...options.headers, "Content-Type": "application/json" };
    }
    const response = await api.request(path, init);
    // The body belongs to the time limit too: a server can hang after its headers.
    const text = response.status === 304 ? null : await response.text();
    return new Response(response.status === 304 ? null : text, response);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    if (timeout.signal.aborted)
      throw new ApiError("timeout", `No answer within ${timeoutMs / 1000} s`);
    throw new ApiError("network", "The server cannot be reached");
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", forward);
  }
}

async function read<T>(response: Response): Promise<T> {
  const more = { status: response.status, requestId: response.headers.get("X-Request-Id") };
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    throw new ApiError("not_json", `The answer is not JSON (HTTP ${response.status})`, more);
  }
  if (!isEnvelope(body))
    throw new ApiError(
      "not_ours",
      `The answer is not from Recloser (HTTP ${response.status})`,
      more,
    );
  if (body.status === "error") throw errorOf(body, response);
  return body.data as T;
}

export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  return read<T>(await send(path, options));
}

/** Like `request`, with a condition: null = nothing changed since `etag`. */
export async function requestIfChanged<T>(
  path: string,
  etag: string | null,
  options: RequestOptions = {},
): Promise<Answer<T> | null> {
  const headers = etag === null ? {} : { "If-None-Match": etag };
  const response = await send(path, { ...options, headers });
  if (response.status === 304) return null;
  return { data: await read<T>(response), etag: response.headers.get("ETag") };
}

/** An answer that is text for people, not JSON. */
export async function requestText(path: string, options: RequestOptions = {}): Promise<string> {
  const response = await send(path, options);
  return response.ok ? response.text() : read<never>(response);
}
