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

/** What identifies the patient and the visit of one file, as its original header says it. */
export type CollectedSources = {
  readonly sources: readonly IdentifierSource[];
  /** Folded words of Manufacturer and model: they stand in every file of the scanner and name nobody. */
  readonly ownWords: ReadonlySet<string>;
};

const personName = packVr('PN');
const unknown = packVr('UN');

/**
 * Reads the identifying values of a header, items of every depth included.
 * @param rules null: as if nothing of them were retained
 */
export function collectSources(dataset: IndexedDataset, rules: CompiledProfile | null): CollectedSources {
  const { count, tags: allTags, vrs, depths } = dataset.elements;
  const sources: IdentifierSource[] = [];
  const ownWords = new Set<string>();
  for (let element = 0; element < count; element++) {
    const tag = allTags[element]!;
    if (tag === tags.manufacturer || tag === tags.manufacturerModelName) {
      for (const word of tokensOf(foldText(readText(dataset, element).join(' ')))) ownWords.add(word);
    } else {
      const role = isName(dataset, element, vrs[element]!) ? nameRole(tag) : identifyingRole(tag);
      if (role === null || (role === 'uid' && (depths[element]! > 0 || (rules !== null && keepsUid(rules, tag)))))
        continue;
      sources.push(...sourcesAt(dataset, element, role, rules));
    }
  }
  return { sources, ownWords };
}

function sourcesAt(
  dataset: IndexedDataset,
  element: number,
  role: IdentifierSource['role'],
  rules: CompiledProfile | null,
): readonly IdentifierSource[] {
  const tag = dataset.elements.tags[element]!;
  const name = labelOf(tag);
  const retainedTag = rules !== null && isRetainedByOption(rules, tag, vrOf(role)) ? tag : null;
  return readText(dataset, element)
    .filter((value) => value.trim() !== '' && !isDummyText(value.trim()))

    .map((value) => ({ role, name, value, retainedTag }));
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

function labelOf(tag: Tag): string {
  return `${lookUpAttribute(tag)?.name ?? 'a private attribute'} ${formatTag(tag)}`;
}
