import { attributePath } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { buildFile } from './build-dataset.ts';
import { deidentifyBytes, type TestRun } from './deidentify-bytes.ts';
import { mrImageWith } from './mr-image.ts';

type RunWith = TestRun & { readonly transferSyntaxUid?: string };

/** De-identifies an MR image with the given elements on top of the usual ones, under Retain Safe Private. */
export function runPrivate(elements: readonly ElementDescription[], { transferSyntaxUid, ...options }: RunWith = {}) {
  const file = buildFile(mrImageWith(elements), transferSyntaxUid === undefined ? {} : { transferSyntaxUid });
  return deidentifyBytes(file, { options: ['retainSafePrivate'], ...options });
}

/** Paths of the private elements that a data set has. */
export function privateIn(dataset: IndexedDataset): readonly string[] {
  return Array.from({ length: dataset.elements.count }, (_, element) => attributePath(dataset, element)).filter(
    (_, element) => ((dataset.elements.tags[element] ?? 0) >>> 16) % 2 === 1,
  );
}

export const creator = (tag: number, text: string): ElementDescription => ({ tag, vr: 'LO', values: [text] });

/** An element on every list that is made of two safe elements and one that is not, in the given block. */
export function siemensMr(block: number): readonly ElementDescription[] {
  const first = 0x00190000 + (block << 8);
  return [
    creator(0x00190000 + block, 'SIEMENS MR HEADER'),
    { tag: first + 0x08, vr: 'CS', values: ['IMAGE NUM 4'] },
    { tag: first + 0x0c, vr: 'IS', values: ['1000'] },
    { tag: first + 0x0e, vr: 'FD', values: [0.5, 0.25, 1] },
  ];
}
