import type { QueueRef } from "../services/breakerService";

const PATTERN = /^\/queue-monitoring\/([^/]+)\/([^/]+)\/?$/;

/** Engine and queue of a path. Read from the raw path: a queue's name may hold "/" or "%". */
export function queueRefOf(pathname: string): QueueRef | null {
  const found = PATTERN.exec(pathname);
  if (found === null) return null;
  try {
    return { engine: decodeURIComponent(found[1] ?? ""), name: decodeURIComponent(found[2] ?? "") };
  } catch {
    return null; // a broken escape such as %zz
  }
}
