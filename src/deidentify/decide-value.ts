import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import { attributePath } from '../dicom/dataset-access.ts';
import { groupOf, isPrivate, isPrivateCreator, parseTag, type Tag } from '../dicom/tag.ts';
import { encodeValue } from '../dicom/value-codec.ts';
import { isText } from '../dicom/vr.ts';
import type { BasicAction } from '../profile/action-code.ts';
import { findRule } from '../profile/find-rule.ts';
import { valueProblem } from '../profile/value-problem.ts';
import type { Subject } from './actions/action.ts';
import type { Hold } from './change.ts';
import type { Decision } from './decision.ts';
import { resolveAction } from './resolve-action.ts';
import type { Run } from './run.ts';
import { tags } from './tags.ts';
import type { ValueDecision } from './value-decision.ts';

type Change = Exclude<ValueDecision, { readonly kind: 'not-an-identifier' }>;

/** Decisions that give elements another value, by path, and the tags that they may be about. */
export type DecidedValues = { readonly byPath: ReadonlyMap<string, Change>; readonly tags: ReadonlySet<Tag> };

/** Of several decisions about one element the last one counts. */
export function decidedValuesOf(values: readonly ValueDecision[]): DecidedValues {
  const byPath = new Map(values.flatMap((one) => (one.kind === 'not-an-identifier' ? [] : [[one.path, one] as const])));
  const known = [...byPath.keys()].map((path) => parseTag(path.slice(path.lastIndexOf('('))));
  return { byPath, tags: new Set(known.filter((tag) => tag !== null)) };
}

/** The reason of a value that a person typed: it is searched like an original one. */
export const typedReason = 'Decision of a person · own value · D';

/**
 * What a person decided about the value of one element, where the profile keeps or cleans it: what the profile takes away goes
 * all the same. @returns null where nothing was decided; a hold where it cannot be carried out, and the profile's decision stands
 */
export function decideValue(byProfile: Decision, subject: Subject, run: Run): Decision | Hold | null {
  const { dataset, element, tag } = subject;
  if (!run.values.tags.has(tag) || subject.isSequence) return null;
  const path = attributePath(dataset, element);
  const decided = run.values.byPath.get(path);
  const { action } = byProfile.operation;
  if (decided === undefined || action === 'X' || action === 'Z' || action === 'D') return null;
  if (isNeeded(tag)) return cannot(path, 'The file cannot be read without this attribute as it is');
  if (decided.kind === 'remove') return emptying(subject, run);
  const problem = problemOf(decided.text, subject);
  if (problem !== null) return cannot(path, problem);
  return { action: 'D', operation: { action: 'replace', value: decided.text }, reason: typedReason };
}

/** Says how the rest of the file is read, or whose the private elements of a block are. */
function isNeeded(tag: Tag): boolean {
  return (
    isPrivateCreator(tag) || groupOf(tag) === 0x0028 || tag === tags.specificCharacterSet || tag === tags.sopClassUid
  );
}

/** What the profile does without options, where that takes the value away; else what any IOD allows. */
function emptying(subject: Subject, run: Run): Decision {
  const { tag, vr, dataset, element } = subject;
  const { rules } = run.context;
  const { action } = findRule(rules.withoutOptions, tag, vr);
  const place = { tag, depth: dataset.elements.depths[element] ?? 0, sopClassUid: run.sopClassUid };
  const code: BasicAction = isPrivate(tag) ? 'X' : takesAway(action) ? action : vr === 'UI' ? 'U' : 'X/Z/D';
  const operation = resolveAction({ action: code, reason: '' }, place, rules);
  if (operation.action === 'C' || operation.action === 'replace') throw new Error('No code settles so.');
  return { action: operation.action, operation, reason: `Decision of a person · ${operation.action}` };
}

function takesAway(action: string): action is BasicAction {
  return action !== 'K' && action !== 'C' && action !== 'replace' && action !== 'X/Z/U*';
}

/** Any letters that the file can hold are allowed; what stands beside them has the form of the VR. */
function problemOf(text: string, { dataset, element, tag, vr }: Subject): string | null {
  if (text.trim() === '') return 'Nothing stands in its place: choose to remove the value';
  const plain = isText(vr) ? text.replace(/[\u{a0}-\u{10ffff}]/gu, 'x') : text;
  const problem = valueProblem(plain, vr, lookUpAttribute(tag)?.vm ?? '1-n');
  if (problem !== null) return problem.replace(/\.$/, '');
  const encoded = encodeValue(dataset, element, vr, isText(vr) ? text.split('\\') : [text]);
  return encoded instanceof Uint8Array ? null : 'It has a letter that the character set of the file does not have';
}

function cannot(path: string, problem: string): Hold {
  const reason = `What a person decided about this value cannot be done. ${problem}. Decide anew, or leave the file out.`;
  return { kind: 'residual-identifier', reason, isReleasable: false, path };
}
