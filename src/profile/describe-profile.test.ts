import { expect, it } from 'vitest';
import { compileProfile } from './compile-profile.ts';
import { createProfile } from './create-profile.ts';
import { describeProfile } from './describe-profile.ts';
import { findRule } from './find-rule.ts';
import { presetIds } from './preset-names.ts';
import type { OptionName } from './profile.ts';

it.each(presetIds)('says of %s what its rules do', (preset) => {
  const rules = compileProfile(createProfile(preset));
  const { lines } = describeProfile(createProfile(preset));
  const says = (label: string) => lines.find((line) => line.label === label)?.text ?? '';
  expect(says('UIDs').startsWith('Kept')).toBe(findRule(rules, 0x0020000d, 'UI').action === 'K');
  expect(says('Private tags')).toBe(findRule(rules, 0x00091001, 'LO').action === 'K' ? 'Kept' : 'Removed');
  const descriptions = { K: 'Kept', C: 'Cleaned word by word', X: 'Removed, or a dummy' };
  expect(Object.entries(descriptions)).toContainEqual([findRule(rules, 0x0008103e, 'LO').action, says('Descriptions')]);
  expect(says('Size and weight')).toBe(findRule(rules, 0x00101030, 'DS').action === 'K' ? 'Kept' : 'Removed');
  expect(says('Overlays and curves')).toBe(findRule(rules, 0x60003000, 'OW').action === 'K' ? 'Kept' : 'Removed');
});

it('lists what qmenta leaves in, warns about it, and lists nothing for the profiles that cover the table', () => {
  expect(describeProfile(createProfile('qmenta')).leavesIn.map((group) => group.category)).toContain('private');
  const rows = describeProfile(createProfile('qmenta')).leavesIn.reduce((sum, group) => sum + group.count, 0);
  // 4 of the 604 rows are command, file meta and directory elements, which never leave.
  expect(rows).toBe(600);
  expect(describeProfile(createProfile('qmenta')).warnings.join(' ')).toMatch(/keeps the UIDs of the source/);
  expect(describeProfile(createProfile('qmenta-guarded')).leavesIn).toEqual([]);
  expect(describeProfile(createProfile('ps315-basic')).leavesIn).toEqual([]);
});

it('warns when images are exported unseen', () => {
  const { lines, warnings } = describeProfile(createProfile('ps315-basic', [], 'export'));
  expect(lines.at(-1)?.text).toBe('Exported, marked as not reviewed');
  expect(warnings).toHaveLength(1);
});

it.each<[OptionName, string, string]>([
  ['retainModifiedDates', 'Dates and times', 'Shifted per patient'],
  ['retainRelativeTimes', 'Dates and times', 'Counted from the start of the study'],
  ['retainFullDates', 'Dates and times', 'Kept, except of birth'],
  ['retainUids', 'UIDs', 'Kept'],
  ['retainPatientCharacteristics', 'Size and weight', 'Kept'],
  ['retainPatientCharacteristics', 'Age', 'Kept, over 89 becomes 90'],
  ['retainDeviceIdentity', 'Device', 'Kept, AE titles replaced'],
  ['retainInstitutionIdentity', 'Institution', 'Kept'],
  ['cleanDescriptors', 'Descriptions', 'Cleaned word by word'],
  ['retainSafePrivate', 'Private tags', 'Kept where known safe'],
])('says what %s does', (option, label, text) => {
  for (const preset of ['ps315-basic', 'qmenta-guarded'] as const) {
    const { lines } = describeProfile(createProfile(preset, [option]));
    expect(lines.find((line) => line.label === label)?.text).toBe(text);
  }
});

it('warns of what options leave in, and says nothing of options under the published table', () => {
  const options: readonly OptionName[] = ['retainUids', 'retainFullDates'];
  expect(describeProfile(createProfile('ps315-basic', options)).warnings).toHaveLength(2);
  expect(describeProfile(createProfile('qmenta', options))).toEqual(describeProfile(createProfile('qmenta')));
});
