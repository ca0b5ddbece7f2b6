import { lookUpAttribute } from './data-dictionary.ts';
import { elementOf, isPrivate, isPrivateCreator, type Tag } from './tag.ts';
import { hasLongHeader, type PackedVr, packVr, unpackVr } from './vr.ts';

/** How the headers of one container are written; bits. */
export const headerMode = { explicitVr: 1, littleEndian: 2, insideUn: 4 } as const;

export const itemTag: Tag = 0xfffee000;
export const itemDelimiterTag: Tag = 0xfffee00d;
export const sequenceDelimiterTag: Tag = 0xfffee0dd;
export const undefinedLength = 0xffffffff;

export const packedSq = packVr('SQ');
export const packedUn = packVr('UN');
const packedUl = packVr('UL');
const packedLo = packVr('LO');

/** One header as read; reused from element to element so that the walk makes no objects. */
export type ElementHeader = { tag: Tag; vr: PackedVr; headerBytes: number; valueBytes: number };

/** 0 for bytes that are no VR, 8 or 12 for the size of the explicit header (PS3.5 7.1.2). */
const explicitHeaderBytes = tabulateHeaderBytes();

/**
 * Reads the header at an index of `bytes`. Eight bytes must be there, and twelve wherever the container has them.
 * @returns false when the VR bytes of an explicit header are no VR, or its second half is missing.
 */
export function readElementHeader(bytes: Uint8Array, at: number, mode: number, header: ElementHeader): boolean {
  const isLittleEndian = (mode & headerMode.littleEndian) !== 0;
  header.tag = readTag(bytes, at, isLittleEndian);
  header.headerBytes = 8;
  header.vr = 0;
  if (header.tag >>> 16 === 0xfffe) {
    header.valueBytes = readUint32(bytes, at + 4, isLittleEndian);
    return true;
  }
  if ((mode & headerMode.explicitVr) === 0) {
    header.vr = implicitVrOf(header.tag);
    header.valueBytes = readUint32(bytes, at + 4, isLittleEndian);
    return true;
  }
  header.vr = (bytes[at + 4]! << 8) | bytes[at + 5]!;
  header.headerBytes = explicitHeaderBytes[header.vr]!;
  if (header.headerBytes === 8) {
    header.valueBytes = readUint16(bytes, at + 6, isLittleEndian);
    return true;
  }
  if (header.headerBytes === 0 || at + 12 > bytes.length) return false;
  header.valueBytes = readUint32(bytes, at + 8, isLittleEndian);
  return true;
}

/** `??`: what DCMTK and others write for a VR that they do not know, with a length of two bytes behind it. */
const unstatedVr = 0x3f3f;

/**
 * Reads a header whose VR is left open by the VR of the dictionary, where that has the same form of header. Attributes that
 * the dictionary does not have stay unread, as nobody knows what they hold.
 * @returns false when this header is none of that kind
 */
export function readUnstatedVr(bytes: Uint8Array, at: number, mode: number, header: ElementHeader): boolean {
  if (header.vr !== unstatedVr || isPrivate(header.tag)) return false;
  const vr = implicitVrOf(header.tag);
  if (explicitHeaderBytes[vr] !== 8) return false;
  header.vr = vr;
  header.headerBytes = 8;
  header.valueBytes = readUint16(bytes, at + 6, (mode & headerMode.littleEndian) !== 0);
  return true;
}

/** Are these two bytes a VR of PS3.5 6.2? */
export function isVrAt(bytes: Uint8Array, at: number): boolean {
  return at + 2 <= bytes.length && explicitHeaderBytes[(bytes[at]! << 8) | bytes[at + 1]!]! !== 0;
}

/** The VR that an implicit header leaves to the dictionary; UN where the dictionary has none (PS3.5 6.2.2). */
export function implicitVrOf(tag: Tag): PackedVr {
  const known = knownVrs.get(tag);
  if (known !== undefined) return known;
  if (elementOf(tag) === 0) return packedUl;
  if (isPrivate(tag)) return isPrivateCreator(tag) ? packedLo : packedUn;
  const attribute = lookUpAttribute(tag);
  const vr = attribute ? packVr(attribute.vr) : packedUn;
  if (knownVrs.size < mostKnownVrs) knownVrs.set(tag, vr);
  return vr;
}

/** More than the dictionary has; a file full of made-up tags must not make this grow for ever. */
const mostKnownVrs = 16384;
const knownVrs = new Map<Tag, PackedVr>();

function readUint16(bytes: Uint8Array, at: number, isLittleEndian: boolean): number {
  return isLittleEndian ? bytes[at]! | (bytes[at + 1]! << 8) : (bytes[at]! << 8) | bytes[at + 1]!;
}

export function readUint32(bytes: Uint8Array, at: number, isLittleEndian: boolean): number {
  const value = isLittleEndian
    ? bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    : (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  return value >>> 0;
}

/** A tag is two 16-bit numbers, group first in either byte order. */
export function readTag(bytes: Uint8Array, at: number, isLittleEndian: boolean): Tag {
  return ((readUint16(bytes, at, isLittleEndian) << 16) | readUint16(bytes, at + 2, isLittleEndian)) >>> 0;
}

function tabulateHeaderBytes(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (let high = 0x41; high <= 0x5a; high++) {
    for (let low = 0x41; low <= 0x5a; low++) {
      const vr = unpackVr((high << 8) | low);
      if (vr) table[(high << 8) | low] = hasLongHeader(vr) ? 12 : 8;
    }
  }
  return table;
}
