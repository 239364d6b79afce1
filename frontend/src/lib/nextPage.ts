const HOME = "/queue-monitoring";

/** Where to go after sign-in. Only into this page: an address of another site is not followed. */
export function safeNext(next: string | null): string {
  if (next === null || !next.startsWith("/") || next.startsWith("//") || next.startsWith("/\\"))
    return HOME;
  return next.startsWith("/sign-in") ? HOME : next;
}

export const signInHref = (here: string, expired: boolean): string => {
  const query = new URLSearchParams({ next: here });
  if (expired) query.set("expired", "");
  return `/sign-in?${query}`;
};
