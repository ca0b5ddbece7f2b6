import contentJson from '../../profile/data/structured-content.json' with { type: 'json' };
import type { OptionName } from '../../profile/profile.ts';

/** What kind of value a content item has (PS3.3 C.17.3.2.1), Value Type (0040,A040). */
type ContentAction = 'X' | 'D' | 'X/D';

/** One row of Table E.3.4-1. */
export type ContentRow = {
  readonly action: ContentAction;
  readonly options: Readonly<Partial<Record<OptionName, 'K' | 'C'>>>;
};

type JsonRow = readonly [
  code: string,
  scheme: string,
  valueType: string,
  action: ContentAction,
  options?: ContentRow['options'],
];

const rows: ReadonlyMap<string, ContentRow> = new Map(
  (contentJson.rows as unknown as readonly JsonRow[]).map(([code, scheme, valueType, action, options]) => [
    keyOf(code, scheme, valueType),
    { action, options: options ?? {} },
  ]),
);

/**
 * The row of PS3.15 Table E.3.4-1 for a concept name and value type. @returns null for content that the table does not
 * name.
 */
export function findContentRow(code: string, scheme: string, valueType: string): ContentRow | null {
  return rows.get(keyOf(code, scheme, valueType)) ?? null;
}

function keyOf(code: string, scheme: string, valueType: string): string {
  return `${scheme} ${code} ${valueType}`;
}
