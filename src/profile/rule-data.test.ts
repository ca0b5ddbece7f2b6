import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import tableJson from './data/table-e1-1.json' with { type: 'json' };
import { qmentaLeftIn, qmentaLeftInTotal } from './qmenta-left-in.ts';
import {
  additionalRows,
  attributeTypes,
  gapRows,
  qmentaRows,
  structuralUidTags,
  tableE11,
  wellKnownUids,
} from './rule-data.ts';
import { tagsOfRow } from './rule-set.ts';
import { tableEdition } from './table-edition.ts';

function countActions(rows: readonly { readonly action: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { action } of rows) counts[action] = (counts[action] ?? 0) + 1;
  return counts;
}

describe('Table E.1-1 of PS3.15', () => {
  it('is edition 2026d with 657 rows and the digest of an independent extraction', () => {
    expect(tableJson.edition).toBe('2026d');
    expect(tableEdition).toBe(tableJson.edition);
    expect(tableE11).toHaveLength(657);
    expect(tableJson.tableDigest).toBe('e257bc5e1cfecb3156ad3b871c43e6d73581cba6e80df460f4a4a87694e89442');
  });

  it('has as many rows of each action as the standard', () => {
    const counts = { X: 417, D: 93, U: 55, Z: 42, 'X/D': 23, 'X/Z': 11, 'X/Z/D': 8, 'Z/D': 6, 'X/Z/U*': 2 };
    expect(countActions(tableE11)).toEqual(counts);
    expect(tableJson.counts).toEqual(counts);
  });

  it('holds the rows that were generated, unedited', () => {
    const digest = createHash('sha256').update(JSON.stringify(tableJson.rows)).digest('hex');
    expect(digest).toBe(tableJson.rowsSha256);
  });

  it('names each attribute once', () => {
    expect(new Set(tableE11.map((row) => row.id)).size).toBe(657);
  });

  it('names one element a row, 16 for an overlay row, none for curves and private attributes', () => {
    const sizes = new Map(tableE11.map((row) => [row.id, tagsOfRow(row).length]));
    expect(sizes.get('00100010')).toBe(1);
    expect(sizes.get('60xx3000')).toBe(16);
    expect(sizes.get('50xxxxxx')).toBe(0);
    expect(sizes.get('private')).toBe(0);
    expect([...sizes.values()].filter((size) => size === 1)).toHaveLength(653);
  });
});

it('covers 239 gaps and 8 attributes that follow from the table, none of them in the table', () => {
  const inTable = new Set(tableE11.map((row) => row.id));
  expect(gapRows).toHaveLength(239);
  expect(additionalRows.map((row) => row.id)).toEqual([
    '04000500',
    '00420015',
    '00402006',
    '00402007',
    '30020020',
    '0040A160',
    '4FFE0001',
    '00080300',
  ]);
  expect([...gapRows, ...additionalRows].filter((row) => inTable.has(row.id))).toEqual([]);
});

it('has the 53 distinct attributes of the QMENTA table', () => {
  expect(countActions(qmentaRows)).toEqual({ Z: 11, X: 41, D: 1 });
  expect(new Set(qmentaRows.map((row) => row.id)).size).toBe(53);
});

it('accounts for every row of Table E.1-1 that the QMENTA table does not name', () => {
  expect(qmentaLeftInTotal).toBe(657 - 53);
  expect(qmentaLeftIn.reduce((sum, group) => sum + group.count, 0)).toBe(qmentaLeftInTotal);
});

it('knows the UIDs that are never replaced', () => {
  // Without those that a site fills itself: coding schemes, contexts and mapping resources.
  expect(structuralUidTags.size).toBe(19);
  expect(structuralUidTags.has(0x00080016)).toBe(true);
  expect(wellKnownUids.size).toBe(536);
  expect(wellKnownUids.has('1.2.840.10008.1.2.1')).toBe(true);
  expect(wellKnownUids.has('2.16.840.1.113883.6.96')).toBe(true);
});

it('knows what 109 SOP classes demand', () => {
  expect(attributeTypes.size).toBe(109);
  expect(attributeTypes.get('1.2.840.10008.5.1.4.1.1.2')?.get(0x00080020)).toBe('2');
  // 1C in the source: Clinical Trial Subject ID of a Spectacle Prescription Report.
  expect(attributeTypes.get('1.2.840.10008.5.1.4.1.1.78.6')?.get(0x00120040)).toBe('C');
});
