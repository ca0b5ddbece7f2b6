import { elementOf, groupOf, type Tag } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import ownJson from './data/own-safe-private.json' with { type: 'json' };
import tableJson from './data/safe-private.json' with { type: 'json' };
import { type PrivateElement, privateElementKey } from './private-element.ts';
import { parseValueLimit, type ValueLimit } from './private-values.ts';

/** A private attribute that is thought safe, whatever block an instance reserved for its creator. */
export type SafePrivateAttribute = {
  readonly list: 'table' | 'own';
  readonly creator: string;
  readonly group: number;
  /** Element within the block, 00 to FF. */
  readonly element: number;
  /** VRs that the list prints; none for five rows of the table. */
  readonly vrs: readonly Vr[];
  /** `1`, `3-4`, `1-n`. */
  readonly vm: string;
  readonly meaning: string;
  /** What the own list asks of the values as well; null for rows of the table, and for sequences, UIDs and dates. */
  readonly limit: ValueLimit | null;
};

type JsonRow = readonly [creator: string, group: string, element: string, vrs: string, vm: string, meaning: string];
type OwnRow = readonly [...JsonRow, unit: string, values: string, readers: string, reason: string];

/**
 * Table E.3.10-1 of PS3.15, then what is kept beside it by own decision. The creator has to be the very
 * string, padding aside: a block of another creator means something else.
 */
export const safePrivateAttributes: readonly SafePrivateAttribute[] = [
  ...(tableJson.rows as unknown as readonly JsonRow[]).map((row) => attributeOf(row, 'table', null)),
  ...(ownJson.rows as unknown as readonly OwnRow[]).map((row) =>
    attributeOf(row.slice(0, 6) as unknown as JsonRow, 'own', parseValueLimit(row[7])),
  ),
];

const byKey: ReadonlyMap<string, SafePrivateAttribute> = new Map(
  safePrivateAttributes.map((attribute) => [privateElementKey(attribute), attribute]),
);

/**
 * Looks a private element up by creator, group and its place within the block; the number of the block means nothing
 * (PS3.5 7.8.1). @param creator as `privateCreatorOf` gives it @returns null for what is not known to be safe.
 */
export function findSafePrivate(creator: string, tag: Tag): SafePrivateAttribute | null {
  return byKey.get(privateElementKey({ creator, group: groupOf(tag), element: elementOf(tag) & 0xff })) ?? null;
}

/**
 * Is keeping an element no more than Retain Safe Private does: a list names it, or it is a header of the vendor that is
 * made anew (src/deidentify/private/clean-block.ts)?
 */
export function isSafeElement(element: PrivateElement): boolean {
  const key = privateElementKey(element);
  return byKey.has(key) || madeAnew.has(key);
}

/** What an element means by a list of safe ones; null for all others. */
export function safeElementMeaning(element: PrivateElement): string | null {
  return byKey.get(privateElementKey(element))?.meaning ?? null;
}

const madeAnew: ReadonlySet<string> = new Set(
  [
    { creator: 'SIEMENS CSA HEADER', group: 0x0029, element: 0x10 },
    { creator: 'SIEMENS CSA HEADER', group: 0x0029, element: 0x20 },
    { creator: 'SIEMENS MR SDS 01', group: 0x0021, element: 0x19 },
    { creator: 'SIEMENS MR SDR 01', group: 0x0021, element: 0x19 },
    { creator: 'GEMS_SERS_01', group: 0x0025, element: 0x1b },
    { creator: 'GEMS_PARM_01', group: 0x0043, element: 0x2a },
  ].map(privateElementKey),
);

/** Does either list know a creator, whatever the element? */
export function isKnownCreator(creator: string): boolean {
  return creators.has(creator);
}

const creators: ReadonlySet<string> = new Set(safePrivateAttributes.map(({ creator }) => creator));

function attributeOf(
  [creator, group, element, vrs, vm, meaning]: JsonRow,
  list: 'table' | 'own',
  limit: ValueLimit | null,
): SafePrivateAttribute {
  return {
    list,
    creator,
    group: Number.parseInt(group, 16),
    element: Number.parseInt(element, 16),
    vrs: vrs === '' ? [] : (vrs.split(' ') as Vr[]),
    vm,
    meaning,
    limit,
  };
}
