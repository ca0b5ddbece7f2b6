import { elementOf, groupOf, type Tag } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import ownJson from './data/own-safe-private.json' with { type: 'json' };
import tableJson from './data/safe-private.json' with { type: 'json' };

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
};

type JsonRow = readonly [creator: string, group: string, element: string, vrs: string, vm: string, meaning: string];

/**
 * Table E.3.10-1 of PS3.15, then the numbers that are kept beside it by own decision. The creator has to be the very
 * string, padding aside: a block of another creator means something else.
 */
export const safePrivateAttributes: readonly SafePrivateAttribute[] = [
  ...(tableJson.rows as unknown as readonly JsonRow[]).map((row) => attributeOf(row, 'table')),
  ...(ownJson.rows as unknown as readonly JsonRow[]).map((row) => attributeOf(row, 'own')),
];

const byKey: ReadonlyMap<string, SafePrivateAttribute> = new Map(
  safePrivateAttributes.map((attribute) => [keyOf(attribute.creator, attribute.group, attribute.element), attribute]),
);

/**
 * Looks a private element up by creator, group and its place within the block; the number of the block means nothing
 * (PS3.5 7.8.1). @param creator as `privateCreatorOf` gives it @returns null for what is not known to be safe.
 */
export function findSafePrivate(creator: string, tag: Tag): SafePrivateAttribute | null {
  return byKey.get(keyOf(creator, groupOf(tag), elementOf(tag) & 0xff)) ?? null;
}

function keyOf(creator: string, group: number, element: number): string {
  return `${group}:${element}:${creator}`;
}

function attributeOf(
  [creator, group, element, vrs, vm, meaning]: JsonRow,
  list: 'table' | 'own',
): SafePrivateAttribute {
  return {
    list,
    creator,
    group: Number.parseInt(group, 16),
    element: Number.parseInt(element, 16),
    vrs: vrs === '' ? [] : (vrs.split(' ') as Vr[]),
    vm,
    meaning,
  };
}
