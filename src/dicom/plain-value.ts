import { asciiText } from './ascii-text.ts';
import type { Vr } from './vr.ts';

/** VRs in which leading spaces say nothing either (PS3.5 6.2); in the rest only trailing ones are padding. */
const leadingSpaceVrs: ReadonlySet<Vr> = new Set(['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'LO', 'SH', 'TM', 'UI']);

const escapeByte = 0x1b;
const backslash = 0x5c;
/** The first character that JIS X 0201 draws in another way, as an overline; `\` is the other one (PS3.3 C.12.1.1.2). */
const tilde = 0x7e;

const noValues: readonly string[] = [];

/**
 * The values of a text that reads the same in every character set, which is nearly every one: ASCII without escape
 * sequences and without what JIS X 0201 draws differently. No character set is asked, and no stream is made.
 * @param isSingle true for VRs in which a backslash is text
 * @returns null for any other text: it goes the long way, with the same result for plain ones (a property test holds it)
 */
export function plainValues(bytes: Uint8Array, vr: Vr, isSingle: boolean): readonly string[] | null {
  const length = bytes.length;
  let separators = 0;
  for (let at = 0; at < length; at++) {
    const byte = bytes[at]!;
    if (byte >= tilde || byte === escapeByte) return null;
    if (byte === backslash) separators++;
  }
  if (separators > 0 && isSingle) return null;
  const trimsStart = leadingSpaceVrs.has(vr);
  if (separators === 0) {
    const value = trimmed(bytes, 0, length, trimsStart);
    return value === '' ? noValues : [value];
  }
  const values: string[] = [];
  for (let start = 0; start <= length; ) {
    const end = separators-- > 0 ? bytes.indexOf(backslash, start) : length;
    values.push(trimmed(bytes, start, end, trimsStart));
    start = end + 1;
  }
  return values;
}

/** Space, and NUL, which many writers use for every VR. */
export function isPadding(code: number): boolean {
  return code === 0x20 || code === 0;
}

export function trimsLeadingSpace(vr: Vr): boolean {
  return leadingSpaceVrs.has(vr);
}

function trimmed(bytes: Uint8Array, from: number, to: number, trimsStart: boolean): string {
  let end = to;
  while (end > from && isPadding(bytes[end - 1]!)) end--;
  let start = from;
  if (trimsStart) while (start < end && isPadding(bytes[start]!)) start++;
  return asciiText(bytes, start, end);
}
