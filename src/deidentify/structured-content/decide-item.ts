import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../../dicom/tag.ts';
import type { OptionName } from '../../profile/profile.ts';
import { capsAges } from '../ages.ts';
import { isPublicCode } from '../codes/public-schemes.ts';
import type { Run } from '../run.ts';
import { isSubjectAge, subjectAge } from './age-concepts.ts';
import { mayBeOver89 } from './age-of-item.ts';
import { type ContentItem, readContentItem } from './content-item.ts';
import { type ContentRow, findContentRow } from './content-rows.ts';
import { namesSomebody } from './personal-concepts.ts';

/**
 * What becomes of a content item. `follow`: its value is an attribute that Table E.1-1 names, and takes that row with
 * its options.
 */
type ItemDecision = {
  readonly valueType: string;
  readonly action: 'X' | 'D' | 'K' | 'C' | 'follow';
  readonly reason: string;
};

/**
 * Decides a content item by Table E.3.4-1, and what the table does not name by its value type: text is cleaned, names,
 * dates and UIDs follow Table E.1-1, numbers, codes and containers stay (PS3.15 E.3.4).
 * @returns null for an item that is no content item
 */
export function decideItem(dataset: IndexedDataset, item: number, run: Run): ItemDecision | null {
  const content = readContentItem(dataset, item);
  if (content === null) return null;
  const row = rowOf(content);
  const isOver89 = isCapped(run) && mayBeOver89(dataset, item, content);
  const decided = row === null ? decideUnlisted(content, isOver89) : decideListed(row, content, isOver89, run);
  return decided.action === 'X' && hasReferences(dataset) ? { ...decided, action: dummyOf(content) } : decided;
}

function decideUnlisted(content: ContentItem, isOver89: boolean): ItemDecision {
  const { valueType } = content;
  if (isOver89) return { valueType, action: 'X', reason: `PS3.15 E.3.4 · ${over89}` };
  if (isName(content)) return { valueType, action: 'D', reason: 'PS3.15 E.3.4 · names somebody or a place · D' };
  const action = valueType === 'TEXT' ? 'C' : keptTypes.has(valueType) ? 'K' : 'follow';
  return { valueType, action, reason: `PS3.15 E.3.4 · ${valueType} · ${action === 'C' ? 'C' : 'K'}` };
}

/** What a public code names is settled by the table, or it is nobody; text may be anything whatever names it. */
function isName(content: ContentItem): boolean {
  const { valueType, scheme, code } = content;
  if (valueType === 'TEXT') return namesSomebody(content);
  return (valueType === 'CODE' || valueType === 'NUM') && !isPublicCode(scheme, code) && namesSomebody(content);
}

function decideListed(row: ContentRow, { valueType }: ContentItem, isOver89: boolean, run: Run): ItemDecision {
  const settled = settle(row, run.context.rules.profile.options);
  if (isOver89 && (settled === 'K' || settled === 'C'))
    return { valueType, action: 'X', reason: `PS3.15 E.3.4-1 · ${over89}` };
  const letter = `${row.action}${settled === row.action ? '' : ` · ${settled}`}`;
  return { valueType, action: inTermsOf(valueType, settled), reason: `PS3.15 E.3.4-1 · ${letter}` };
}

function dummyOf({ valueType }: ContentItem): ItemDecision['action'] {
  return inTermsOf(valueType, 'D');
}

const over89 = 'age over 89 years · X';

/** The row of the table; whatever else names the patient's age takes the row of Subject Age. */
function rowOf(content: ContentItem): ContentRow | null {
  const { code, scheme, valueType } = content;
  const row = findContentRow(code, scheme, valueType);
  if (row !== null || (valueType !== 'NUM' && valueType !== 'TEXT') || !isSubjectAge(content)) return row;
  const ofAge = findContentRow(subjectAge.code, subjectAge.scheme, 'NUM');
  // A text that may stay is cleaned all the same.
  return ofAge === null || valueType === 'NUM' ? ofAge : { ...ofAge, options: { retainPatientCharacteristics: 'C' } };
}

/** Ages over 89 years go, unless the profile keeps ages as they are. */
function isCapped(run: Run): boolean {
  const { profile } = run.context.rules;
  return capsAges(run) || !profile.options.includes('retainPatientCharacteristics');
}

/** Value types whose values are numbers, codes or nothing at all. */
const keptTypes: ReadonlySet<string> = new Set(['NUM', 'CODE', 'CONTAINER', 'SCOORD', 'SCOORD3D', 'TCOORD']);

/** K comes before C and C before the basic action; X/D takes the branch that is valid in every template. */
function settle({ action, options }: ContentRow, active: readonly OptionName[]): 'X' | 'D' | 'K' | 'C' {
  const asked = active.flatMap((option) => options[option] ?? []);
  if (asked.includes('K')) return 'K';
  if (asked.includes('C')) return 'C';
  return action === 'X' ? 'X' : 'D';
}

/** Dates, names, UIDs and references are attributes of Table E.1-1, which has the same actions for them. */
function inTermsOf(valueType: string, action: ItemDecision['action']): ItemDecision['action'] {
  const isOwn = valueType === 'TEXT' || valueType === 'CODE' || valueType === 'NUM' || valueType === 'CONTAINER';
  return action === 'X' || isOwn ? action : 'follow';
}

const referencedContentItemIdentifier: Tag = tagOf(0x0040, 0xdb73);
const referencing = new WeakMap<IndexedDataset, boolean>();

/** By-reference relationships name items by their position, so a tree that has one keeps its shape (PS3.3 C.17.3.2.5). */
function hasReferences(dataset: IndexedDataset): boolean {
  const known = referencing.get(dataset);
  if (known !== undefined) return known;
  const found = dataset.elements.tags.indexOf(referencedContentItemIdentifier) >= 0;
  referencing.set(dataset, found);
  return found;
}
