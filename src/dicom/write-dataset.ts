import { deflateDataset } from './deflate-dataset.ts';
import { type HeaderEncoding, headerBytesFor, writeElementHeader } from './encode-element.ts';
import { encodeFileMeta, type NewFileMeta } from './file-meta.ts';
import { joinBytes } from './join-bytes.ts';
import type { Tag } from './tag.ts';
import { lookUpTransferSyntax } from './transfer-syntax.ts';
import { packVr, type Vr } from './vr.ts';

/**
 * One element in plain words. `values` are text or numbers according to the VR; `bytes` is a ready value field;
 * `items` are encoded as a sequence, under UN in implicit little endian (PS3.5 6.2.2 note 2); `fragments` make an
 * encapsulated value (PS3.5 A.4), the offset table first.
 */
export type ElementDescription = { readonly tag: Tag; readonly vr: Vr } & (
  | { readonly values: readonly (string | number)[] }
  | { readonly bytes: Uint8Array }
  | { readonly items: readonly (readonly ElementDescription[])[] }
  | { readonly fragments: readonly Uint8Array[] }
);

export type DatasetEncoding = HeaderEncoding & {
  /** Sequences and items end at delimiters instead of stating their length. */
  readonly hasUndefinedLengths: boolean;
};

/** Undefined length as written in a header. */
const undefinedLength = 0xffffffff;

/** Writes a data set in the order given. Text is written as UTF-8: with other repertoires give `bytes`. */
export function writeDataset(elements: readonly ElementDescription[], encoding: DatasetEncoding): Uint8Array {
  return joinBytes(elements.map((element) => writeElement(element, encoding)));
}

/** Writes a whole Part 10 file (PS3.10 7.1). @throws for a transfer syntax that is not supported: a bug of the caller. */
export function writeFile(
  elements: readonly ElementDescription[],
  meta: NewFileMeta,
  hasUndefinedLengths = false,
): Uint8Array {
  const syntax = lookUpTransferSyntax(meta.transferSyntaxUid);
  if (!syntax) throw new Error(`Cannot write transfer syntax ${meta.transferSyntaxUid}.`);
  const dataset = writeDataset(elements, { ...syntax, hasUndefinedLengths });
  const prefix = new Uint8Array(132);
  prefix.set([0x44, 0x49, 0x43, 0x4d], 128);
  return joinBytes([prefix, encodeFileMeta(meta), syntax.isDeflated ? deflateDataset(dataset) : dataset]);
}

function writeElement(element: ElementDescription, encoding: DatasetEncoding): Uint8Array {
  if ('fragments' in element) {
    const fragments = element.fragments.map((bytes) => writeItem(0xfffee000, bytes, encoding.isLittleEndian));
    const delimiter = writeItem(0xfffee0dd, new Uint8Array(0), encoding.isLittleEndian);
    return joinBytes([headerOf(element, undefinedLength, encoding), ...fragments, delimiter]);
  }
  if ('items' in element) return writeSequence(element, element.items, encoding);
  const value = 'bytes' in element ? element.bytes : writeValues(element.vr, element.values, encoding.isLittleEndian);
  return joinBytes([headerOf(element, value.length, encoding), value]);
}

function writeSequence(
  element: ElementDescription,
  items: readonly (readonly ElementDescription[])[],
  encoding: DatasetEncoding,
): Uint8Array {
  const { hasUndefinedLengths } = encoding;
  const inside =
    element.vr === 'UN' && encoding.isExplicitVr
      ? { isExplicitVr: false, isLittleEndian: true, hasUndefinedLengths }
      : encoding;
  const nothing = new Uint8Array(0);
  const content: Uint8Array[] = [];
  for (const item of items) {
    const bytes = writeDataset(item, inside);
    content.push(writeItem(0xfffee000, bytes, inside.isLittleEndian, hasUndefinedLengths));
    if (hasUndefinedLengths) content.push(writeItem(0xfffee00d, nothing, inside.isLittleEndian));
  }
  if (hasUndefinedLengths) content.push(writeItem(0xfffee0dd, nothing, inside.isLittleEndian));
  const value = joinBytes(content);
  return joinBytes([headerOf(element, hasUndefinedLengths ? undefinedLength : value.length, encoding), value]);
}

/** An item or delimiter: tag and length, never a VR. */
function writeItem(tag: Tag, bytes: Uint8Array, isLittleEndian: boolean, hasUndefinedLength = false): Uint8Array {
  const item = new Uint8Array(8 + bytes.length);
  const view = new DataView(item.buffer);
  view.setUint16(0, tag >>> 16, isLittleEndian);
  view.setUint16(2, tag & 0xffff, isLittleEndian);
  view.setUint32(4, hasUndefinedLength ? undefinedLength : bytes.length, isLittleEndian);
  item.set(bytes, 8);
  return item;
}

function headerOf(element: ElementDescription, valueBytes: number, encoding: HeaderEncoding): Uint8Array {
  const vr = packVr(element.vr);
  const header = new Uint8Array(headerBytesFor(vr, valueBytes, encoding));
  if (header.length === 0) throw new Error(`A value of ${valueBytes} bytes does not fit a ${element.vr} header.`);
  writeElementHeader(header, 0, element.tag, vr, valueBytes, encoding);
  return header;
}

function writeValues(vr: Vr, values: readonly (string | number)[], isLittleEndian: boolean): Uint8Array {
  const width = numberWidths[vr];
  if (width === undefined) return writeText(vr, values.join('\\'));
  const size = width * values.length;
  const bytes = new Uint8Array(size + (size % 2));
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    writeNumber(view, index * width, vr, Number(value), isLittleEndian);
  });
  return bytes;
}

/** Pads with a space, or with a zero byte where PS3.5 6.2 asks for one. */
function writeText(vr: Vr, text: string): Uint8Array {
  const encoded = new TextEncoder().encode(text);
  if (encoded.length % 2 === 0) return encoded;
  const bytes = new Uint8Array(encoded.length + 1).fill(vr === 'UI' || vr === 'UN' ? 0 : 0x20);
  bytes.set(encoded);
  return bytes;
}

/** Bytes of one number; VRs that are absent here hold text. */
const numberWidths: Readonly<Partial<Record<Vr, number>>> = {
  AT: 4,
  FD: 8,
  FL: 4,
  OB: 1,
  OD: 8,
  OF: 4,
  OL: 4,
  OV: 8,
  OW: 2,
  SL: 4,
  SS: 2,
  SV: 8,
  UL: 4,
  US: 2,
  UV: 8,
};

function writeNumber(view: DataView, at: number, vr: Vr, value: number, isLittleEndian: boolean): void {
  switch (vr) {
    case 'OB':
      view.setUint8(at, value);
      return;
    case 'AT':
      // A tag is two 16-bit numbers, not one of 32 bits (PS3.5 6.2).
      view.setUint16(at, value >>> 16, isLittleEndian);
      view.setUint16(at + 2, value & 0xffff, isLittleEndian);
      return;
    case 'FL':
    case 'OF':
      view.setFloat32(at, value, isLittleEndian);
      return;
    case 'FD':
    case 'OD':
      view.setFloat64(at, value, isLittleEndian);
      return;
    case 'OW':
    case 'SS':
    case 'US':
      view.setUint16(at, value, isLittleEndian);
      return;
    case 'OV':
    case 'SV':
    case 'UV':
      view.setBigInt64(at, BigInt(value), isLittleEndian);
      return;
    default:
      view.setUint32(at, value, isLittleEndian);
  }
}
