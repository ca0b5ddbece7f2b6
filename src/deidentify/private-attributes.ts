import { privateCreatorOf, valueBytes } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { elementOf, groupOf, isPrivate, isPrivateCreator, type Tag, tagOf } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import type { Rule } from '../profile/compiled-profile.ts';
import { findSafePrivate, isKnownCreator, type SafePrivateAttribute } from '../profile/safe-private.ts';
import type { Subject } from './actions/action.ts';
import { trimmedAscii } from './ascii.ts';
import { decideByOwnRule } from './decide-own-rule.ts';
import { type Decision, removal } from './decision.ts';
import { cleanBlock, isCleanedBlock } from './private/clean-block.ts';
import { fitsListed, isNobodysNumber } from './private/fits-listed.ts';
import { declarationOf, privateDataElementCharacteristicsSequence } from './private/private-declarations.ts';
import { sequencesToEnter } from './private/sequences-to-enter.ts';
import { resolveAction } from './resolve-action.ts';
import type { Run } from './run.ts';
import { subjectAt } from './subject-at.ts';

/** How the rest of the engine decides an element; a creator stays only with an element of its block. */
type Decide = (subject: Subject) => Decision;

/**
 * Retain Safe Private (PS3.15 E.3.10). A private element stays when Table E.3.10-1 or the own list names it under its
 * creator, or the file declares it safe (PS3.3 C.12.1.1.7), and its value is what was named. A known sequence is
 * entered: standard elements in it follow the rules, private ones this one. An unknown sequence is kept only when it holds
 * a private element that stays; everything else in it is removed. An own rule asks the same for one element by name.
 * @param rule what the profile says of the element without looking at its creator
 * @returns null for elements that this option has nothing to say about
 */
export function decidePrivate(
  subject: Subject,
  rule: Rule,
  run: Run,
  insideDummy: boolean,
  decide: Decide,
): Decision | null {
  if (rule.action === 'C' && rule.cleaning === 'private') {
    if (insideDummy) return removal('Inside a sequence under D · X');
    return isPrivateCreator(subject.tag) ? decideCreator(subject, run, decide) : decideValue(subject, run);
  }
  if (isPrivate(subject.tag)) return null;
  const isOption = retainsSafePrivate(run);
  if (!isOption && !run.context.rules.ownRules.keepsSafePrivate) return null;
  if (isOption && subject.tag === privateDataElementCharacteristicsSequence && !insideDummy && isTopLevel(subject)) {
    return kept('PS3.15 E.3.10 · describes private attributes that stay · K');
  }
  const enclosing = privateSequenceAround(subject);
  return enclosing < 0 ? null : decideInside(subject, enclosing, rule, run, decide);
}

/** A standard element inside a private sequence. @returns null where the rules decide. */
function decideInside(subject: Subject, enclosing: number, rule: Rule, run: Run, decide: Decide): Decision | null {
  if (imageTags.has(subject.tag)) return removal('PS3.15 E.3.10 · image inside a private sequence · X');
  if (isKnownSequence(subjectAt(subject.dataset, enclosing), run, decide)) return null;
  if (rule.action === 'K' && subject.isSequence && leadsToKept(subject, run)) return null;
  return removal('PS3.15 E.3.10 · inside a private sequence that is not known safe · X');
}

function isTopLevel({ dataset, element }: Subject): boolean {
  return dataset.elements.depths[element] === 0;
}

function retainsSafePrivate({ context: { rules } }: Run): boolean {
  return rules.privateAttributes.action === 'C' && rules.privateAttributes.cleaning === 'private';
}

function kept(reason: string): Decision {
  return { action: 'K', operation: { action: 'K' }, reason };
}

/** Copies of the image and recordings: nobody looks at those in a vendor's sequence. */
const imageTags: ReadonlySet<Tag> = new Set([
  tagOf(0x7fe0, 0x0008),
  tagOf(0x7fe0, 0x0009),
  tagOf(0x7fe0, 0x0010),
  tagOf(0x5400, 0x1010),
]);

/** @returns the nearest private sequence that an element stands in, or -1 */
function privateSequenceAround({ dataset, element }: Subject): number {
  const { tags, parents } = dataset.elements;
  for (let at = parents[element] ?? -1; at >= 0; at = parents[at] ?? -1) if (isPrivate(tags[at] ?? 0)) return at;
  return -1;
}

/** A copy of the protocol, with names and dates in it, whatever a file says of its block. */
const neverSafe: ReadonlySet<string> = new Set(['SIEMENS CSA HEADER', 'SIEMENS CSA NON-IMAGE', 'SIEMENS CSA REPORT']);

function decideValue(subject: Subject, run: Run): Decision {
  const decision = decideByLists(subject, run);
  if (decision.action !== 'X' || !subject.isSequence || decision.reason !== notKnown) return decision;
  return leadsToKept(subject, run) ? kept(enteredReason) : decision;
}

const notKnown = 'PS3.15 E.3.10 · not known safe · X';
const enteredReason = 'PS3.15 E.3.10 · entered for what is safe in it · K';

/** Is anything private inside a sequence that stays? */
function leadsToKept({ element, dataset }: Subject, run: Run): boolean {
  return sequencesToEnter(run, dataset, (other) => decideByItself(other, run).action !== 'X').has(element);
}

function decideByItself(subject: Subject, run: Run): Decision {
  return decideByOwnRule(subject, run) ?? decideByLists(subject, run);
}

/** Does a private sequence stay for its own sake, and not only for what is in it? */
function isKnownSequence(subject: Subject, run: Run, decide: Decide): boolean {
  const known = knownSequences.get(run) ?? new Map<number, boolean>();
  knownSequences.set(run, known);
  const before = known.get(subject.element);
  if (before !== undefined) return before;
  const { action, reason } = decide(subject);
  const isKnown = action !== 'X' && reason !== enteredReason;
  known.set(subject.element, isKnown);
  return isKnown;
}

const knownSequences = new WeakMap<Run, Map<number, boolean>>();

/** One element by what the lists and the file say of it, whatever is inside. */
function decideByLists(subject: Subject, run: Run): Decision {
  const { dataset, element, tag } = subject;
  const creator = privateCreatorOf(dataset, element);
  if (creator === '') return removal('PS3.5 7.8.1 · no private creator · X');
  const isBlock = isCleanedBlock(creator, tag);
  if (!isBlock && neverSafe.has(creator)) return removal('Nescio · copy of the protocol · X');
  const declared = declarationOf(dataset, creator, tag);
  if (declared === 'identifying') return removal('PS3.3 C.12.1.1.7 · declared identifying · X');
  if (declared !== null && declared !== 'safe') {
    return { action: declared, operation: { action: declared }, reason: `PS3.3 C.12.1.1.7 · declared · ${declared}` };
  }
  // A declaration as safe does not keep the original bytes.
  if (isBlock) return decideBlock(subject, creator);
  const listed = findSafePrivate(creator, tag);
  if (listed !== null && fitsListed(subject, listed)) return decideListed(subject, listed, run);
  // A value that is listed and not what the list says is not safe because the file says so.
  if (declared === 'safe' && listed === null) return decideDeclaredSafe(subject, run);
  return removal(listed === null ? notKnown : 'PS3.15 E.3.10 · not the value that is known safe · X');
}

/** A header of the vendor's own. */
function decideBlock(subject: Subject, creator: string): Decision {
  if (subject.isSequence || cleanBlock(subject, creator) === null) {
    return removal('Nescio · block of the vendor that cannot be read · X');
  }
  return {
    action: 'C',
    operation: { action: 'C', cleaning: 'private' },
    reason: 'PS3.15 E.3.10 · made anew of listed fields · C',
  };
}

function decideListed(subject: Subject, { list, vrs }: SafePrivateAttribute, run: Run): Decision {
  if (subject.vr === 'UI' || vrs.includes('UI')) return byVr(subject, 'UI', run);
  if (subject.vr === 'DT') return run.studyStart.kind === 'known' ? countedDateTime : byVr(subject, 'DT', run);
  return kept(list === 'table' ? 'PS3.15 E.3.10 · safe private · K' : 'Nescio · own list of safe private · K');
}

/** Bytes that mean nothing without their maker: whoever calls them safe cannot be checked. */
const opaqueVrs: ReadonlySet<Vr> = new Set(['OB', 'OW', 'UN']);

function decideDeclaredSafe(subject: Subject, run: Run): Decision {
  if (!subject.isSequence && opaqueVrs.has(subject.vr)) {
    return removal('PS3.15 E.3.10 · declared safe, cannot be read · X');
  }
  if (!isNobodysNumber(subject)) return removal('PS3.15 E.3.10 · declared safe, a number of this patient · X');
  // Names, dates and UIDs are treated by their VR wherever they stand.
  const rule = run.context.rules.byVr.get(subject.vr);
  return rule ? byVr(subject, subject.vr, run) : kept('PS3.3 C.12.1.1.7 · declared safe · K');
}

function byVr({ dataset, element, tag }: Subject, vr: Vr, run: Run): Decision {
  const { rules } = run.context;
  const rule = rules.byVr.get(vr) ?? { action: 'U', reason: 'Nescio · UIDs by VR · U' };
  const depth = dataset.elements.depths[element] ?? 0;
  const operation = resolveAction(rule, { tag, depth, sopClassUid: run.sopClassUid }, rules);
  return { action: operation.action === 'replace' ? 'D' : operation.action, operation, reason: rule.reason };
}

/** Dates and times on the lists are of acquisitions and tracers. */
const countedDateTime: Decision = {
  action: 'C',
  operation: { action: 'C', cleaning: 'relative-times' },
  reason: 'Nescio · dates by VR · C',
};

function decideCreator({ dataset, element, tag }: Subject, run: Run, decide: Decide): Decision {
  const parent = dataset.elements.parents[element] ?? -1;
  const block = blocksKeptIn(dataset, parent, run, decide).get(tag);
  if (block === undefined) return removal('PS3.15 E.3.10 · creator of no kept element · X');
  const text = textOf(dataset, element);
  if (block.readBy === text || isKnownCreator(text)) return creatorKept;
  // The text is on no list, and no kept value is read by it: a second creator of the block has such a text as well.
  return {
    action: 'D',
    operation: { action: 'D' },
    reason: 'PS3.15 E.3.10 · unknown creator of an entered sequence · D',
  };
}

const creatorKept = kept('PS3.15 E.3.10 · creator of a kept block · K');

function textOf(dataset: IndexedDataset, element: number): string {
  const bytes = valueBytes(dataset, element);
  return bytes === null ? '' : trimmedAscii(bytes);
}

/** A block of which something stays. `readBy` is the creator of its values; null where only sequences were entered. */
type KeptBlock = { readonly readBy: string | null };

const keptBlocks = new WeakMap<Run, Map<number, ReadonlyMap<Tag, KeptBlock>>>();

/** Tags of the creators, among the elements of one item, that have an element which stays. */
function blocksKeptIn(dataset: IndexedDataset, parent: number, run: Run, decide: Decide): ReadonlyMap<Tag, KeptBlock> {
  const byParent = keptBlocks.get(run) ?? new Map<number, ReadonlyMap<Tag, KeptBlock>>();
  keptBlocks.set(run, byParent);
  const known = byParent.get(parent);
  if (known) return known;
  const { count, tags, subtreeEnds } = dataset.elements;
  const creators = new Map<Tag, KeptBlock>();
  const end = parent < 0 ? count : (subtreeEnds[parent] ?? count);
  for (let at = parent + 1; at < end; at = subtreeEnds[at] ?? end) {
    const tag = tags[at] ?? 0;
    if (!isPrivate(tag) || elementOf(tag) < 0x1000) continue;
    const creator = tagOf(groupOf(tag), elementOf(tag) >>> 8);
    if ((creators.get(creator)?.readBy ?? null) !== null) continue;
    const { action, reason } = decide(subjectAt(dataset, at));
    if (action === 'X') continue;
    creators.set(creator, { readBy: reason === enteredReason ? null : privateCreatorOf(dataset, at) });
  }
  byParent.set(parent, creators);
  return creators;
}
