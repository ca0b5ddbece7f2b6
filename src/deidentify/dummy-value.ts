import { type Tag, tagOf } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import { tags } from './tags.ts';

/**
 * Dummy values of action D: valid for the VR, the same in every file, and plainly no data. Numbers in binary and byte
 * strings are zeros instead (`zeroBytes`).
 */
const byVr: Readonly<Partial<Record<Vr, string>>> = {
  AE: 'REMOVED',
  AS: '000Y',
  CS: 'REMOVED',
  DA: '19000101',
  DS: '0',
  DT: '19000101000000',
  IS: '1', // counts and frame numbers start at 1
  LO: 'REMOVED',
  LT: 'REMOVED',
  PN: 'REMOVED',
  SH: 'REMOVED',
  ST: 'REMOVED',
  TM: '000000',
  UC: 'REMOVED',
  UR: 'https://removed.invalid/', // a host that can never exist (RFC 2606)
  UT: 'REMOVED',
};

/** Attributes whose values the standard confines further than their VR does. */
const byTag: ReadonlyMap<Tag, string> = new Map([
  [tags.codingSchemeDesignator, '99NESCIO'], // private schemes start with 99 (PS3.16 8.2)
  [tags.patientSex, 'O'],
  [tags.reasonForTheAttributeModification, 'COERCE'],
  [tagOf(0x0010, 0x2203), 'UNALTERED'],
]);

/** @returns null for VRs without text: UI is mapped, binary VRs become zeros. */
export function dummyText(tag: Tag, vr: Vr): string | null {
  return byTag.get(tag) ?? byVr[vr] ?? null;
}

/** Long enough for one value of every binary VR, and a multiple of each one's size. */
const zerosBytes = 8;

/** Numbers keep their count, as other attributes depend on it; byte strings keep nothing. */
export function zeroBytes(vr: Vr, originalLengthBytes: number, tag?: Tag): Uint8Array {
  if (tag === tags.frameOriginTimestamp) return new Uint8Array(ptpTimestampBytes);
  const isNumeric = numericVrs.has(vr) && originalLengthBytes > 0 && originalLengthBytes <= longestNumbersBytes;
  return new Uint8Array(isNumeric ? originalLengthBytes + (originalLengthBytes & 1) : zerosBytes);
}

/** Seconds in 48 bits and nanoseconds in 32 (IEEE 1588), as Frame Origin Timestamp has them. */
const ptpTimestampBytes = 10;
const longestNumbersBytes = 1 << 20;
const numericVrs: ReadonlySet<Vr> = new Set(['AT', 'FD', 'FL', 'SL', 'SS', 'SV', 'UL', 'US', 'UV']);

/** True for a date that D writes. Moved, it would tell by how much. */
export function isDummyDate(text: string): boolean {
  return text === byVr.DA || text === byVr.DT;
}

/** True when text is what D writes, as in a file that went through here before. */
export function isDummyText(text: string): boolean {
  return dummyTexts.has(text);
}

const dummyTexts: ReadonlySet<string> = new Set([...Object.values(byVr), ...byTag.values()]);
