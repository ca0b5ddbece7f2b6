import { haveEqualValues } from '../dicom/compare-values.ts';
import { attributePath, valueBytes } from '../dicom/dataset-access.ts';
import { areEqualBytes } from '../dicom/equal-bytes.ts';
import { elementFlag, type IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Tag } from '../dicom/tag.ts';
import { ownValueReason } from '../profile/compile-own-rules.ts';
import type { Alignment } from './align-output.ts';
import { trimmedAscii } from './ascii.ts';
import type { Change, Hold } from './change.ts';
import { typedReason } from './decide-value.ts';
import type { Deidentified } from './deidentify-dataset.ts';
import { isBlankDocument } from './dummies/blank-document.ts';
import { isDummyText } from './dummy-value.ts';
import { isRoiNumber } from './keyed-names/keyed-attributes.ts';
import { isPatientPseudonym } from './pseudonym.ts';
import { subjectAt } from './subject-at.ts';
import { tags } from './tags.ts';

/**
 * Compares a finished output with its plan: what was due for X, Z or D no longer has its original value, edited elements
 * have exactly the planned bytes, and the others the bytes that they had. A hit is a fault of this program, never of the
 * file, so it cannot be released.
 * @param alignment null when the output does not consist of the planned elements
 */
export function selfCheck(
  dataset: IndexedDataset,
  plan: Deidentified,
  output: IndexedDataset,
  alignment: Alignment | null,
): readonly Hold[] {
  if (alignment === null) return [hold('The output does not have the planned elements. Report this file.')];
  return [...survivors(dataset, plan), ...differences(dataset, output, alignment)];
}

/** Elements whose original value would survive the plan itself. */
function survivors(dataset: IndexedDataset, { changes, edits }: Deidentified): readonly Hold[] {
  const replacements = new Map<number, Uint8Array>();
  for (const edit of edits) if (edit.kind === 'replace') replacements.set(edit.element, edit.value);
  return changes
    .filter((change) => isDue(change) && keepsItsValue(dataset, change.element, replacements.get(change.element)))
    .map(({ element }) =>
      hold(
        'An element that the profile takes away keeps its value. Report this file.',
        attributePath(dataset, element),
      ),
    );
}

function isDue({ action, effect, element, reason }: Change): boolean {
  // A value that the user's own rule writes may happen to be the one that is there.
  if (reason === ownValueReason || reason === typedReason) return false;
  return element >= 0 && effect !== 'removed' && (action === 'X' || action === 'Z' || action === 'D');
}

function keepsItsValue(dataset: IndexedDataset, element: number, replacement: Uint8Array | undefined): boolean {
  if (dataset.elements.valueLengths[element] === 0) return false;
  // A sequence that was entered has its own changes below it.
  if (replacement === undefined) return !subjectAt(dataset, element).isSequence;
  const original = valueBytes(dataset, element);
  return (
    original !== null && areEqualBytes(original, replacement) && !isOurs(replacement, dataset.elements.tags[element]!)
  );
}

/** True for what a run writes: a file that went through here before holds dummies and pseudonyms already. */
function isOurs(bytes: Uint8Array, tag: Tag): boolean {
  if (bytes.every((byte) => byte === 0) || isBlankDocument(bytes)) return true;
  return trimmedAscii(bytes)
    .split('\\')
    .every((text) => isDummyText(text) || isPatientPseudonym(text) || isRoiNumber(tag, text));
}

function differences(
  dataset: IndexedDataset,
  output: IndexedDataset,
  { inputOf, planned }: Alignment,
): readonly Hold[] {
  const { count } = output.elements;
  const holds: Hold[] = [];
  for (let entry = 0; entry < count; entry++) {
    const value = planned.get(entry);
    const isRight = value ? hasValue(output, entry, value) : isUntouched(dataset, inputOf[entry]!, output, entry);
    if (isRight) continue;
    holds.push(hold('An element of the output is not as planned. Report this file.', attributePath(output, entry)));
  }
  return holds;
}

function hasValue(output: IndexedDataset, entry: number, value: Uint8Array): boolean {
  const actual = valueBytes(output, entry);
  return actual === null ? output.elements.valueLengths[entry] === value.length : areEqualBytes(actual, value);
}

/** @param input -1 for what is inside a planned value and was compared with it. */
function isUntouched(dataset: IndexedDataset, input: number, output: IndexedDataset, entry: number): boolean {
  // Containers change with what is in them; their leaves are compared.
  if (input < 0 || output.elements.subtreeEnds[entry]! > entry + 1 || isContainer(dataset, input)) return true;
  // Fragments are passed through and may have been hidden from the walk.
  if ((dataset.elements.flags[input]! & output.elements.flags[entry]! & elementFlag.encapsulated) !== 0) return true;
  // What stays in the file is passed through as a range: its length is what can be wrong.
  return haveEqualValues(dataset, input, output, entry);
}

/** Items, and sequences even when the run emptied them. */
function isContainer({ elements }: IndexedDataset, input: number): boolean {
  return elements.tags[input] === tags.item || elements.subtreeEnds[input]! > input + 1;
}

function hold(reason: string, path?: string): Hold {
  return { kind: 'self-check', reason, isReleasable: false, ...(path === undefined ? {} : { path }) };
}
