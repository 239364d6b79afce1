import { useSearchParams } from "react-router";

/** One value in the page's address. An empty value leaves it. */
export function useQueryState(): [
  URLSearchParams,
  (changes: Record<string, string | null>) => void,
] {
  const [params, setParams] = useSearchParams();
  const change = (changes: Record<string, string | null>): void =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value === null || value === "") after.delete(name);
          else after.set(name, value);
        }
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  return [params, change];
}
