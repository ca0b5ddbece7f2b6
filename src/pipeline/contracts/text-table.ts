/** Numbers by texts: a map, or what takes less memory than one. It may take two texts for one, once in many millions of millions. */
export type TextTable = {
  readonly get: (text: string) => number | undefined;
  readonly set: (text: string, number: number) => unknown;
};

export function createTextMap(): TextTable {
  return new Map();
}
