import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../../dicom/tag.ts';
import { readText } from '../../dicom/value-codec.ts';
import { isCleanable } from '../../profile/cleanable.ts';
import type { Cleaning } from '../../profile/compiled-profile.ts';
import type { Subject } from '../actions/action.ts';
import { patientWordsOf } from '../clean-text/patient-words.ts';
import type { Decision } from '../decision.ts';
import { foldText } from '../residual/fold-text.ts';
import type { Run } from '../run.ts';
import { tags } from '../tags.ts';
import { readCode } from './content-item.ts';
import { decideItem } from './decide-item.ts';

/**
 * What becomes of an element inside a sequence that is being cleaned, when its own rule would say otherwise: a value of a
 * content item follows the item (PS3.15 E.3.4), and a text that no rule names is cleaned word by word.
 * @param decision what the rules say of the element by itself
 */
export function decideInsideCleaned(cleaning: Cleaning, decision: Decision, subject: Subject, run: Run): Decision {
  const content = cleaning === 'structured-content' ? decideValue(subject, run) : null;
  if (content) return content;
  if (cleaning === 'graphics' && subject.tag === tags.unformattedTextValue) return clean(graphicText);
  if (decision.action !== 'K' || !isCleanable(subject.vr)) return decision;
  if (subject.tag !== tags.codeMeaning && codeTags.has(subject.tag)) return decideCode(cleaning, decision, subject);
  return subject.tag === tags.codeMeaning && isPublicCode(subject) ? decision : clean('Inside a sequence under C · C');
}

/** @returns the reason when an item inside a sequence that is being cleaned goes whole. */
export function removedItem(cleaning: Cleaning, dataset: IndexedDataset, item: number, run: Run): string | null {
  if (cleaning !== 'structured-content') return null;
  const decided = decideItem(dataset, item, run);
  return decided?.action === 'X' ? decided.reason : null;
}

const graphicText = 'PS3.15 E.3.3 · text of a graphic annotation · C';

/** The attribute that holds the value, by Value Type (PS3.3 C.17.3.2.1); others follow the rules of their attributes. */
const valueTags: Readonly<Partial<Record<string, readonly Tag[]>>> = {
  TEXT: [tagOf(0x0040, 0xa160)],
  CODE: [tagOf(0x0040, 0xa168)],
  // In a sequence of its own in reports, in the item itself in acquisition contexts (PS3.3 10.2).
  NUM: [tagOf(0x0040, 0xa300), tagOf(0x0040, 0xa30a)],
};

const allValueTags: ReadonlySet<Tag> = new Set(Object.values(valueTags).flatMap((list) => list ?? []));

function decideValue({ dataset, element, tag }: Subject, run: Run): Decision | null {
  const item = dataset.elements.parents[element] ?? -1;
  if (item < 0 || !allValueTags.has(tag)) return null;
  const decided = decideItem(dataset, item, run);
  if (decided === null || !valueTags[decided.valueType]?.includes(tag)) return null;
  const { action, reason } = decided;
  if (action === 'C') return { action, operation: { action, cleaning: 'structured-content' }, reason };
  return action === 'K' || action === 'D' ? { action, operation: { action }, reason } : null;
}

function clean(reason: string): Decision {
  return { action: 'C', operation: { action: 'C', cleaning: 'descriptors' }, reason };
}

/** Attributes of a code (PS3.3 8.8). A code of a public scheme says the same in every hospital, a local one may not. */
const codeTags: ReadonlySet<Tag> = new Set([
  tags.codeValue,
  tags.codingSchemeDesignator,
  tags.codeMeaning,
  tagOf(0x0008, 0x0103),
  tagOf(0x0008, 0x0119),
]);

/**
 * Structured content keeps its codes (PS3.15 E.3.4), unless one tells of this patient, as a scheme named for the hospital
 * does. Elsewhere a local code may be anything that a site types.
 */
function decideCode(cleaning: Cleaning, decision: Decision, subject: Subject): Decision {
  if (isPublicCode(subject)) return decision;
  if (cleaning === 'structured-content' && !isTelling(subject)) return decision;
  return { action: 'D', operation: { action: 'D' }, reason: 'Local code inside a sequence under C · D' };
}

function isTelling({ dataset, element }: Subject): boolean {
  const own = patientWordsOf(dataset);
  return readText(dataset, element).some((text) => own.isIdentifying(text) || own.isPatientWord(foldText(text.trim())));
}

function isPublicCode({ dataset, element }: Subject): boolean {
  const { scheme } = readCode(dataset, dataset.elements.parents[element] ?? -1);
  return publicSchemes.has(scheme);
}

/** Coding schemes of PS3.16 table 8-1 in common use. */
const publicSchemes: ReadonlySet<string> = new Set(
  'DCM SRT SCT SNM3 LN UCUM FMA NCIt NCDR UMLS BARI BI MDC ICD10 I10 I10C I10P I9 I9C ICDO3 RADLEX NEU ITIS_TSN PUBCHEM_CID MSH CPT4 C4 ACR SDM 99SDM ISO639_1 ISO639_2 ISO3166_1 RFC5646 RFC3066'.split(
    ' ',
  ),
);
