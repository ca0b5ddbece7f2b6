import { describe, expect, it } from 'vitest';
import { compareProfiles } from '../profile/compare-profiles.ts';
import { createProfile } from '../profile/create-profile.ts';
import type { OwnRule } from '../profile/profile.ts';
import { ruleTable } from '../profile/rule-table.ts';
import { parseCsv } from '../testing/parse-csv.ts';
import { comparisonCsv, rulesCsv } from './rules-csv.ts';

const basic = createProfile('ps315-basic');
const formula: OwnRule = {
  selector: { kind: 'private-creator', creator: '=HYPERLINK(1)' },
  decision: { kind: 'keep' },
};

describe('rulesCsv', () => {
  it('has one row for each line of the table', () => {
    const lines = ruleTable(basic);
    const [head, ...rows] = parseCsv(rulesCsv(lines));
    expect(head).toEqual(['tag', 'attribute', 'vr', 'action', 'what_happens', 'reason']);
    expect(rows).toHaveLength(lines.length);
    expect(rows).toContainEqual([
      '(0010,0020)',
      'Patient ID',
      'LO',
      'Z/D',
      'replaced by the pseudonym',
      'PS3.15 E.1-1 · Basic · Z/D · pseudonym',
    ]);
  });

  it('lets no spreadsheet run what stands in a profile', () => {
    expect(rulesCsv(ruleTable({ ...basic, ownRules: [formula] }))).toContain("'=HYPERLINK(1)");
  });
});

it('writes a comparison with both profiles by name, settings at the end', () => {
  const comparison = compareProfiles({ ...basic, pixels: 'export' }, createProfile('qmenta'));
  const [head, ...rows] = parseCsv(comparisonCsv(comparison, 'Mine', 'QMENTA'));
  expect(head).toEqual(['tag', 'attribute', 'vr', 'Mine', 'QMENTA', 'reason, Mine', 'reason, QMENTA']);
  expect(rows).toHaveLength(comparison.rules.length + comparison.settings.length);
  expect(rows.at(-1)?.[1]).toBe(comparison.settings.at(-1)?.label);
});
