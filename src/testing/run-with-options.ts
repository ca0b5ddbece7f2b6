import { expect } from 'vitest';
import { findElement } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import type { OptionName } from '../profile/profile.ts';
import { buildFile } from './build-dataset.ts';
import { deidentifyBytes, type TestRun } from './deidentify-bytes.ts';

const mrImageStorage = '1.2.840.10008.5.1.4.1.1.4';

/** What every image in these tests has. */
export const usualElements: readonly ElementDescription[] = [
  { tag: 0x00080016, vr: 'UI', values: [mrImageStorage] },
  { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
  { tag: 0x00100010, vr: 'PN', values: ['Doe^Jane'] },
  { tag: 0x00100020, vr: 'LO', values: ['PAT-4711'] },
  { tag: 0x0020000d, vr: 'UI', values: ['1.2.999.2'] },
  { tag: 0x0020000e, vr: 'UI', values: ['1.2.999.3'] },
];

/** De-identifies an MR image with the given elements on top of the usual ones; nothing about it may be held. */
export function runWithOptions(
  elements: readonly ElementDescription[],
  options: readonly OptionName[],
  more: TestRun = {},
): ReturnType<typeof deidentifyBytes> {
  const tags = new Set(elements.map(({ tag }) => tag));
  const all = [...usualElements.filter(({ tag }) => !tags.has(tag)), ...elements].sort((a, b) => a.tag - b.tag);
  const result = deidentifyBytes(buildFile(all), { ...more, options });
  expect(result.checked.holds).toEqual([]);
  return result;
}

export function hasElement(dataset: IndexedDataset, tag: number): boolean {
  return findElement(dataset, tag) >= 0;
}
