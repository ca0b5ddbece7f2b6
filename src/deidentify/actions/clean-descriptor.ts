import { valueBytes } from '../../dicom/dataset-access.ts';
import type { DicomError } from '../../dicom/dicom-error.ts';
import type { Tag } from '../../dicom/tag.ts';
import { readText } from '../../dicom/value-codec.ts';
import { isCleanable } from '../../profile/cleanable.ts';
import { textCleanerOf } from '../clean-text/clean-text.ts';
import { patientWordsOf } from '../clean-text/patient-words.ts';
import { textSettingOf } from '../clean-text/profile-words.ts';
import { keyedNameOf } from '../keyed-names/keyed-names.ts';
import type { Run } from '../run.ts';
import { tags } from '../tags.ts';
import type { ActionResult, Subject } from './action.ts';
import { dummy } from './dummy.ts';
import { actionWithoutOptions, fallBack } from './fall-back.ts';
import { keep } from './keep.ts';
import { replaceText } from './replace-text.ts';

/**
 * C under Clean Descriptors (PS3.15 E.3.5): the words of imaging in a free text stay, all others go. A sequence is
 * entered, and the texts in it are cleaned. Where nothing is left, and for what is no free text, the action of the
 * preset is taken: gone, empty, or a dummy.
 */
export function cleanDescriptor(subject: Subject, run: Run): ActionResult | DicomError {
  const { dataset, element, vr, isSequence } = subject;
  if (isSequence) {
    return { kind: 'acted', edit: null, effect: 'kept', after: null, entersItems: true, cleansItems: 'descriptors' };
  }
  if (dataset.elements.valueLengths[element] === 0) return keep(subject);
  const before = readText(dataset, element);
  if (vr === 'CS' && before.every((value) => definedTerms.has(value.trim()))) return keep(subject);
  if (!isCleanable(vr) || before.length === 0) return fallBack(subject, run);
  return cleanValues(subject, run, before);
}

/** Reason for the Attribute Modification (0400,0565): its two defined terms are no free text (PS3.3 C.12.1.1.9). */
const definedTerms: ReadonlySet<string> = new Set(['COERCE', 'CORRECT']);

function cleanValues(subject: Subject, run: Run, before: readonly string[]): ActionResult | DicomError {
  const kind = proseTags.has(subject.tag) ? 'prose' : 'description';
  const setting = textSettingOf(run.context.rules.profile, kind);
  const clean = textCleanerOf(patientWordsOf(subject.dataset), setting);
  const cleaned = before.map((value) => clean(value));
  const words = cleaned.flatMap((value) => value.words);
  const name = keyedNameOf(subject.dataset, subject.tag, before.join('\\'), (text) => clean(text).text);
  if (name !== null && name !== before.join('\\')) {
    const result = replaceText(subject, [name]);
    return result.kind === 'error' ? result : { ...result, words };
  }
  const isUntouched = cleaned.every(({ text }, n) => text === before[n]) && !isPaddedWithNull(subject);
  if (isUntouched) return { ...keep(subject), words };
  const after = cleaned.map(({ text }) => text).filter((text) => text !== '');
  const result = after.length > 0 ? replaceText(subject, after) : nothingLeft(subject, run);
  return result.kind === 'error' ? result : { ...result, words };
}

/** Texts of content items and annotations. */
const proseTags: ReadonlySet<Tag> = new Set([tags.textValue, tags.unformattedTextValue]);

/** An attribute of an item that no rule names may be Type 1 there, as Code Meaning is (PS3.3 8.3). */
function nothingLeft(subject: Subject, run: Run): ActionResult | DicomError {
  const isInItem = (subject.dataset.elements.depths[subject.element] ?? 0) > 0;
  return isInItem && actionWithoutOptions(subject, run) === 'K' ? dummy(subject, run) : fallBack(subject, run);
}

/** Text is padded with spaces (PS3.5 6.2); a value that was due to go need not come out invalid. */
function isPaddedWithNull({ dataset, element }: Subject): boolean {
  return valueBytes(dataset, element)?.at(-1) === 0;
}
