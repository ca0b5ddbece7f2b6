import { latin1Text } from '../../../dicom/ascii-text.ts';

/** One tag of a Siemens CSA header, with its items up to the last one that is not empty. */
export type CsaTag = { readonly name: string; readonly items: readonly Uint8Array[] };

const headerBytes = 84;
const itemHeaderBytes = 16;
/** Siemens writes some hundred; readers refuse more. */
const mostTags = 128;

/**
 * Reads a CSA header, in its later form, which begins with `SV10`, or in the older one. Everything is little endian. Each
 * step takes bytes that are there, so the work is bounded by the length.
 * @returns null for what does not follow the form to its last tag
 */
export function readCsa(bytes: Uint8Array): readonly CsaTag[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLater = latin1Text(bytes, 0, Math.min(4, bytes.length)) === 'SV10';
  let at = isLater ? 8 : 0;
  if (at + 8 > bytes.length) return null;
  const count = view.getUint32(at, true);
  if (count < 1 || count > mostTags || !isMark(view.getUint32(at + 4, true))) return null;
  at += 8;
  const tags: CsaTag[] = [];
  // The older form states lengths that are too long by the number of items of its first tag.
  const excess = isLater || at + headerBytes > bytes.length ? 0 : view.getUint32(at + 76, true);
  for (let n = 0; n < count; n++) {
    if (at + headerBytes > bytes.length || !isMark(view.getUint32(at + 80, true))) return null;
    const items = view.getUint32(at + 76, true);
    const read = readItems(bytes, view, at + headerBytes, items, isLater ? null : excess);
    if (read === null) return null;
    tags.push({ name: csaText(bytes.subarray(at, at + 64)), items: read.items });
    at = read.end;
  }
  return tags;
}

type Items = { readonly items: readonly Uint8Array[]; readonly end: number };

function readItems(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  count: number,
  excess: number | null,
): Items | null {
  if (count > (bytes.length - start) / itemHeaderBytes) return null;
  const items: Uint8Array[] = [];
  let at = start;
  for (let n = 0; n < count; n++) {
    if (at + itemHeaderBytes > bytes.length) return null;
    const length = excess === null ? view.getUint32(at + 4, true) : view.getUint32(at, true) - excess;
    at += itemHeaderBytes;
    if (length < 0 || at + length > bytes.length) return null;
    items.push(bytes.subarray(at, length > 0 && bytes[at] !== 0 ? at + length : at));
    at += Math.ceil(length / 4) * 4;
  }
  while (items.at(-1)?.length === 0) items.pop();
  // The padding of the last item may be left out.
  return { items, end: Math.min(at, bytes.length) };
}

/** What stands at the end of a header's parts. */
function isMark(value: number): boolean {
  return value === 77 || value === 205;
}

const decoder = new TextDecoder('latin1');

/** A text up to its NUL, blanks at both ends gone. */
export function csaText(item: Uint8Array): string {
  const end = item.indexOf(0);
  return decoder.decode(end < 0 ? item : item.subarray(0, end)).trim();
}
