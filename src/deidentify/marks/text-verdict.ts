import { attributePath, findElement } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../../dicom/tag.ts';
import { readText } from '../../dicom/value-codec.ts';
import type { Change, Finding, Hold } from '../change.ts';
import { isOfCode } from '../codes/decide-code.ts';
import { isPublicScheme } from '../codes/public-schemes.ts';
import type { DeidentifyContext, Release } from '../context.ts';
import { isDummyText } from '../dummy-value.ts';
import { keyedHash, toBase32 } from '../keyed-hash.ts';
import { readConcept, readContentItem } from '../structured-content/content-item.ts';
import { isLabelConcept } from '../structured-content/label-concepts.ts';
import { tags } from '../tags.ts';

/**
 * What is known of the texts of reports and annotations that stay in a file: there are none; a program cleaned them and
 * nobody has read what is left; or a person has.
 */
export type TextVerdict = 'none' | 'not-read' | 'read';

/** A value of (0012,0063). */
export const notReadText = 'report text cleaned by program, not reviewed';

export const textsNotRead: Finding = {
  code: 'report-text-not-reviewed',
  message:
    'Report text cleaned by program, not reviewed: the words that the rules know stay, and nobody has read what is left. Patient Identity Removed is NO.',
};

/**
 * Looks among the changes for texts of content items and annotations in which words stay. Labels, such as the name of a
 * protocol or of an algorithm, are descriptors like Protocol Name, and texts of numbers alone are numbers.
 */
export function textVerdictOf(
  dataset: IndexedDataset,
  changes: readonly Change[],
  { release, projectKey }: Pick<DeidentifyContext, 'release' | 'projectKey'>,
  holds: readonly Hold[],
): { readonly verdict: TextVerdict; readonly mark: string | null } {
  if (!changes.some((change) => isTextThatStays(dataset, change)) && !isSaidBefore(dataset))
    return { verdict: 'none', mark: null };
  const mark = markOfTexts(dataset, changes, projectKey);
  const isRead = release !== null && (hasRead(release, holds) || (mark !== null && release.texts === mark));
  return { verdict: isRead ? 'read' : 'not-read', mark };
}

/** As marks of values have them: 100 bits. */
const markDigits = 20;

/**
 * Of every cleaned text as it leaves, by its place: what a person has read under one profile says nothing of another text. Null where
 * there is nothing to read.
 */
function markOfTexts(dataset: IndexedDataset, changes: readonly Change[], projectKey: Uint8Array): string | null {
  const texts = changes
    .filter(({ words, effect }) => words !== undefined && (effect === 'kept' || effect === 'replaced'))
    .map(({ element, after }) => [attributePath(dataset, element), after ?? readText(dataset, element).join('\\')]);
  return texts.length === 0 ? null : toBase32(keyedHash(projectKey, 'report-text', JSON.stringify(texts)), markDigits);
}

/** What an earlier run said of the same texts: its words may look like plain terms by now. */
function isSaidBefore(dataset: IndexedDataset): boolean {
  const element = findElement(dataset, tags.deidentificationMethod);
  return element >= 0 && readText(dataset, element).some((value) => value.trim() === notReadText);
}

/** Who releases a file whose content waited has looked at that; a release for any other reason says nothing of texts. */
function hasRead({ covers, pixels }: Release, holds: readonly Hold[]): boolean {
  const isOfContent = holds.some(({ kind, isReleasable }) => kind === 'structured-content' && isReleasable);
  return isOfContent && covers === undefined && pixels.kind === 'unstated';
}

function isTextThatStays(dataset: IndexedDataset, { element, tag, effect, words }: Change): boolean {
  if (words === undefined || effect === 'removed' || effect === 'emptied') return false;
  if (!words.some(({ isKept, why }) => isKept && (why === 'vocabulary' || why === 'own-kept'))) return false;
  if (isDummyText(readText(dataset, element).join('\\'))) return false;
  const holder = outermost(dataset, element);
  if (isOfCode(tag))
    return holder === tags.contentSequence && effect === 'replaced' && isValueOfLocalCode(dataset, element);
  if (proseSequences.has(holder)) return !isLabel(dataset, element);
  // How an image was acquired and a specimen prepared is said in names of agents and methods.
  return tag === tags.textValue && !isShort(dataset, element);
}

/** Sequences on top level whose texts somebody dictated or typed. */
const proseSequences: ReadonlySet<Tag> = new Set([
  tags.contentSequence,
  tags.graphicAnnotationSequence,
  tagOf(0x0040, 0xb020), // Waveform Annotation Sequence
]);

/** The tag of the sequence on top level that an element is in, the element's own where it is in none. */
function outermost({ elements: { parents, tags: allTags } }: IndexedDataset, element: number): Tag {
  let at = element;
  for (let parent = parents[at] ?? -1; parent >= 0; parent = parents[at] ?? -1) at = parent;
  return allTags[at] ?? 0;
}

/** Longer than any name of a protocol (PS3.5 6.2 LO). */
const longestLabel = 64;

function isShort(dataset: IndexedDataset, element: number): boolean {
  const text = readText(dataset, element).join('\\');
  return text.length <= longestLabel && !/[\r\n\f]/.test(text);
}

function isLabel(dataset: IndexedDataset, element: number): boolean {
  const item = readContentItem(dataset, dataset.elements.parents[element] ?? -1);
  return item !== null && isLabelConcept(item) && isShort(dataset, element);
}

const conceptCodeSequence = tagOf(0x0040, 0xa168);

/** A code of a site that is a value may be a sentence in the place of a meaning; where words went, it probably is. */
function isValueOfLocalCode(dataset: IndexedDataset, element: number): boolean {
  const { parents, tags: allTags } = dataset.elements;
  const item = parents[element] ?? -1;
  const sequence = item < 0 ? -1 : (parents[item] ?? -1);
  return allTags[sequence] === conceptCodeSequence && !isPublicScheme(readConcept(dataset, item).scheme);
}
