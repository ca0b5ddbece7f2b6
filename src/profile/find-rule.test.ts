import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tag } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import { compileProfile } from './compile-profile.ts';
import { createProfile } from './create-profile.ts';
import { findRule } from './find-rule.ts';
import { additionalRows, gapRows, qmentaRows, structuralUidTags, tableE11 } from './rule-data.ts';
import { tagsOfRow } from './rule-set.ts';

const basic = compileProfile(createProfile('ps315-basic'));
const guarded = compileProfile({ ...createProfile('qmenta-guarded'), options: [] });
const published = compileProfile(createProfile('qmenta'));

const wildcards: Readonly<Record<string, Tag>> = { private: 0x00091001, '50xxxxxx': 0x50022500 };

describe('ps315-basic', () => {
  it.each(tableE11)('takes the action of Table E.1-1 for $name $id', (row) => {
    const tag = wildcards[row.id] ?? tagsOfRow(row)[0];
    const rule = findRule(basic, tag ?? 0, 'LO');
    expect(rule.action).toBe(row.action);
    expect(rule.reason).toMatch(/^PS3\.15 E\.1-1 · Basic · /);
  });

  it.each([...gapRows, ...additionalRows])('closes the gap at $name $id', (row) => {
    expect(findRule(basic, tagsOfRow(row)[0] ?? 0, 'LO').action).toBe(row.action);
  });

  it.each<[string, Tag, Vr, string, string]>([
    ['an exact tag before its VR', 0x00080020, 'DA', 'Z', 'PS3.15 E.1-1 · Basic · Z'],
    ['an overlay row in a repeated group', 0x60024000, 'LT', 'X', 'PS3.15 E.1-1 · Basic · X'],
    ['any element of an overlay group', 0x60020010, 'US', 'X', 'Nescio · overlay goes whole · X'],
    ['any element of a curve group, past 501E too', 0x50fe0005, 'US', 'X', 'PS3.15 E.1-1 · Basic · X'],
    ['a private UID as private', 0x00291010, 'UI', 'X', 'PS3.15 E.1-1 · Basic · X'],
    ['an odd group beside overlays as private', 0x60013000, 'OW', 'X', 'PS3.15 E.1-1 · Basic · X'],
    ['a UID outside the table', 0x00081167, 'UI', 'U', 'Nescio · UIDs by VR · U'],
    ['a date outside the table', 0x00143076, 'DA', 'Z', 'Nescio · dates by VR · Z'],
    ['a name that no dictionary knows', 0x00989898, 'PN', 'Z', 'Nescio · names by VR · Z'],
    ['a date that is written as UN', 0x00143076, 'UN', 'Z', 'Nescio · dates by VR · Z'],
    ['a UID that is written as LO', 0x00081167, 'LO', 'U', 'Nescio · UIDs by VR · U'],
    ['a tag in no dictionary', 0x00989898, 'LO', 'X', 'Nescio · unknown attribute · X'],
    ['an attribute that no rule names', 0x00080070, 'LO', 'K', 'No rule names it · K'],
    ['a standard UID', 0x00080016, 'UI', 'K', 'Standard UID · K'],
  ])('finds %s', (_, tag, vr, action, reason) => {
    expect(findRule(basic, tag, vr)).toEqual({ action, reason });
  });

  it('keeps every structural UID attribute, whatever VR it is written with', () => {
    for (const tag of structuralUidTags) expect(findRule(basic, tag, 'UN').action).toBe('K');
  });
});

describe('qmenta-guarded', () => {
  it('never keeps what the Basic Profile does not keep', () => {
    const strictness = ['K', 'C', 'U', 'D', 'Z', 'X'];
    for (const row of tableE11) {
      const tag = wildcards[row.id] ?? tagsOfRow(row)[0] ?? 0;
      const floor = findRule(basic, tag, 'LO').action;
      const action = findRule(guarded, tag, 'LO').action;
      // Clean Descriptors is part of this preset.
      if (action === 'C') expect(row.options.cleanDescriptors).toBe('C');
      else if (action !== floor) expect(strictness.indexOf(action)).toBeGreaterThan(strictness.indexOf(floor));
    }
  });

  it.each<[string, Tag, string, string]>([
    ['names QMENTA where both agree', 0x00100030, 'Z', 'QMENTA · Z'],
    ['gives Patient ID a pseudonym', 0x00100020, 'Z', 'QMENTA · Z · pseudonym'],
    ["gives Patient's Name a pseudonym", 0x00100010, 'Z', 'QMENTA · Z · pseudonym'],
    ['leaves a compound code to the IOD', 0x00080080, 'X/Z/D', 'QMENTA · X, kept valid as PS3.15 E.1-1 · X/Z/D'],
    ['leaves Content Date to the IOD', 0x00080023, 'Z/D', 'QMENTA · Z, kept valid as PS3.15 E.1-1 · Z/D'],
    ['replaces the date of a content item', 0x0040a121, 'D', 'QMENTA · X, kept valid as PS3.15 E.1-1 · D'],
    ['takes the Basic action elsewhere', 0x00081010, 'X/Z/D', 'PS3.15 E.1-1 · Basic · X/Z/D'],
  ])('%s', (_, tag, action, reason) => {
    expect(findRule(guarded, tag, 'LO')).toEqual({ action, reason });
  });
});

describe('qmenta', () => {
  it.each(qmentaRows)('does to $name as published: $action', (row) => {
    expect(findRule(published, tagsOfRow(row)[0] ?? 0, 'LO').action).toBe(row.action);
  });

  it('keeps everything else', () => {
    const named = new Set(qmentaRows.flatMap(tagsOfRow));
    fc.assert(
      fc.property(fc.nat(0xffffffff), fc.constantFrom<Vr>('UI', 'DA', 'PN', 'LO', 'UN', 'SQ'), (tag, vr) => {
        fc.pre(!named.has(tag));
        expect(findRule(published, tag, vr).action).toBe('K');
      }),
    );
  });
});
