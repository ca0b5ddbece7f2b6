import { elementFlag } from '../dicom/indexed-dataset.ts';
import { elementOf } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import { findRule } from '../profile/find-rule.ts';
import { isForbiddenGroup } from '../profile/forbidden-group.ts';
import type { Subject } from './actions/action.ts';
import { ageStateOf, capsAges } from './ages.ts';
import { decideByOwnRule, ownListedRule } from './decide-own-rule.ts';
import { type Decision, removal } from './decision.ts';
import { decidePrivate } from './private-attributes.ts';
import { resolveAction } from './resolve-action.ts';
import type { Run } from './run.ts';
import { tags } from './tags.ts';

/** @param insideDummy true within a sequence under D, where a value that would be kept becomes a dummy as well. */
export function decideElement(subject: Subject, run: Run, insideDummy: boolean): Decision {
  return decideByStructure(subject) ?? decideByOwnRule(subject, run) ?? decideByRule(subject, run, insideDummy);
}

function decideByStructure({ dataset, element, tag, vr, isSequence }: Subject): Decision | null {
  if (isForbiddenGroup(tag)) {
    const isLength = elementOf(tag) === 0;
    return removal(isLength ? 'PS3.5 7.2 · group length · X' : 'PS3.15 E.1.1 · forbidden group · X');
  }
  if (tag === tags.lengthToEnd) return removal('PS3.5 7.2 · length to end · X');
  // A rule may name what is inside, and nobody can tell: fail closed under every profile.
  if (vr === 'SQ' && !isSequence && dataset.elements.valueLengths[element] !== 0) {
    return removal('Sequence that cannot be read · X');
  }
  if ((dataset.elements.flags[element]! & elementFlag.unreadItems) !== 0)
    return removal('Items that cannot be read · X');
  return null;
}

function decideByRule(subject: Subject, run: Run, insideDummy: boolean): Decision {
  const { rules } = run.context;
  // A dummy says nothing, so no option has anything to retain in it; UIDs are kept, or references would break.
  const inForce = insideDummy && subject.vr !== 'UI' ? rules.withoutOptions : rules;
  const rule = ownListedRule(subject, run) ?? findRule(inForce, subject.tag, subject.vr);
  const ofPrivate = decidePrivate(subject, rule, run, insideDummy, (other) => decideElement(other, run, false));
  if (ofPrivate) return ofPrivate;
  const depth = subject.dataset.elements.depths[subject.element] ?? 0;
  const operation = resolveAction(rule, { tag: subject.tag, depth, sopClassUid: run.sopClassUid }, rules);
  if (operation.action === 'K' && insideDummy && !isStructural(subject, run)) {
    return { action: 'D', operation: { action: 'D' }, reason: 'Inside a sequence under D · D' };
  }
  if (operation.action === 'K' && needsCap(subject, run)) return cap;
  // Where a sequence may be Type 3, no items at all would break the IOD (Referenced Study Sequence, PS3.3 C.7.2.1).
  if (operation.action === 'Z' && rule.action === 'X/Z' && subject.isSequence) {
    return { action: 'Z', operation: { action: 'D' }, reason: rule.reason };
  }
  // A value of the user's own is a dummy to whoever reads the record.
  return { action: operation.action === 'replace' ? 'D' : operation.action, operation, reason: rule.reason };
}

function needsCap(subject: Subject, run: Run): boolean {
  return capsAges(run) && (ageStateOf(subject) ?? 'kept') !== 'kept';
}

const cap: Decision = {
  action: 'C',
  operation: { action: 'C', cleaning: 'characteristics' },
  reason: '45 CFR 164.514(b)(2)(i)(C) · age over 89 years · C',
};

/** UIDs that name a class, and values that give an item its form: another one would contradict what stands beside it. */
function isStructural({ tag, vr, isSequence }: Subject, run: Run): boolean {
  return !isSequence && (vr === 'UI' || shapingVrs.has(vr) || run.context.rules.structuralUidTags.has(tag));
}

/** Codes, counts and pointers. */
const shapingVrs: ReadonlySet<Vr> = new Set(['AT', 'CS', 'SL', 'SS', 'SV', 'UL', 'US', 'UV']);
