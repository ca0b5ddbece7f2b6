import type { Vr } from '../dicom/vr.ts';

/** VRs of free text, which can be cleaned word by word. Names, codes and dates cannot. */
const freeText: ReadonlySet<Vr> = new Set(['LO', 'LT', 'SH', 'ST', 'UC', 'UT']);

export function isCleanable(vr: Vr): boolean {
  return freeText.has(vr);
}
