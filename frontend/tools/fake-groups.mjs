// A group and one of its queues, both open, for the fake data.
const numbers = {
  phase: "open",
  waiting: 1_214,
  dead: 3,
  retrying: 40,
  oldest: 95_000,
  in: 4.2,
  out: 0,
  ratio: 0.9,
  since: 96_000,
  workers: 6,
  trips: 1,
};

const members = [
  { id: "embedded/stripe.charges", paused: true, problem: null },
  { id: "orders/stripe.payouts", paused: false, problem: "its engine does not answer" },
];

export const GROUP_SPECS = [
  ["stripe", "groups", { ...numbers, members }],
  ["stripe.charges", "embedded", { ...numbers, group: "stripe" }],
];
