import { lookUpAttribute } from './data-dictionary.ts';
import {
  type ElementHeader,
  headerMode,
  isVrAt,
  packedSq,
  packedUn,
  readElementHeader,
  readTag,
  undefinedLength,
} from './element-header.ts';
import { elementOf, groupOf, type Tag } from './tag.ts';
import {
  explicitVrBigEndianUid,
  explicitVrLittleEndianUid,
  implicitVrLittleEndianUid,
  lookUpTransferSyntax,
  type TransferSyntax,
} from './transfer-syntax.ts';

const enoughElements = 4;

/**
 * Finds the one encoding in which the first elements of a data set make sense.
 * @param isBare true when nothing else says that this is DICOM: then group 0008 has to come first.
 * @param end index in `bytes` where the file ends, which may be past what is loaded.
 * @returns null when none fits, or more than one.
 */
export function sniffTransferSyntax(
  bytes: Uint8Array,
  at: number,
  end: number,
  isBare: boolean,
): TransferSyntax | null {
  const fitting = [implicitVrLittleEndianUid, explicitVrLittleEndianUid, explicitVrBigEndianUid]
    .map((uid) => lookUpTransferSyntax(uid)!)
    .filter((syntax) => makesSense(bytes, at, end, syntax, isBare));
  return fitting.length === 1 ? fitting[0]! : null;
}

/**
 * Does the first element contradict the transfer syntax that the file claims? Explicit data under an implicit label, the
 * reverse, or the other byte order.
 */
export function contradictsLabel(bytes: Uint8Array, at: number, label: TransferSyntax): boolean {
  if (at + 8 > bytes.length || bytes.subarray(at, at + 8).every((byte) => byte === 0)) return false;
  if (isByteSwapped(readTag(bytes, at, label.isLittleEndian))) return true;
  return isVrAt(bytes, at + 4) !== label.isExplicitVr;
}

function makesSense(bytes: Uint8Array, at: number, end: number, syntax: TransferSyntax, isBare: boolean): boolean {
  const header: ElementHeader = { tag: 0, vr: 0, headerBytes: 0, valueBytes: 0 };
  const mode =
    (syntax.isExplicitVr ? headerMode.explicitVr : 0) | (syntax.isLittleEndian ? headerMode.littleEndian : 0);
  let position = at;
  let lastTag = -1;
  for (let count = 0; count < enoughElements && position < end; count++) {
    if (position + 12 > bytes.length) return count > 1;
    if (!readElementHeader(bytes, position, mode, header)) return false;
    if (count === 0 && !isFirstGroup(groupOf(header.tag), isBare)) return false;
    if (header.tag <= lastTag || !isPlausible(header, syntax.isExplicitVr)) return false;
    if (header.valueBytes === undefinedLength) return isSequence(header) && count > 0;
    position += header.headerBytes + header.valueBytes;
    lastTag = header.tag;
  }
  return lastTag >= 0 && position <= end;
}

function isFirstGroup(group: number, isBare: boolean): boolean {
  return isBare ? group === 8 : group >= 8;
}

function isSequence(header: ElementHeader): boolean {
  return header.vr === packedSq || header.vr === packedUn;
}

function isPlausible(header: ElementHeader, isExplicitVr: boolean): boolean {
  if (isByteSwapped(header.tag) || groupOf(header.tag) === 0xfffe) return false;
  if (isExplicitVr) return true;
  return elementOf(header.tag) === 0 || lookUpAttribute(header.tag) !== null;
}

/** A tag that no dictionary has, and that is well known in the other byte order: 0800,0500 for (0008,0005). */
function isByteSwapped(tag: Tag): boolean {
  const swapped = ((tag & 0x00ff00ff) << 8) | ((tag >>> 8) & 0x00ff00ff);
  return lookUpAttribute(tag) === null && lookUpAttribute(swapped >>> 0) !== null;
}
