import { privateCreatorOf } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { elementOf, groupOf, isPrivate, isPrivateCreator, type Tag, tagOf } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import type { Rule } from '../profile/compiled-profile.ts';
import { findSafePrivate } from '../profile/safe-private.ts';
import type { Subject } from './actions/action.ts';
import { type Decision, removal } from './decision.ts';
import { fitsListed } from './private/fits-listed.ts';
import { declarationOf, privateDataElementCharacteristicsSequence } from './private/private-declarations.ts';
import { resolveAction } from './resolve-action.ts';
import type { Run } from './run.ts';
import { subjectAt } from './subject-at.ts';

/** How the rest of the engine decides an element; a creator stays only with an element of its block. */
type Decide = (subject: Subject) => Decision;

/**
 * Retain Safe Private (PS3.15 E.3.10). A private element stays when Table E.3.10-1 or the own list names it under its
 * creator, or the file declares it safe (PS3.3 C.12.1.1.7), and its value is what was named. A known sequence is
 * entered: standard elements in it follow the rules, private ones this one. Everything else goes.
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
  if (!retainsSafePrivate(run) || isPrivate(subject.tag)) return null;
  if (subject.tag === privateDataElementCharacteristicsSequence && !insideDummy) {
    return kept('PS3.15 E.3.10 · describes private attributes that stay · K');
  }
  if (imageTags.has(subject.tag) && isInsidePrivate(subject)) {
    return removal('PS3.15 E.3.10 · image inside a private sequence · X');
  }
  return null;
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

function isInsidePrivate({ dataset, element }: Subject): boolean {
  const { tags, parents } = dataset.elements;
  for (let at = parents[element] ?? -1; at >= 0; at = parents[at] ?? -1) if (isPrivate(tags[at] ?? 0)) return true;
  return false;
}

/** A copy of the protocol, with names and dates in it, whatever a file says of its block. */
const neverSafe: ReadonlySet<string> = new Set(['SIEMENS CSA HEADER', 'SIEMENS CSA NON-IMAGE', 'SIEMENS CSA REPORT']);

function decideValue(subject: Subject, run: Run): Decision {
  const { dataset, element, tag } = subject;
  const creator = privateCreatorOf(dataset, element);
  if (creator === '') return removal('PS3.5 7.8.1 · no private creator · X');
  if (neverSafe.has(creator)) return removal('Nescio · copy of the protocol · X');
  const declared = declarationOf(dataset, creator, tag);
  if (declared === 'identifying') return removal('PS3.3 C.12.1.1.7 · declared identifying · X');
  if (declared !== null && declared !== 'safe') {
    return { action: declared, operation: { action: declared }, reason: `PS3.3 C.12.1.1.7 · declared · ${declared}` };
  }
  const listed = findSafePrivate(creator, tag);
  if (listed !== null && fitsListed(subject, listed)) {
    const isUid = subject.vr === 'UI' || listed.vrs.includes('UI');
    const source = listed.list === 'table' ? 'PS3.15 E.3.10 · safe private' : 'Nescio · own list of safe private';
    return isUid ? byVr(subject, 'UI', run) : kept(`${source} · K`);
  }
  if (declared === 'safe') return decideDeclaredSafe(subject, run);
  return removal(`PS3.15 E.3.10 · ${listed === null ? 'not known safe' : 'not the value that is known safe'} · X`);
}

/** Bytes that mean nothing without their maker: whoever calls them safe cannot be checked. */
const opaqueVrs: ReadonlySet<Vr> = new Set(['OB', 'OW', 'UN']);

function decideDeclaredSafe(subject: Subject, run: Run): Decision {
  if (!subject.isSequence && opaqueVrs.has(subject.vr)) {
    return removal('PS3.15 E.3.10 · declared safe, cannot be read · X');
  }
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

function decideCreator({ dataset, element, tag }: Subject, run: Run, decide: Decide): Decision {
  const parent = dataset.elements.parents[element] ?? -1;
  return blocksKeptIn(dataset, parent, run, decide).has(tag)
    ? kept('PS3.15 E.3.10 · creator of a kept block · K')
    : removal('PS3.15 E.3.10 · creator of no kept element · X');
}

const keptBlocks = new WeakMap<Run, Map<number, ReadonlySet<Tag>>>();

/** Tags of the creators, among the elements of one item, that have an element which stays. */
function blocksKeptIn(dataset: IndexedDataset, parent: number, run: Run, decide: Decide): ReadonlySet<Tag> {
  const byParent = keptBlocks.get(run) ?? new Map<number, ReadonlySet<Tag>>();
  keptBlocks.set(run, byParent);
  const known = byParent.get(parent);
  if (known) return known;
  const { count, tags, subtreeEnds } = dataset.elements;
  const creators = new Set<Tag>();
  const end = parent < 0 ? count : (subtreeEnds[parent] ?? count);
  for (let at = parent + 1; at < end; at = subtreeEnds[at] ?? end) {
    const tag = tags[at] ?? 0;
    if (!isPrivate(tag) || elementOf(tag) < 0x1000) continue;
    const creator = tagOf(groupOf(tag), elementOf(tag) >>> 8);
    if (!creators.has(creator) && decide(subjectAt(dataset, at)).action !== 'X') creators.add(creator);
  }
  byParent.set(parent, creators);
  return creators;
}
