/** An attribute tag as one unsigned 32-bit number: group in the high half, element in the low half (PS3.5 7.1). */
export type Tag = number;

/** Makes a tag from its two halves, each 0 to 0xFFFF. */
export function tagOf(group: number, element: number): Tag {
  return ((group << 16) | element) >>> 0;
}

export function groupOf(tag: Tag): number {
  return tag >>> 16;
}

export function elementOf(tag: Tag): number {
  return tag & 0xffff;
}

/** True for odd groups: private attributes and their creators (PS3.5 7.8). */
export function isPrivate(tag: Tag): boolean {
  return (groupOf(tag) & 1) === 1;
}

/** True for (gggg,0010-00FF) of an odd group: the element that reserves a private block (PS3.5 7.8.1). */
export function isPrivateCreator(tag: Tag): boolean {
  const element = elementOf(tag);
  return isPrivate(tag) && element >= 0x10 && element <= 0xff;
}

/** Writes a tag the way the standard prints it: `(0010,0020)`. */
export function formatTag(tag: Tag): string {
  const digits = tag.toString(16).toUpperCase().padStart(8, '0');
  return `(${digits.slice(0, 4)},${digits.slice(4)})`;
}

/** Reads `(0010,0020)`, `0010,0020` or `00100020`. @returns null when the text is not a tag. */
export function parseTag(text: string): Tag | null {
  const digits = /^\(?([0-9a-f]{4}),?([0-9a-f]{4})\)?$/i.exec(text.trim());
  return digits ? Number.parseInt(`${digits[1]}${digits[2]}`, 16) : null;
}
