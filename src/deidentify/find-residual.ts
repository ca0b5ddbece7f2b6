import { decodeText } from '../dicom/character-set.ts';
import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import { attributePath, characterSetsOf, valueBytes } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { isPrivate } from '../dicom/tag.ts';
import { isSingleValue, isText, type Vr } from '../dicom/vr.ts';
import type { CompiledProfile } from '../profile/compiled-profile.ts';
import type { Alignment } from './align-output.ts';
import { trimmedAscii } from './ascii.ts';
import type { HeldValue } from './change.ts';
import type { DescribeHeld } from './held-value.ts';
import type { Identifiers } from './residual/matcher.ts';
import { isPlainAscii, printableRuns, utf16Runs } from './residual/printable-runs.ts';
import type { Accepts } from './residual/text-matcher.ts';
import { isRetainedByOption } from './retained-by-option.ts';
import { isStandardUid } from './standard-uid.ts';
import { subjectAt, writtenVr } from './subject-at.ts';

/**
 * Something of the patient or the visit that is still in an output: where (a path of the input), and what kind of thing, never
 * the thing. An option or an own rule may retain it, here or in its own attribute, or a person may have said that it is none.
 */
export type Residual = { readonly path: string; readonly label: string } & (
  | { readonly standing: 'retained' | 'stated' }
  | { readonly standing: 'left'; readonly held: HeldValue }
);

/** Of each standing: what is retained, or was stated, must not use up the room of what nobody has decided. */
const mostReported = 50;

/** What a search needs to know beside the output. */
export type ResidualSearch = {
  readonly identifiers: Identifiers;
  readonly rules: CompiledProfile;
  readonly input: IndexedDataset;
  readonly alignment: Alignment;
  /** Elements of the input whose new value is not ours alone, and is searched like an original one. */
  readonly foreign: ReadonlySet<number>;
  readonly describe: DescribeHeld;
  readonly isStated: (path: string, held: HeldValue) => boolean;
};

/**
 * Looks through every element that the output has from the input for what identifies this patient and visit. What the
 * run wrote itself is not searched, nor are UIDs that the standard defines. Values that stay in the file are left to
 * `scanBytes`.
 */
export function findResidual(output: IndexedDataset, search: ResidualSearch): readonly Residual[] {
  const { identifiers, rules } = search;
  const { count } = output.elements;
  const found: Residual[] = [];
  const counts = { retained: 0, stated: 0, left: 0 };
  for (let entry = 0; entry < count && counts.left < mostReported; entry++) {
    const input = search.alignment.inputOf[entry] ?? -1;
    const bytes = isSearched(output, entry, input, search) ? valueBytes(output, entry) : null;
    if (bytes === null || bytes.length === 0) continue;
    const tag = output.elements.tags[entry]!;
    for (const label of labelsIn(identifiers, output, entry, bytes, rules)) {
      if (counts.left >= mostReported) break;
      // The attribute that an option retains holds its own value.
      if (identifiers.retained.get(label) === tag) continue;
      const residual = residualAt(output, entry, input, label, search);
      if (++counts[residual.standing] <= mostReported) found.push(residual);
    }
  }
  return found;
}

/** True for a value that the output has from the input, or that is not ours alone. */
function isSearched(
  { elements: { subtreeEnds } }: IndexedDataset,
  entry: number,
  input: number,
  { alignment: { planned }, foreign }: ResidualSearch,
): boolean {
  const isOwn = planned.has(entry) && !foreign.has(input);
  return input >= 0 && !isOwn && (subtreeEnds[entry] ?? 0) <= entry + 1;
}

function residualAt(
  output: IndexedDataset,
  entry: number,
  input: number,
  label: string,
  search: ResidualSearch,
): Residual {
  const path = attributePath(search.input, input);
  if (isRetained(output, entry, label, search)) return { path, label, standing: 'retained' };
  const held = search.describe(output, entry, label);
  return search.isStated(path, held) ? { path, label, standing: 'stated' } : { path, label, standing: 'left', held };
}

function isRetained(
  output: IndexedDataset,
  entry: number,
  label: string,
  { identifiers: { retained, places }, rules }: ResidualSearch,
): boolean {
  const { tag, vr } = subjectAt(output, entry);
  return (
    retained.has(label) ||
    isRetainedAsItIs(output, entry, rules) ||
    (places.has(label) && isRetainedByOption(rules, tag, vr))
  );
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
  const { text } = identifiers;
  const isOfText = isText(vr);
  const isOpaque = !isOfText || isPrivate(tag);
  if (!isOpaque && text.isFree(bytes)) return nothing;
  if (numericVrs.has(vr) && writtenVr(output, entry) !== 'UN') return searchNumbers(identifiers, bytes);
  const isAscii = isPlainAscii(bytes);
  if (vr === 'UI' && isAscii) return isStructural(bytes, tag, rules) ? nothing : text.search([trimmedAscii(bytes)]);
  const inText = isOfText
    ? searchText(identifiers, output, entry, bytes, vr, isAscii)
    : searchRuns(identifiers, output, entry, bytes);
  // Text in plain ASCII reads the same in every character set: its letters decide, and its bytes have no more to tell.
  if (isAscii && !isOpaque) return inText;
  return [...new Set([...inText, ...text.search(utf16Runs(bytes)), ...identifiers.bytes.search(bytes)])];
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

/** Letters come by chance in the bytes of numbers. */
const shortestInNumbers = 6;

/** Numbers of a fixed width: text that somebody put there, and nothing that numbers are by chance. */
function searchNumbers({ text, bytes: matcher }: Identifiers, bytes: Uint8Array): readonly string[] {
  if (bytes.length < shortestInNumbers) return nothing;
  const wide = text.search(utf16Runs(bytes));
  const found = [...wide, ...matcher.search(bytes)];
  if (text.isFreeOfAscii(bytes)) return found;
  const runs = printableRuns(bytes, shortestInNumbers);
  return [...new Set([...found, ...text.search(runs, isLongEnough)])];
}

const isLongEnough: Accepts = ({ letters, beside }) => beside !== null || letters.length >= shortestInNumbers;

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
  const runs = identifiers.text.isFreeOfAscii(bytes) ? nothing : printableRuns(bytes);
  return identifiers.text.search([...runs, ...decoded]);
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
