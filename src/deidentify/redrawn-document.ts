import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { readSingleText } from '../dicom/value-codec.ts';
import { tags } from './tags.ts';
import type { DocumentDecision } from './value-decision.ts';

/** Multi-frame True Color Secondary Capture Image Storage (PS3.4 B.5). */
export const multiFrameTrueColorUid = '1.2.840.10008.5.1.4.1.1.7.4';

/** True for the pictures that stand in the place of a document. The document itself, under the same decision, is none. */
export function isRedrawn(dataset: IndexedDataset, document: DocumentDecision | undefined): boolean {
  return document?.kind === 'pages' && readSingleText(dataset, tags.sopClassUid).trim() === multiFrameTrueColorUid;
}
