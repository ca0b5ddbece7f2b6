import { findElement } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../../dicom/tag.ts';
import { readText } from '../../dicom/value-codec.ts';
import { keepRule } from '../../profile/rule-set.ts';
import type { Subject } from '../actions/action.ts';
import { decideByOwnRule } from '../decide-own-rule.ts';
import type { Decision } from '../decision.ts';
import { isRetainedByOption } from '../retained-by-option.ts';
import type { Run } from '../run.ts';
import { isStandardUid } from '../standard-uid.ts';
import { childOf } from '../structured-content/content-item.ts';
import { subjectAt } from '../subject-at.ts';
import { tags } from '../tags.ts';
import { isOwnMeaning } from './own-meanings.ts';
import { isPublicCode, isPublicScheme } from './public-schemes.ts';

/**
 * What becomes of an attribute of a code (PS3.3 8.8), in whatever sequence it stands: a code of a public scheme says the
 * same in every hospital and stays, one of a local scheme may be anything that a site types and becomes a dummy. So does
 * what stands under a public scheme and cannot be a code of it. A meaning stays as it is when it is the code's own; any
 * other is cleaned word by word.
 * @param decision what the rules say of the element; this one acts only where no rule names it
 */
export function decideCode(decision: Decision, subject: Subject, run: Run): Decision {
  if (!isOfCode(subject.tag) || subject.isSequence || !isOpen(decision, run)) return decision;
  if (subject.dataset.elements.valueLengths[subject.element] === 0) return decision;
  const verdict = judge(subject, run);
  if (verdict === 'public' || isInRetainedSequence(subject, run)) return decision;
  if (verdict === 'meaning') return cleanedMeaning;
  return localCode;
}

function isOpen({ action, reason }: Decision, { context: { rules } }: Run): boolean {
  return action === 'K' && reason === keepRule.reason && rules.profile.preset !== 'qmenta';
}

const localCode: Decision = {
  action: 'D',
  operation: { action: 'D' },
  reason: 'Nescio · local code · D',
};
const cleanedMeaning: Decision = {
  action: 'C',
  operation: { action: 'C', cleaning: 'descriptors' },
  reason: 'Nescio · meaning of a code · C',
};

const codingSchemeVersion = tagOf(0x0008, 0x0103);
const contextIdentifier = tagOf(0x0008, 0x010f);
const mappingResource = tagOf(0x0008, 0x0105);
const templateIdentifier = tagOf(0x0040, 0xdb00);
const urnCodeValue = tagOf(0x0008, 0x0120);
/** Code Value, Long Code Value, and the Extended Code Value of the first editions. */
const valueTags: ReadonlySet<Tag> = new Set([tags.codeValue, tagOf(0x0008, 0x0119), tagOf(0x0008, 0x0101)]);
const meaningTags: ReadonlySet<Tag> = new Set([tags.codeMeaning, tagOf(0x0008, 0x0108)]);
const codeTags: ReadonlySet<Tag> = new Set([
  ...valueTags,
  ...meaningTags,
  tags.codingSchemeDesignator,
  codingSchemeVersion,
  contextIdentifier,
  mappingResource,
  templateIdentifier,
  urnCodeValue,
]);

/** True for attributes that `decideCode` answers for. */
export function isOfCode(tag: Tag): boolean {
  return codeTags.has(tag);
}

/** Context groups and templates of the standard, and who has them (PS3.16 8.3); a site may have its own. */
const identifierForms: ReadonlyMap<Tag, RegExp> = new Map([
  [contextIdentifier, /^(?:CID[ _]?)?\d{1,5}$/],
  [templateIdentifier, /^(?:TID[ _]?)?\d{1,5}[A-Z]?$/],
  [mappingResource, /^(?:DCMR|SDM|UMLS|SNM3|SRT|SCT|FMA)$/],
]);

type Verdict = 'public' | 'local' | 'meaning';

function judge(subject: Subject, run: Run): Verdict {
  const { dataset, element, tag } = subject;
  const own = only(readText(dataset, element));
  const code = codeBeside(dataset, element);
  if (valueTags.has(tag)) return isPublicCode(code.scheme, own) ? 'public' : 'local';
  if (tag === tags.codingSchemeDesignator) {
    return isPublicScheme(own) && isSaidOfCode(own, code) ? 'public' : 'local';
  }
  if (tag === codingSchemeVersion)
    return isPublicScheme(code.scheme) && /^[\d.\-/:]{1,16}$/.test(own) ? 'public' : 'local';
  const form = identifierForms.get(tag);
  if (form !== undefined) return form.test(own) ? 'public' : 'local';
  if (tag === urnCodeValue) return isStandardUrn(own, run) ? 'public' : 'local';
  return isOwnMeaning(code.scheme, code.value, own) ? 'public' : 'meaning';
}

/** A designator beside a value that is none of its scheme would say what is not true. Without a value it names the scheme. */
function isSaidOfCode(designator: string, { value }: Code): boolean {
  return value === '' || isPublicCode(designator, value);
}

function isStandardUrn(urn: string, run: Run): boolean {
  return urn.startsWith('urn:oid:') && isStandardUid(urn.slice('urn:oid:'.length), run.context.rules);
}

type Code = { readonly scheme: string; readonly value: string };

/** Scheme and value of the code that an element belongs to; looked for once an item, however many elements it has. */
function codeBeside(dataset: IndexedDataset, element: number): Code {
  const item = dataset.elements.parents[element] ?? -1;
  const byItem = known.get(dataset) ?? new Map<number, Code>();
  known.set(dataset, byItem);
  const code = byItem.get(item) ?? readCodeIn(dataset, item);
  byItem.set(item, code);
  return code;
}

const known = new WeakMap<IndexedDataset, Map<number, Code>>();

function readCodeIn(dataset: IndexedDataset, item: number): Code {
  const text = (tag: Tag) => {
    const found = item < 0 ? findElement(dataset, tag) : childOf(dataset, item, tag);
    return found < 0 ? '' : only(readText(dataset, found));
  };
  const value = [...valueTags].map(text).find((found) => found !== '') ?? '';
  return { scheme: text(tags.codingSchemeDesignator), value };
}

/** A code is one value (PS3.3 8.1); a list of them is none. */
function only(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? '').trim() : values.join('\\');
}

/** What an option or an own rule keeps is kept with its codes: they name what was asked for. */
function isInRetainedSequence({ dataset, element }: Subject, run: Run): boolean {
  const { tags: allTags, parents } = dataset.elements;
  for (let at = parents[element] ?? -1; at >= 0; at = parents[at] ?? -1) {
    const tag = allTags[at] ?? 0;
    if (tag === tags.item) continue;
    if (isRetainedByOption(run.context.rules, tag, 'SQ')) return true;
    if (decideByOwnRule(subjectAt(dataset, at), run)?.action === 'K') return true;
  }
  return false;
}
