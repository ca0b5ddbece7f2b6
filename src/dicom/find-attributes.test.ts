import { describe, expect, it } from 'vitest';
import { findAttributes } from './find-attributes.ts';

describe('findAttributes', () => {
  it.each([
    ['name', "patient's name", 'PatientName'],
    ['words in any order', 'name referring physician', 'ReferringPhysicianName'],
    ['keyword', 'PatientWeight', 'PatientWeight'],
    ['tag as printed', '(0018,0087)', 'MagneticFieldStrength'],
    ['eight digits', '00180087', 'MagneticFieldStrength'],
    ['repeating group', '60xx3000', 'OverlayData'],
  ])('finds by %s', (_, text, keyword) => {
    expect(findAttributes(text, 20).map((found) => found.keyword)).toContain(keyword);
  });

  it('puts what starts with the text first, and retired attributes last', () => {
    const found = findAttributes('study', 5000);
    expect(found[0]?.keyword).toMatch(/^Study/);
    const retired = found.findIndex(({ keyword }) => keyword === 'StudyIDIssuer');
    const current = found.findIndex(({ keyword }) => keyword === 'ReferencedStudySequence');
    expect(current).toBeGreaterThan(-1);
    expect(retired).toBeGreaterThan(current);
  });

  it('gives at most what was asked for, and nothing for nothing', () => {
    expect(findAttributes('date', 7)).toHaveLength(7);
    expect(findAttributes('  (), ', 7)).toEqual([]);
    expect(findAttributes('no such attribute', 7)).toEqual([]);
  });

  it('leaves out what is not part of a data set', () => {
    expect(findAttributes('TransferSyntaxUID', 20).map(({ digits }) => digits)).not.toContain('00020010');
  });
});
