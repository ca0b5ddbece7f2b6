import type { DicomError } from '../../dicom/dicom-error.ts';
import { encodeValue } from '../../dicom/value-codec.ts';
import type { ActionResult, Subject } from './action.ts';

/** Puts text values in the place of an element's own, in its item's character set. */
export function replaceText(subject: Subject, values: readonly string[]): ActionResult | DicomError {
  const { dataset, element, vr } = subject;
  const value = encodeValue(dataset, element, vr, values);
  return value instanceof Uint8Array ? replaced(element, value, values.join('\\')) : value;
}

export function replaced(element: number, value: Uint8Array, after: string): ActionResult {
  return {
    kind: 'acted',
    edit: { kind: 'replace', element, value },
    effect: 'replaced',
    after,
    entersItems: false,
  };
}
