import { joinBytes } from '../../../dicom/join-bytes.ts';

/** One field to write. */
export type CsaField = { readonly name: string; readonly vr: string; readonly values: readonly string[] };

/** Items come by the half dozen, with empty ones at the end, and dcm2niix goes astray without. */
const itemsAtOnce = 6;

/** No bytes, and the mark of an item that has none. */
const emptyItem = new Uint8Array(16);
new DataView(emptyItem.buffer).setUint32(8, 205, true);

/** The numbers that Siemens gives to VRs, beside their letters. */
const vrNumbers: Readonly<Record<string, number>> = {
  UN: 0,
  DS: 3,
  FD: 4,
  FL: 5,
  IS: 6,
  SL: 7,
  SS: 8,
  UL: 9,
  US: 10,
  CS: 16,
  LO: 19,
  SH: 22,
};

/** Writes a CSA header in its later form; names, VRs and values are padded with zeros, and nothing else is in between. */
export function writeCsa(fields: readonly CsaField[]): Uint8Array {
  const head = new Uint8Array(16);
  const view = new DataView(head.buffer);
  putText(head, 0, 'SV10');
  view.setUint32(4, 0x01020304, true);
  view.setUint32(8, fields.length, true);
  view.setUint32(12, 77, true);
  return joinBytes([head, ...fields.flatMap(writeField)]);
}

function writeField({ name, vr, values }: CsaField): readonly Uint8Array[] {
  const head = new Uint8Array(84);
  const view = new DataView(head.buffer);
  putText(head, 0, name.slice(0, 63));
  view.setUint32(64, values.length, true);
  putText(head, 68, vr);
  view.setUint32(72, vrNumbers[vr] ?? 0, true);
  const empty = Array.from({ length: (itemsAtOnce - (values.length % itemsAtOnce)) % itemsAtOnce }, () => emptyItem);
  view.setUint32(76, values.length + empty.length, true);
  view.setUint32(80, 77, true);
  return [head, ...values.map(writeItem), ...empty];
}

function writeItem(text: string): Uint8Array {
  // The NUL at the end counts.
  const length = text.length + 1;
  const item = new Uint8Array(16 + Math.ceil(length / 4) * 4);
  const view = new DataView(item.buffer);
  for (const [at, value] of [length, length, 77, length].entries()) view.setUint32(at * 4, value, true);
  putText(item, 16, text);
  return item;
}

/** ASCII alone gets here: closed forms, numbers, names of our list. */
function putText(bytes: Uint8Array, start: number, text: string): void {
  for (let at = 0; at < text.length; at++) bytes[start + at] = text.charCodeAt(at) & 0x7f;
}
