import type { DicomError } from '../../dicom/dicom-error.ts';
import { readText } from '../../dicom/value-codec.ts';
import { ageInYears, ageStateOf, cappedAge, firstCappedYear } from '../ages.ts';
import type { Run } from '../run.ts';
import type { ActionResult, Subject } from './action.ts';
import { cleanDescriptor } from './clean-descriptor.ts';
import { fallBack } from './fall-back.ts';
import { replaceText } from './replace-text.ts';

/**
 * C under Retain Patient Characteristics (PS3.15 E.3.7): ages over 89 years become 90, in what unit they may be. Free text
 * about the patient, such as allergies, is cleaned word by word.
 */
export function cleanCharacteristics(subject: Subject, run: Run): ActionResult | DicomError {
  const state = ageStateOf(subject);
  if (state === null) return cleanDescriptor(subject, run);
  if (state === 'not-an-age') return withFinding(fallBack(subject, run), notAnAge);
  const ages = readText(subject.dataset, subject.element);
  const capped = ages.map((age) => ((ageInYears(age) ?? 0) >= firstCappedYear ? cappedAge : age.trim()));
  return withFinding(replaceText(subject, capped), overEightyNine);
}

const notAnAge = {
  code: 'invalid-age',
  message:
    'The value is not a valid age (PS3.5 6.2 AS), so nobody can tell whether it is over 89 years. It was taken out.',
};

const overEightyNine = {
  code: 'age-capped',
  message: 'The age is over 89 years; it was made 90 years (45 CFR 164.514(b)(2)(i)(C)).',
};

function withFinding(
  result: ActionResult | DicomError,
  finding: NonNullable<ActionResult['finding']>,
): ActionResult | DicomError {
  return result.kind === 'error' ? result : { ...result, finding };
}
