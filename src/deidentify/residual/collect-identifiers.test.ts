import { describe, expect, it } from 'vitest';
import { tagOf } from '../../dicom/tag.ts';
import { compileProfile } from '../../profile/compile-profile.ts';
import { createProfile } from '../../profile/create-profile.ts';
import type { OptionName } from '../../profile/profile.ts';
import { buildDataset } from '../../testing/build-dataset.ts';
import { type CollectedValue, collectValues, sourcesOf } from './collect-identifiers.ts';

const rulesOf = (...options: readonly OptionName[]) => compileProfile(createProfile('ps315-basic', options));
const sopInstanceUid = tagOf(0x0008, 0x0018);
const studyDate = tagOf(0x0008, 0x0020);
const patientId = tagOf(0x0010, 0x0020);
const values: readonly CollectedValue[] = [
  { role: 'uid', tag: sopInstanceUid, value: '1.2.3.4711' },
  { role: 'date', tag: studyDate, value: '20260102' },
  { role: 'id', tag: patientId, value: 'PLANTED-4711' },
];
const tagsOf = (rules: Parameters<typeof sourcesOf>[1]) => sourcesOf(values, rules).map(({ tag }) => tag);

describe('the values that are looked for', () => {
  it('are all of them, without a profile as under the basic one', () => {
    const all = [sopInstanceUid, studyDate, patientId];
    expect([tagsOf(null), tagsOf(rulesOf())]).toEqual([all, all]);
    expect(sourcesOf(values, null).map(({ retainedTag }) => retainedTag)).toEqual([null, null, null]);
  });

  it('are no UIDs where UIDs stay, and only then', () => {
    expect(tagsOf(rulesOf('retainUids'))).toEqual([studyDate, patientId]);
  });

  it('say of dates that stay that they may be found, and of nothing else', () => {
    const sources = sourcesOf(values, rulesOf('retainFullDates'));
    expect(sources.map(({ retainedTag }) => retainedTag)).toEqual([null, studyDate, null]);
  });

  it('are named by attribute and tag, those of private attributes as well', () => {
    const secret: CollectedValue = { role: 'staff-name', tag: tagOf(0x0009, 0x1001), value: 'PLANTED' };
    expect(sourcesOf([...values, secret], null).map(({ name }) => name)).toEqual([
      'SOP Instance UID (0008,0018)',
      'Study Date (0008,0020)',
      'Patient ID (0010,0020)',
      'a private attribute (0009,1001)',
    ]);
  });
});

describe('the names of a header', () => {
  it('are the patient’s or the family’s in group 0010, and of staff elsewhere', () => {
    const { shared } = collectValues(
      buildDataset([
        { tag: tagOf(0x0008, 0x0090), vr: 'PN', values: ['PLANTED^DOCTOR'] },
        { tag: tagOf(0x0010, 0x0010), vr: 'PN', values: ['PLANTED^ANNA'] },
        { tag: tagOf(0x0010, 0x1060), vr: 'PN', values: ['PLANTED^MOTHER'] },
      ]),
    );
    expect(shared.map(({ role, value }) => `${role} ${value}`)).toEqual([
      'staff-name PLANTED^DOCTOR',
      'patient-name PLANTED^ANNA',
      'patient-name PLANTED^MOTHER',
    ]);
  });
});
