import rows from './data/dictionary.json';
import { elementOf, groupOf, isPrivate, isPrivateCreator, type Tag } from './tag.ts';
import type { Vr } from './vr.ts';

/** What PS3.6 says of an attribute. */
export type Attribute = {
  readonly keyword: string;
  /** As printed: `Patient's Name`. */
  readonly name: string;
  /** One VR also where PS3.6 leaves a choice: US for "US or SS", OW for "OB or OW" and for look-up table data. */
  readonly vr: Vr;
  readonly vm: string;
  readonly isRetired: boolean;
};

/** `[vr, keyword, name, vm]`, and 1 when retired; see data/regenerate-dictionary.mjs. */
type Row = readonly (string | number)[];

const table = rows as unknown as Readonly<Record<string, Row>>;
const known = new Map<Tag, Attribute>();

const groupLength: Attribute = {
  keyword: 'GenericGroupLength',
  name: 'Generic Group Length',
  vr: 'UL',
  vm: '1',
  isRetired: true,
};

const privateCreator: Attribute = {
  keyword: 'PrivateCreator',
  name: 'Private Creator',
  vr: 'LO',
  vm: '1',
  isRetired: false,
};

/**
 * Looks an attribute up in the data dictionary, repeating groups (50xx, 60xx and the other tags with an x) included. Group
 * lengths (gggg,0000) and private creators have fixed meanings and are found too.
 *
 * @returns null for private attributes, items and delimiters, and tags that no dictionary has.
 * @see PS3.6 tables 6-1, 7-1 and 8-1; PS3.7 annex E; PS3.5 7.8.1 and 7.2
 */
export function lookUpAttribute(tag: Tag): Attribute | null {
  const seen = known.get(tag);
  if (seen !== undefined) return seen;
  if (isPrivateCreator(tag)) return privateCreator;
  if (isPrivate(tag)) return null;
  const row = table[hexOf(tag)] ?? rowOfRepeatingGroup(tag);
  if (row === undefined) return elementOf(tag) === 0 && groupOf(tag) !== 0xfffe ? groupLength : null;
  const attribute = attributeOf(row);
  // Only hits are kept, so a file full of made-up tags cannot make this grow.
  known.set(tag, attribute);
  return attribute;
}

function rowOfRepeatingGroup(tag: Tag): Row | undefined {
  const hex = hexOf(tag);
  const group = hex.slice(0, 4);
  const element = hex.slice(4);
  if (group === '0020') return table[`0020${element.slice(0, 2)}xx`];
  if (group === '0028') return table[`0028${element.slice(0, 2)}x${element.slice(3)}`];
  if (group === '1000') return table[`1000xxx${element.slice(3)}`];
  if (group === '1010') return table['1010xxxx'];
  return table[`${hex.slice(0, 2)}xx${element}`];
}

function attributeOf(row: Row): Attribute {
  const [vr, keyword, name, vm, retired] = row;
  return { keyword: String(keyword), name: String(name), vr: vr as Vr, vm: String(vm), isRetired: retired === 1 };
}

function hexOf(tag: Tag): string {
  return tag.toString(16).toUpperCase().padStart(8, '0');
}
