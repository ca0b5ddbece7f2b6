import { expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { scannedFile, summary } from '../../testing/batch-files.ts';
import { acrossFilesOf } from './across-files.ts';

const files = (['101530', '101531', '101530'] as const).map((studyTime, id) =>
  scannedFile(id, {
    scan: {
      kind: 'dicom',
      summary: { ...summary, studyInstanceUid: '1.1', sopInstanceUid: `1.1.${id}`, studyDate: '20240102', studyTime },
      holds: [],
      ...(id !== 1 && { isBlanked: true }),
    },
  }),
);
const basic = createProfile('ps315-basic');
const keep = { selector: { kind: 'tag', tag: '(0008,1155)' }, decision: { kind: 'keep' } } as const;

it('names studies whose times count from no start', () => {
  const counting = createProfile('ps315-basic', ['retainRelativeTimes']);
  expect(acrossFilesOf(files, counting).unsettledStudies).toEqual(['1.1']);
  expect(acrossFilesOf(files, basic).unsettledStudies).toEqual([]);
});

it.each([
  ['an option', createProfile('ps315-basic', ['retainUids'])],
  ['the preset', createProfile('qmenta')],
  ['an own rule', { ...basic, ownRules: [keep] }],
])('names blanked images where UIDs are kept by %s, in whatever order files were added', (_, profile) => {
  const { blankedInstances } = acrossFilesOf(files, profile);
  expect(blankedInstances).toEqual(['1.1.0', '1.1.2']);
  expect(acrossFilesOf([...files].reverse(), profile)).toEqual(acrossFilesOf(files, profile));
});

it('names no blanked images where every UID is replaced', () => {
  expect(acrossFilesOf(files, basic).blankedInstances).toEqual([]);
});
