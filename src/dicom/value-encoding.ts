import { lookUpAttribute } from './data-dictionary.ts';
import { characterSetsOf, isLittleEndianAt } from './dataset-access.ts';
import { elementFlag, type IndexedDataset } from './indexed-dataset.ts';
import { unpackVr, type Vr } from './vr.ts';

/** How values at one place of a data set are written. */
export type ValueEncoding = {
  readonly isLittleEndian: boolean;
  readonly isExplicitVr: boolean;
  readonly characterSets: readonly string[];
};

/**
 * How the value of an element is written.
 *
 * @param at index of the element; -1 for the top level of the data set
 */
export function valueEncodingAt(dataset: IndexedDataset, at: number): ValueEncoding {
  const { isExplicitVr, isLittleEndian } = dataset.transferSyntax;
  if (at < 0) return { isExplicitVr, isLittleEndian, characterSets: dataset.characterSets };
  return {
    isLittleEndian: hasLittleEndianValue(dataset, at),
    isExplicitVr: isExplicitVr && !isUn(dataset, at) && (flagsAt(dataset, at) & elementFlag.implicitHeader) === 0,
    characterSets: characterSetsOf(dataset, at),
  };
}

/** The byte order of an element's value: what is in UN is little endian whatever the file is (PS3.5 6.2.2 note 2). */
export function hasLittleEndianValue(dataset: IndexedDataset, i: number): boolean {
  return isLittleEndianAt(dataset, i) || isUn(dataset, i);
}

/**
 * The VR to read an element by: as written, or the dictionary's where UN stands for a VR that the writer did not know
 * (PS3.5 6.2.2 note 2). @returns null for items.
 */
export function readingVr(dataset: IndexedDataset, i: number): Vr | null {
  const vr = unpackVr(dataset.elements.vrs[i] ?? 0);
  if (vr !== 'UN') return vr;
  return lookUpAttribute(dataset.elements.tags[i] ?? 0)?.vr ?? 'UN';
}

/** Within a UN-encoded sequence, or UN itself. */
function isUn(dataset: IndexedDataset, i: number): boolean {
  return (flagsAt(dataset, i) & elementFlag.insideUn) !== 0 || unpackVr(dataset.elements.vrs[i] ?? 0) === 'UN';
}

function flagsAt(dataset: IndexedDataset, i: number): number {
  return dataset.elements.flags[i] ?? 0;
}
