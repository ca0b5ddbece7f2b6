import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import { elementFlag, type IndexedDataset } from '../dicom/indexed-dataset.ts';
import { elementOf, isPrivate } from '../dicom/tag.ts';
import { unpackVr, type Vr } from '../dicom/vr.ts';
import type { SimpleAction } from '../profile/action-code.ts';
import { findRule } from '../profile/find-rule.ts';
import { isForbiddenGroup } from '../profile/forbidden-group.ts';
import type { Subject } from './actions/action.ts';
import { resolveAction } from './resolve-action.ts';
import type { Run } from './run.ts';
import { tags } from './tags.ts';

/** What is to be done with one element, and the line of the profile or the standard that says so. */
export type Decision = {
  readonly action: SimpleAction;
  readonly reason: string;
  /** Z by a dummy instead of nothing, which the action allows (PS3.15 E.1): the items stay, their values do not. */
  readonly isZeroedByDummy?: true;
};

/** @param insideDummy true within a sequence under D, where a value that would be kept becomes a dummy as well. */
export function decideElement(subject: Subject, run: Run, insideDummy: boolean): Decision {
  return decideByStructure(subject) ?? decideByRule(subject, run, insideDummy);
}

/** The element as an action sees it. */
export function subjectAt(dataset: IndexedDataset, element: number): Subject {
  const { tags: allTags, flags, subtreeEnds } = dataset.elements;
  const tag = allTags[element] ?? 0;
  const written = writtenVr(dataset, element);
  const isSequence =
    written === 'SQ' ||
    ((flags[element] ?? 0) & elementFlag.walkedAsSequence) !== 0 ||
    (subtreeEnds[element] ?? 0) > element + 1;
  const known = written === 'UN' && !isPrivate(tag) ? lookUpAttribute(tag) : null;
  return { dataset, element, tag, vr: known?.vr ?? written, isSequence };
}

/** The VR in the element's header, or the dictionary's where the header has none. */
export function writtenVr(dataset: IndexedDataset, element: number): Vr {
  return unpackVr(dataset.elements.vrs[element] ?? 0) ?? 'UN';
}

function decideByStructure({ dataset, element, tag, vr, isSequence }: Subject): Decision | null {
  if (isForbiddenGroup(tag)) {
    const isLength = elementOf(tag) === 0;
    return { action: 'X', reason: isLength ? 'PS3.5 7.2 · group length · X' : 'PS3.15 E.1.1 · forbidden group · X' };
  }
  if (tag === tags.lengthToEnd) return { action: 'X', reason: 'PS3.5 7.2 · length to end · X' };
  // A rule may name what is inside, and nobody can tell: fail closed under every profile.
  if (vr === 'SQ' && !isSequence && dataset.elements.valueLengths[element] !== 0) {
    return { action: 'X', reason: 'Sequence that cannot be read · X' };
  }
  return null;
}

function decideByRule(subject: Subject, run: Run, insideDummy: boolean): Decision {
  const { rules } = run.context;
  const rule = findRule(rules, subject.tag, subject.vr);
  const depth = subject.dataset.elements.depths[subject.element] ?? 0;
  const action = resolveAction(rule, { tag: subject.tag, depth, sopClassUid: run.sopClassUid }, rules);
  if (action === 'K' && insideDummy && !isStructural(subject, run)) {
    return { action: 'D', reason: 'Inside a sequence under D · D' };
  }
  // Where a sequence may be Type 3, no items at all would break the IOD (Referenced Study Sequence, PS3.3 C.7.2.1).
  if (action === 'Z' && rule.action === 'X/Z' && subject.isSequence) {
    return { action, reason: rule.reason, isZeroedByDummy: true };
  }
  return { action, reason: rule.reason };
}

/** UIDs that name a class, and values that give an item its form: another one would contradict what stands beside it. */
function isStructural({ tag, vr, isSequence }: Subject, run: Run): boolean {
  return !isSequence && (shapingVrs.has(vr) || run.context.rules.structuralUidTags.has(tag));
}

/** Codes, counts and pointers. */
const shapingVrs: ReadonlySet<Vr> = new Set(['AT', 'CS', 'SL', 'SS', 'SV', 'UL', 'US', 'UV']);
