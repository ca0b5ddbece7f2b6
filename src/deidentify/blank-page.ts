import { findElement, isTopLevelPixelData } from '../dicom/dataset-access.ts';
import type { DicomError } from '../dicom/dicom-error.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Tag } from '../dicom/tag.ts';
import { encodeValue, readSingleText } from '../dicom/value-codec.ts';
import type { ActionResult, Subject } from './actions/action.ts';
import { keep } from './actions/keep.ts';
import { replaced } from './actions/replace-text.ts';
import { blankDocument } from './dummies/blank-document.ts';
import type { Plan } from './place-marks.ts';
import { subjectAt } from './subject-at.ts';
import { tags } from './tags.ts';

const encapsulatedPdfStorage = '1.2.840.10008.5.1.4.1.1.104.1';
const pdf = 'application/pdf';

/** How what stands in the place of a document is recorded. */
export const blankedPage = { action: 'D', reason: 'Decision of a person · blank page · D' } as const;

/** True for a PDF in its own storage class (PS3.3 A.45.1) whose bytes are all of its content. */
export function canBlankPage(dataset: IndexedDataset): boolean {
  const sopClass = readSingleText(dataset, tags.sopClassUid).trim() || dataset.meta.mediaStorageSopClassUid;
  const element = findElement(dataset, tags.encapsulatedDocument);
  if (sopClass !== encapsulatedPdfStorage || element < 0 || subjectAt(dataset, element).isSequence) return false;
  const { elements } = dataset;
  for (let at = 0; at < elements.count; at = elements.subtreeEnds[at]!) {
    if (isTopLevelPixelData(dataset, at)) return false;
  }
  return true;
}

/** What becomes of the elements that describe a document when a blank page takes its place; null for all others. */
export function blankPageAt(subject: Subject): ActionResult | DicomError | null {
  const { dataset, element, tag, vr } = subject;
  if (dataset.elements.depths[element] !== 0) return null;
  const page = blankDocument(pdf)!;
  switch (tag) {
    case tags.encapsulatedDocument:
      return replaced(element, page, 'a blank page');
    case tags.mimeTypeOfEncapsulatedDocument:
      return textInstead(subject, pdf);
    case tags.encapsulatedDocumentLength:
      return vr === 'UL' ? textInstead(subject, `${page.length}`) : null;
    default:
      return null;
  }
}

function textInstead(subject: Subject, text: string): ActionResult | DicomError {
  const { dataset, element, vr } = subject;
  if (readSingleText(dataset, dataset.elements.tags[element]!).trim() === text) return keep(subject);
  const value = encodeValue(dataset, element, vr, [text]);
  return value instanceof Uint8Array ? replaced(element, value, text) : value;
}

/** MIME Type is Type 1 (PS3.3 C.24.2). @returns why it cannot be written */
export function insertBlankPageType(dataset: IndexedDataset, { edits, changes }: Plan): DicomError | null {
  const tag: Tag = tags.mimeTypeOfEncapsulatedDocument;
  if (findElement(dataset, tag) >= 0) return null;
  const value = encodeValue(dataset, -1, 'LO', [pdf]);
  if (!(value instanceof Uint8Array)) return value;
  edits.push({ kind: 'insert', tag, vr: 'LO', value });
  changes.push({ element: -1, tag, vr: 'LO', action: '+', reason: blankedPage.reason, effect: 'added', after: pdf });
  return null;
}
