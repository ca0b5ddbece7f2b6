import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { ruleTable } from '../../profile/rule-table.ts';
import { countCodes, filterRules } from './filter-rules.ts';

const lines = ruleTable(createProfile('ps315-basic'));
const found = (search: string) => filterRules(lines, { search, action: null }).map(({ name }) => name);

describe('filterRules', () => {
  it.each(['(0010,0010)', '0010,0010', '00100010', 'PatientName', "Patient's Name", 'PATIENT NAME'])(
    'finds an attribute by %s',
    (search) => {
      expect(found(search)).toContain("Patient's Name");
    },
  );

  it('finds whole groups', () => {
    expect(found('(50xx')).toEqual(['Curve Data']);
    expect(found('60xx').length).toBeGreaterThan(2);
  });

  it('finds by what happens and by the reason', () => {
    expect(found('removed acquisition comments')).toContain('Acquisition Comments');
    expect(found('gap birth date').length).toBeGreaterThan(0);
  });

  it('narrows to one code, and each code to as many lines as it counts', () => {
    for (const [code, count] of countCodes(lines)) {
      expect(filterRules(lines, { search: '', action: code })).toHaveLength(count);
    }
    const total = countCodes(lines).reduce((sum, [, count]) => sum + count, 0);
    expect(total).toBe(lines.length);
  });
});
