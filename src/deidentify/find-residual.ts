import { decodeText } from '../dicom/character-set.ts';
import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import { attributePath, characterSetsOf, valueBytes } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { isPrivate } from '../dicom/tag.ts';
import { isSingleValue, isText, type Vr } from '../dicom/vr.ts';
import type { CompiledProfile } from '../profile/compiled-profile.ts';
import type { Alignment } from './align-output.ts';
import { trimmedAscii } from './ascii.ts';
import type { Identifiers } from './residual/matcher.ts';
import { isPlainAscii, printableRuns } from './residual/printable-runs.ts';
import { isRetainedByOption } from './retained-by-option.ts';
import { isStandardUid } from './standard-uid.ts';
import { subjectAt, writtenVr } from './subject-at.ts';

/** Something of the patient or the visit that is still in an output: where, and what kind of thing, never the thing. */
export type Residual = {
  readonly path: string;
  readonly label: string;
  /** True when an option or an own rule retains it, here or in its own attribute. */
  readonly isRetained: boolean;
};

const mostReported = 50;

/**
 * Looks through every element that the output has from the input for what identifies this patient and visit. What the
 * run wrote itself is not searched, nor are UIDs that the standard defines. Values that stay in the file are left to
 * `scanBytes`.
 */
export function findResidual(
  identifiers: Identifiers,
  output: IndexedDataset,
  { inputOf, planned }: Alignment,
  rules: CompiledProfile,
): readonly Residual[] {
  const { count, subtreeEnds } = output.elements;
  const found: Residual[] = [];
  for (let entry = 0; entry < count && found.length < mostReported; entry++) {
    const input = inputOf[entry] ?? -1;
    if (input < 0 || planned.has(entry) || (subtreeEnds[entry] ?? 0) > entry + 1) continue;
    const bytes = valueBytes(output, entry);
    if (bytes === null || bytes.length === 0) continue;
    const tag = output.elements.tags[entry]!;
    for (const label of labelsIn(identifiers, output, entry, bytes, rules)) {
      // The attribute that an option retains holds its own value.
      if (identifiers.retained.get(label) === tag) continue;
      const isRetained = identifiers.retained.has(label) || isRetainedAsItIs(output, entry, rules);
      found.push({ path: attributePath(output, entry), label, isRetained });
    }
  }
  return found;
}

/** UIDs and dates that an option keeps: UIDs are made of dates by many makers, and newborns are imaged when they are born. */
function isRetainedAsItIs(output: IndexedDataset, entry: number, rules: CompiledProfile): boolean {
  const { tag, vr } = subjectAt(output, entry);
  const known = isPrivate(tag) ? vr : (lookUpAttribute(tag)?.vr ?? vr);
  return codedVrs.has(known) && isRetainedByOption(rules, tag, vr);
}

const codedVrs: ReadonlySet<Vr> = new Set(['DA', 'DT', 'TM', 'UI']);

function labelsIn(
  identifiers: Identifiers,
  output: IndexedDataset,
  entry: number,
  bytes: Uint8Array,
  rules: CompiledProfile,
): readonly string[] {
  const { tag, vr } = subjectAt(output, entry);
  const isOfText = isText(vr);
  const isOpaque = !isOfText || isPrivate(tag);
  if (!isOpaque && identifiers.text.isFree(bytes)) return nothing;
  if (vr === 'UI') return isStructural(bytes, tag, rules) ? [] : identifiers.text.search([trimmedAscii(bytes)]);
  if (numericVrs.has(vr) && writtenVr(output, entry) !== 'UN') return identifiers.bytes.search(bytes);
  const isAscii = isPlainAscii(bytes);
  const inText = isOfText
    ? searchText(identifiers, output, entry, bytes, vr, isAscii)
    : searchRuns(identifiers, output, entry, bytes);
  // Text in plain ASCII reads the same in every character set: whole tokens decide, and its bytes have no more to tell.
  if (isAscii && !isOpaque) return inText;
  return [...new Set([...inText, ...identifiers.bytes.search(bytes)])];
}

const nothing: readonly string[] = [];

function searchText(
  identifiers: Identifiers,
  output: IndexedDataset,
  entry: number,
  bytes: Uint8Array,
  vr: Vr,
  isAscii: boolean,
): readonly string[] {
  const text = isAscii ? trimmedAscii(bytes) : decodeText(bytes, characterSetsOf(output, entry), vr);
  const values = isSingleValue(vr) || !text.includes('\\') ? [text] : text.split('\\');
  if (vr === 'CS') return identifiers.text.searchCoded(values);
  const isNumbers = (vr === 'DS' || vr === 'IS') && values.every((value) => number.test(value));
  return isNumbers ? values.flatMap(identifiers.text.searchNumber) : identifiers.text.search(values);
}

const number = /^[\d+\-.eE ]*$/;

/** Longer values of unknown kind are searched as bytes and for printable stretches only; text is seldom so long. */
const longestDecodedBytes = 4096;

/** Bytes of any kind: the printable stretches in them, and as text in the declared character set. */
function searchRuns(
  identifiers: Identifiers,
  output: IndexedDataset,
  entry: number,
  bytes: Uint8Array,
): readonly string[] {
  const isDecoded = bytes.length <= longestDecodedBytes && !isPlainAscii(bytes);
  const decoded = isDecoded ? [decodeText(bytes, characterSetsOf(output, entry), 'UT')] : [];
  return identifiers.text.search([...printableRuns(bytes), ...decoded]);
}

/** A UID that the standard defines, or one in an attribute that names a class or scheme. Text in such a place is none. */
function isStructural(bytes: Uint8Array, tag: number, rules: CompiledProfile): boolean {
  const text = trimmedAscii(bytes);
  if (rules.structuralUidTags.has(tag) && /^[\d.\\ ]*$/.test(text)) return true;
  return text.split('\\').every((uid) => isStandardUid(uid, rules));
}

const numericVrs: ReadonlySet<Vr> = new Set([
  'AT',
  'FD',
  'FL',
  'OD',
  'OF',
  'OL',
  'OV',
  'SL',
  'SS',
  'SV',
  'UL',
  'US',
  'UV',
]);
