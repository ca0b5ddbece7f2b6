import type { DicomError } from '../../dicom/dicom-error.ts';
import { readSingleText, readText } from '../../dicom/value-codec.ts';
import { blankDocument } from '../dummies/blank-document.ts';
import { dummyText, zeroBytes } from '../dummy-value.ts';
import type { Run } from '../run.ts';
import { tags } from '../tags.ts';
import type { ActionResult, Subject } from './action.ts';
import { replacePatient } from './replace-patient.ts';
import { replaced, replaceText } from './replace-text.ts';
import { replaceUid } from './replace-uid.ts';

/**
 * D: a non-empty dummy, valid for the VR (PS3.15 E.1). A sequence keeps its items and every value in them becomes a
 * dummy: that is valid wherever the original was, which an invented item would not be.
 */
export function dummy(subject: Subject, run: Run): ActionResult | DicomError {
  const { dataset, element, tag, vr, isSequence } = subject;
  if (isSequence) {
    const isEmpty = dataset.elements.subtreeEnds[element] === element + 1;
    return {
      kind: 'acted',
      edit: null,
      effect: isEmpty ? 'kept' : 'replaced',
      after: null,
      entersItems: true,
      makesDummies: true,
    };
  }
  if (tag === tags.patientId || tag === tags.patientName) return replacePatient(subject, run);
  if (vr === 'UI') return replaceUid(subject, run);
  if (tag === tags.encapsulatedDocument) return blank(subject);
  if (tag === tags.encapsulatedDocumentLength) return lengthOfBlank(subject);
  const text = dummyText(tag, vr);
  if (text === null) return zeros(subject);
  // Decimal strings often come in vectors whose length another attribute states.
  const count = vr === 'DS' ? Math.max(1, readText(dataset, element).length) : 1;
  return replaceText(subject, Array<string>(count).fill(text));
}

/** A document that cannot be left blank in its own type becomes zeros. */
function blank(subject: Subject): ActionResult {
  const bytes = blankOf(subject);
  return bytes === null
    ? zeros(subject)
    : replaced(subject.element, bytes, `${bytes.length} bytes of a blank document`);
}

function lengthOfBlank(subject: Subject): ActionResult | DicomError {
  const length = blankOf(subject)?.length ?? unknownDocumentBytes;
  return subject.vr === 'UL' ? replaceText(subject, [`${length}`]) : zeros(subject);
}

const unknownDocumentBytes = zeroBytes('OB', 0).length;

function blankOf({ dataset }: Subject): Uint8Array | null {
  return blankDocument(readSingleText(dataset, tags.mimeTypeOfEncapsulatedDocument));
}

function zeros({ dataset, element, tag, vr }: Subject): ActionResult {
  const bytes = zeroBytes(vr, dataset.elements.valueLengths[element] ?? 0, tag);
  return replaced(element, bytes, `${bytes.length} zero bytes`);
}
