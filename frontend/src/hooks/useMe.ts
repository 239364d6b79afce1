import { queryOptions, useQuery } from "@tanstack/react-query";
import { getMe } from "../services/accessService";
import type { Me, Role } from "../types/access";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => getMe(signal),
  staleTime: 60_000,
  retry: false,
  networkMode: "always",
});

export const useMe = (): Me | null => useQuery(meQuery).data ?? null;

export const useRole = (): Role | null => useMe()?.role ?? null;

/** Why this person may not act; null = may act. */
export function useDenied(): string | null {
  const role = useRole();
  return role === "viewer" ? "Your role viewer cannot open breakers." : null;
}
