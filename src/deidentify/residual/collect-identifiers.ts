import { lookUpAttribute } from '../../dicom/data-dictionary.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { formatTag, type Tag } from '../../dicom/tag.ts';
import { readText } from '../../dicom/value-codec.ts';
import { packVr } from '../../dicom/vr.ts';
import { subjectAt } from '../decide-element.ts';
import { isDummyText } from '../dummy-value.ts';
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

/** Reads the identifying values of a header, items of every depth included. */
export function collectSources(dataset: IndexedDataset): CollectedSources {
  const { count, tags: allTags, vrs } = dataset.elements;
  const sources: IdentifierSource[] = [];
  const ownWords = new Set<string>();
  for (let element = 0; element < count; element++) {
    const tag = allTags[element]!;
    if (tag === tags.manufacturer || tag === tags.manufacturerModelName) {
      for (const word of tokensOf(foldText(readText(dataset, element).join(' ')))) ownWords.add(word);
    } else {
      const role = isName(dataset, element, vrs[element]!) ? nameRole(tag) : identifyingRole(tag);
      if (role !== null) sources.push(...sourcesAt(dataset, element, role));
    }
  }
  return { sources, ownWords };
}

function sourcesAt(
  dataset: IndexedDataset,
  element: number,
  role: IdentifierSource['role'],
): readonly IdentifierSource[] {
  return readText(dataset, element)
    .filter((value) => value.trim() !== '' && !isDummyText(value.trim()))
    .map((value) => ({ role, name: labelOf(dataset.elements.tags[element]!), value }));
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
