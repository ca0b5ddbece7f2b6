import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../../dicom/tag.ts';
import { readText } from '../../dicom/value-codec.ts';
import type { OptionName } from '../../profile/profile.ts';
import { ageInYears, capsAges, firstCappedYear } from '../ages.ts';
import type { Run } from '../run.ts';
import { childOf, firstItem, readCode, readContentItem } from './content-item.ts';
import { type ContentRow, findContentRow } from './content-rows.ts';

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
  const { valueType, code, scheme } = content;
  const row = findContentRow(code, scheme, valueType);
  if (row === null) {
    const action = valueType === 'TEXT' ? 'C' : keptTypes.has(valueType) ? 'K' : 'follow';
    return { valueType, action, reason: `PS3.15 E.3.4 · ${valueType} · ${action === 'C' ? 'C' : 'K'}` };
  }
  const settled = settle(row, run.context.rules.profile.options);
  const isAgeOver89 = settled === 'K' && code === subjectAge && capsAges(run) && !isAgeBelow90(dataset, item);
  const wanted = isAgeOver89 ? 'X' : settled;
  const action = wanted === 'X' && hasReferences(dataset) ? 'D' : wanted;
  const letter = isAgeOver89
    ? 'age over 89 years · X'
    : `${row.action}${settled === row.action ? '' : ` · ${settled}`}`;
  return { valueType, action: inTermsOf(valueType, action), reason: `PS3.15 E.3.4-1 · ${letter}` };
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

/** Subject Age, DCM. */
const subjectAge = '121033';
const measuredValueSequence = tagOf(0x0040, 0xa300);
const numericValue = tagOf(0x0040, 0xa30a);
const measurementUnitsCodeSequence = tagOf(0x0040, 0x08ea);
const ageUnits: Readonly<Record<string, string>> = { a: 'Y', mo: 'M', wk: 'W', d: 'D' };

/** An age that cannot be read counts as too high. */
function isAgeBelow90(dataset: IndexedDataset, item: number): boolean {
  const measured = childOf(dataset, item, measuredValueSequence);
  const value = measured < 0 ? -1 : firstItem(dataset, measured);
  if (value < 0) return false;
  const number = childOf(dataset, value, numericValue);
  const units = childOf(dataset, value, measurementUnitsCodeSequence);
  const unit = ageUnits[units < 0 ? '' : readCode(dataset, firstItem(dataset, units)).code];
  const whole = number < 0 ? NaN : Math.floor(Number(readText(dataset, number)[0] ?? ''));
  const years = unit === undefined || !(whole >= 0) ? null : ageInYears(`${whole}${unit}`);
  return years !== null && years < firstCappedYear;
}
