export type FieldError = { field: string; message: string };

export type ErrorBody = {
  status: "error";
  code: string;
  message: string;
  details?: {
    request_id?: string;
    fields?: FieldError[];
    field?: string;
    breaker?: unknown;
  };
};

export type Envelope<T> = { status: "success"; data: T } | ErrorBody;

export type Page<T> = { items: T[]; next_cursor: string | null; total?: number | null };
