import { findElement } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { readSingleText, readText } from '../../dicom/value-codec.ts';
import { tags } from '../tags.ts';
import { isMethodCode, type MethodCode } from './method-codes.ts';

/** What a file says about earlier de-identification, as far as it is in the standard's own terms. */
export type PriorMarks = {
  readonly isIdentityRemoved: boolean;
  readonly burnedInAnnotation: string;
  readonly recognizableVisualFeatures: string;
  readonly longitudinalTemporalInformationModified: string;
  /** Items of (0012,0064) that are codes of CID 7050; free text and foreign codes are not carried on. */
  readonly codes: readonly MethodCode[];
};

export function readPriorMarks(dataset: IndexedDataset): PriorMarks {
  return {
    isIdentityRemoved: readSingleText(dataset, tags.patientIdentityRemoved).trim() === 'YES',
    burnedInAnnotation: readSingleText(dataset, tags.burnedInAnnotation).trim(),
    recognizableVisualFeatures: readSingleText(dataset, tags.recognizableVisualFeatures).trim(),
    longitudinalTemporalInformationModified: readSingleText(
      dataset,
      tags.longitudinalTemporalInformationModified,
    ).trim(),
    codes: readCodes(dataset),
  };
}

function readCodes(dataset: IndexedDataset): readonly MethodCode[] {
  const sequence = findElement(dataset, tags.deidentificationMethodCodeSequence);
  if (sequence < 0) return [];
  const { subtreeEnds } = dataset.elements;
  const end = subtreeEnds[sequence] ?? sequence;
  const codes: MethodCode[] = [];
  for (let item = sequence + 1; item < end; item = subtreeEnds[item] ?? end) {
    const code = textIn(dataset, item, tags.codeValue);
    if (isMethodCode(code) && textIn(dataset, item, tags.codingSchemeDesignator) === 'DCM') codes.push(code);
  }
  return codes;
}

function textIn(dataset: IndexedDataset, item: number, tag: number): string {
  const { tags: allTags, subtreeEnds } = dataset.elements;
  const end = subtreeEnds[item] ?? item;
  for (let child = item + 1; child < end; child = subtreeEnds[child] ?? end) {
    if (allTags[child] === tag) return (readText(dataset, child)[0] ?? '').trim();
  }
  return '';
}
