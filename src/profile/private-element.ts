/** One private element by name: its creator, its group, and its place within the block, which each file numbers as it likes. */
export type PrivateElement = { readonly creator: string; readonly group: number; readonly element: number };

/** @param digits `0019xx0C`: an odd group, `xx` for the block, and the place within it (PS3.5 7.8.1) */
export function privateElementOf(creator: string, digits: string): PrivateElement {
  return { creator, group: Number.parseInt(digits.slice(0, 4), 16), element: Number.parseInt(digits.slice(6), 16) };
}

/** One text for each private element, whatever block a file has reserved. */
export function privateElementKey({ creator, group, element }: PrivateElement): string {
  return `${group}:${element}:${creator}`;
}
