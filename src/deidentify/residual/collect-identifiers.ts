import { lookUpAttribute } from '../../dicom/data-dictionary.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { formatTag, type Tag } from '../../dicom/tag.ts';
import { readText } from '../../dicom/value-codec.ts';
import { packVr, type Vr } from '../../dicom/vr.ts';
import type { CompiledProfile } from '../../profile/compiled-profile.ts';
import { findRule } from '../../profile/find-rule.ts';
import { isDummyText } from '../dummy-value.ts';
import { isRetainedByOption } from '../retained-by-option.ts';
import { subjectAt } from '../subject-at.ts';
import { tags } from '../tags.ts';
import { foldText, tokensOf } from './fold-text.ts';
import type { IdentifierSource } from './identifier.ts';
import { identifyingRole } from './identifying-attributes.ts';

/** One identifying value of a header, whatever a profile makes of it. */
export type CollectedValue = {
  readonly role: IdentifierSource['role'];
  readonly tag: Tag;
  readonly value: string;
};

/** What identifies the patient and the visit of one file, as its original header says it. */
export type CollectedValues = {
  /** The files of one visit mostly share these. */
  readonly shared: readonly CollectedValue[];
  /** Of the top level only; one of them is another in each file. */
  readonly uids: readonly CollectedValue[];
  /** Manufacturer and model: their words stand in every file of the scanner and name nobody. */
  readonly scanner: readonly string[];
  /** The same for the same shared values and scanner, and for no others. */
  readonly key: string;
  /** False when there are more values, or longer ones, than are looked for. */
  readonly areAll: boolean;
};

/** Different values of one header. A long report names some dozens of people; a thousand is made to be too much. */
const mostValues = 1000;
/** Characters of all of them together. */
const mostCharacters = 32_768;

const personName = packVr('PN');
const unknown = packVr('UN');

/** Reads the identifying values of a header, items of every depth included; once for each header. */
export function collectValues(dataset: IndexedDataset): CollectedValues {
  const known = byDataset.get(dataset);
  if (known) return known;
  const collected = readValues(dataset);
  byDataset.set(dataset, collected);
  return collected;
}

const byDataset = new WeakMap<IndexedDataset, CollectedValues>();

function readValues(dataset: IndexedDataset): CollectedValues {
  const { count, tags: allTags, vrs, depths } = dataset.elements;
  const found: Found = { shared: new Map(), uids: [], scanner: new Set(), characters: 0, areAll: true };
  for (let element = 0; element < count; element++) {
    const tag = allTags[element]!;
    if (tag === tags.manufacturer || tag === tags.manufacturerModelName) {
      addScanner(found, readText(dataset, element).join(' '));
      continue;
    }
    const role = isName(dataset, element, vrs[element]!) ? nameRole(tag) : identifyingRole(tag);
    if (role === null || (role === 'uid' && depths[element]! > 0)) continue;
    for (const value of tellingValues(dataset, element)) addValue(found, { role, tag, value });
  }
  const { shared, uids, scanner, areAll } = found;
  const key = [...[...scanner].map((text) => keyOf('scanner', 0, text)), ...shared.keys()].join('');
  return { shared: [...shared.values()], uids, scanner: [...scanner], key, areAll };
}

type Found = {
  readonly shared: Map<string, CollectedValue>;
  readonly uids: CollectedValue[];
  readonly scanner: Set<string>;
  characters: number;
  areAll: boolean;
};

function addScanner(found: Found, text: string): void {
  if (found.scanner.has(text)) return;
  if (hasRoom(found, found.scanner.size, text)) found.scanner.add(text);
}

function addValue(found: Found, one: CollectedValue): void {
  if (one.role === 'uid') {
    if (hasRoom(found, found.uids.length, one.value)) found.uids.push(one);
    return;
  }
  const key = keyOf(one.role, one.tag, one.value);
  if (!found.shared.has(key) && hasRoom(found, found.shared.size, one.value)) found.shared.set(key, one);
}

function hasRoom(found: Found, count: number, value: string): boolean {
  if (count >= mostValues || found.characters + value.length > mostCharacters) {
    found.areAll = false;
    return false;
  }
  found.characters += value.length;
  return true;
}

/** Not empty, and not what an earlier run wrote. */
function tellingValues(dataset: IndexedDataset, element: number): readonly string[] {
  return readText(dataset, element).filter((value) => value.trim() !== '' && !isDummyText(value.trim()));
}

/** Lengths first, so that no two lists of values give the same text. */
function keyOf(role: CollectedValue['role'] | 'scanner', tag: Tag, value: string): string {
  return `${role} ${tag} ${value.length} ${value}\n`;
}

/** The folded words of what names the scanner. */
export function ownWordsOf({ scanner }: CollectedValues): ReadonlySet<string> {
  return new Set(scanner.flatMap((text) => tokensOf(foldText(text))));
}

/** The values that are looked for under a profile. @param rules null: as if nothing of them were retained */
export function sourcesOf(
  values: readonly CollectedValue[],
  rules: CompiledProfile | null,
): readonly IdentifierSource[] {
  return values
    .filter(({ role, tag }) => role !== 'uid' || rules === null || !keepsUid(rules, tag))
    .map(({ role, tag, value }) => ({
      role,
      tag,
      name: labelOf(tag),
      value,
      retainedTag: rules !== null && isRetainedByOption(rules, tag, vrOf(role)) ? tag : null,
    }));
}

function vrOf(role: IdentifierSource['role']): Vr {
  return role === 'patient-name' || role === 'staff-name' ? 'PN' : role === 'date' ? 'DA' : 'LO';
}

/** A UID that stays is found wherever it is referred to: there is nothing to look for. */
function keepsUid(rules: CompiledProfile, tag: Tag): boolean {
  return (rules.ownRules.byTag.get(tag) ?? findRule(rules, tag, 'UI')).action === 'K';
}

function isName(dataset: IndexedDataset, element: number, vr: number): boolean {
  return vr === personName || (vr === unknown && subjectAt(dataset, element).vr === 'PN');
}

/** Names in the patient group are the patient's or the family's (PS3.3 C.7.1); all others are staff. */
function nameRole(tag: Tag): 'patient-name' | 'staff-name' {
  return tag >>> 16 === 0x0010 ? 'patient-name' : 'staff-name';
}

/** True for the label of something that an attribute of the patient says (group 0010). */
export function isOfPatient(label: string): boolean {
  return label.includes('(0010,');
}

function labelOf(tag: Tag): string {
  return `${lookUpAttribute(tag)?.name ?? 'a private attribute'} ${formatTag(tag)}`;
}
