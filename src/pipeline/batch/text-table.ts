/** Numbers by texts: a map, or what takes less memory than one. */
export type TextTable = {
  readonly get: (text: string) => number | undefined;
  readonly set: (text: string, number: number) => unknown;
};

let make: () => TextTable = () => new Map();

export function createTextTable(): TextTable {
  return make();
}

/** For programs of very many files. @param made a table that may take two texts for one, once in many millions of millions */
export function setTextTables(made: () => TextTable): void {
  make = made;
}
