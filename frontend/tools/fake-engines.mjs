// The engines of the fake data: two that can do all, one that cannot pause.

const CAPABILITIES = [
  ["DISCOVER", "yes"],
  ["COUNT", "exact"],
  ["AGE", "yes"],
  ["HOLD", "exact"],
  ["GRANT", "exact"],
  ["OUTCOMES", "per_attempt"],
  ["BROWSE", "yes"],
  ["RETRY", "yes"],
  ["REMOVE", "yes"],
  ["PROMOTE", "none", "This engine has no scheduled jobs to promote"],
  ["WORKERS", "yes"],
  ["SEND", "yes"],
].map(([name, level, note = null]) => ({ name, level, note }));

const without = (names, note) =>
  CAPABILITIES.map((it) => (names.includes(it.name) ? { ...it, level: "none", note } : it));

const LISTS = ["waiting", "running", "scheduled", "retrying", "dead"];

export const ENGINES = [
  {
    id: "embedded",
    kind: "artemis",
    label: "Apache Artemis, embedded",
    capabilities: CAPABILITIES,
    lists: LISTS,
  },
  {
    id: "orders",
    kind: "artemis",
    label: "Apache Artemis, tcp://orders:61616",
    capabilities: CAPABILITIES,
    lists: ["waiting", "dead"],
  },
  {
    id: "groups",
    kind: "group",
    label: "Breaker groups",
    capabilities: without(["BROWSE", "RETRY", "REMOVE"], "A group has no jobs of its own"),
    lists: [],
  },
  {
    id: "events",
    kind: "artemis",
    label: "Apache Artemis, tcp://events:61616",
    capabilities: without(["HOLD", "GRANT"], "The account on this broker may not manage addresses"),
    lists: ["waiting", "dead"],
  },
];
