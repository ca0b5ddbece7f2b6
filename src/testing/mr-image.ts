import type { ElementDescription } from '../dicom/write-dataset.ts';

const mrImageStorage = '1.2.840.10008.5.1.4.1.1.4';

/** The least that makes an MR image of a patient. */
const mrImage: readonly ElementDescription[] = [
  { tag: 0x00080016, vr: 'UI', values: [mrImageStorage] },
  { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
  { tag: 0x00100010, vr: 'PN', values: ['Doe^Jane'] },
  { tag: 0x00100020, vr: 'LO', values: ['PAT-4711'] },
  { tag: 0x0020000d, vr: 'UI', values: ['1.2.999.2'] },
  { tag: 0x0020000e, vr: 'UI', values: ['1.2.999.3'] },
];

/** These elements on top of the usual ones, in the order of their tags. */
export function mrImageWith(elements: readonly ElementDescription[]): readonly ElementDescription[] {
  const own = new Set(elements.map(({ tag }) => tag));
  return [...mrImage.filter(({ tag }) => !own.has(tag)), ...elements].sort((a, b) => a.tag - b.tag);
}
