/** What a person wrote into a field that takes one entry a line. */
export const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((it) => it.trim())
    .filter((it) => it !== "");
