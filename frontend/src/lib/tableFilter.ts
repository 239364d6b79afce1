import { SEGMENTS, SORTS, type Sort, type TableFilter } from "./queueView";

const oneOf = <T extends string>(all: readonly T[], text: string | null): T | undefined =>
  all.find((it) => it === text);

/** Breaker and numbers start with the most, names with "a". */
const startsDown = (sort: Sort): boolean => sort !== "name";

export const filterOf = (params: URLSearchParams): TableFilter => {
  const sort = oneOf(SORTS, params.get("sort")) ?? "breaker";
  const direction = params.get("dir");
  return {
    text: params.get("q") ?? "",
    segment: oneOf(SEGMENTS, params.get("show")) ?? "all",
    engine: params.get("engine") ?? "",
    sort,
    down: direction === null ? startsDown(sort) : direction === "desc",
  };
};

/** The address for a filter; what is as usual is left out. */
export const filterChange = (filter: TableFilter): Record<string, string | null> => ({
  q: filter.text,
  show: filter.segment === "all" ? null : filter.segment,
  engine: filter.engine,
  sort: filter.sort === "breaker" ? null : filter.sort,
  dir: filter.down === startsDown(filter.sort) ? null : filter.down ? "desc" : "asc",
});

export const nextSort = (filter: TableFilter, sort: Sort): TableFilter => ({
  ...filter,
  sort,
  down: filter.sort === sort ? !filter.down : startsDown(sort),
});
