import type { Tag } from '../dicom/tag.ts';
import type { BasicAction } from './action-code.ts';
import attributeTypesJson from './data/attribute-types.json' with { type: 'json' };
import gapsJson from './data/gaps.json' with { type: 'json' };
import qmentaJson from './data/qmenta.json' with { type: 'json' };
import tableJson from './data/table-e1-1.json' with { type: 'json' };
import uidsJson from './data/uids.json' with { type: 'json' };
import unlistedJson from './data/unlisted.json' with { type: 'json' };
import type { OptionName } from './profile.ts';
import { relativeTimes } from './relative-times.ts';
import { tagFromId } from './tag-from-id.ts';

/** One row of a rule table. `id` is eight hex digits, with `x` for any digit of a repeating group, or `private`. */
export type TableRow = {
  readonly id: string;
  readonly name: string;
  readonly action: BasicAction;
  /** Actions of this row under options; an option that is absent leaves `action` in force. */
  readonly options: Readonly<Partial<Record<OptionName, 'K' | 'C'>>>;
};

/** Rows of Table E.1-1 that a profile leaves in, by category. `harm` is our own judgement. */
export type LeftInGroup = {
  readonly category: string;
  readonly count: number;
  readonly harm: 'high' | 'medium' | 'low';
  readonly examples: readonly string[];
};

type JsonRow = readonly [id: string, name: string, action: BasicAction, options?: TableRow['options']];
type GapJsonRow = readonly [
  id: string,
  keyword: string,
  action: BasicAction,
  why: string,
  options?: TableRow['options'],
];

const rowOf = ([id, name, action, options = {}]: JsonRow): TableRow => ({
  id,
  name,
  action,
  // A form of modified dates, for the dates and times of an acquisition alone.
  options: countsFromStart(id) ? { ...options, retainRelativeTimes: 'C' } : options,
});
const countsFromStart = (id: string) => /^[0-9A-F]{8}$/.test(id) && relativeTimes.has(tagFromId(id));
const gapOf = ([id, name, action, , options]: GapJsonRow): TableRow => ({ id, name, action, options: options ?? {} });

/** Table E.1-1 of PS3.15, all rows in the order of the standard. */
export const tableE11: readonly TableRow[] = (tableJson.rows as unknown as readonly JsonRow[]).map(rowOf);

/** Attributes outside Table E.1-1 that can carry identity. */
export const gapRows: readonly TableRow[] = (
  [...gapsJson.rows, ...unlistedJson.rows] as unknown as readonly GapJsonRow[]
).map(gapOf);

/** Attributes whose meaning goes when the table's rows are applied. */
export const additionalRows: readonly TableRow[] = (gapsJson.additions as unknown as readonly GapJsonRow[]).map(gapOf);

/** QMENTA's published table, its two repeated rows left out. */
export const qmentaRows: readonly TableRow[] = (qmentaJson.rows as unknown as readonly JsonRow[]).map(rowOf);

/** UI attributes that name a class, syntax, scheme or resource. */
export const structuralUidTags: ReadonlySet<Tag> = new Set(
  (uidsJson.structural as unknown as readonly (readonly [string, string])[]).map(([id]) => tagFromId(id)),
);

/** UIDs of PS3.6 annex A and of PS3.16 table 8-1. */
export const wellKnownUids: ReadonlySet<string> = new Set([...uidsJson.wellKnown, ...uidsJson.codingSchemes]);

/** SOP Class UID to the types its IOD demands on top level. */
export const attributeTypes: ReadonlyMap<string, ReadonlyMap<Tag, '1' | '2' | 'C'>> = new Map(
  Object.entries(attributeTypesJson.sopClasses as Readonly<Record<string, Readonly<Record<string, string>>>>).map(
    ([uid, types]) => [
      uid,
      new Map(Object.entries(types).map(([id, type]) => [tagFromId(id), type as '1' | '2' | 'C'])),
    ],
  ),
);

/** Attributes that a listed SOP class demands only where `attributeTypes` says so; the Type they have elsewhere. */
export const provenByAbsence: ReadonlyMap<Tag, '2' | '3'> = new Map(
  (['2', '3'] as const).flatMap((type) =>
    attributeTypesJson.provenByAbsence[type].map((id) => [tagFromId(id), type] as const),
  ),
);
