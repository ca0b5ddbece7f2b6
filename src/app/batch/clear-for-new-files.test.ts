import { describe, expect, it } from 'vitest';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { deidentified, fakeFile } from '../../testing/fake-batch.ts';
import { initial, reached } from '../../testing/fake-run.ts';
import { allSeen } from '../../testing/pixel-statements.ts';

const release = { reason: 'Looked', pixels: allSeen, atIso: '2026-01-02T03:04:05Z', shown: 'All' } as const;
const profile = createProfile('ps315-basic', ['retainRelativeTimes']);

/** Two studies that are planned and released, and then files that come. */
function withNewFiles(came: readonly BatchFile[], own = profile) {
  const planned = [
    fakeFile(0, { studyInstanceUid: '2.25.1' }, { outcome: deidentified, release }),
    fakeFile(1, { studyInstanceUid: '2.25.2' }, { outcome: deidentified, release }),
  ];
  return reached(
    { ...initial, profile: own, files: planned, step: 'review' },
    { kind: 'scan-started', nowMs: 0 },
    { kind: 'scan-advanced', found: came.length, path: 'new', nowMs: 1, files: came },
    { kind: 'scan-ended', notice: null },
  ).files;
}

const later = { studyInstanceUid: '2.25.1', studyTime: '111111' };

describe('files that come under relative times', () => {
  it('take back the releases of a study that they give another start, and no others', () => {
    const [one, two] = withNewFiles([fakeFile(2, later)]);
    expect(one).toMatchObject({ outcome: null, release: null });
    expect(two).toMatchObject({ outcome: null, release });
  });

  it('leave the releases of a study that had no one start before', () => {
    const files = [
      fakeFile(0, { studyInstanceUid: '2.25.1' }, { outcome: deidentified, release }),
      fakeFile(1, later, { outcome: deidentified, release }),
    ];
    const ended = reached({ ...initial, profile, files, step: 'scanning' }, { kind: 'scan-ended', notice: null });
    expect(ended.files.map((file) => file.release)).toEqual([release, release]);
  });

  it('leave all releases where they are of the same start, or of other studies', () => {
    const files = withNewFiles([
      fakeFile(2, { studyInstanceUid: '2.25.1' }),
      fakeFile(3, { studyInstanceUid: '2.25.3' }),
    ]);
    expect(files.slice(0, 2).map((file) => file.release)).toEqual([release, release]);
  });

  it('take back all where dates are counted from the first study of a table', () => {
    const files = withNewFiles([fakeFile(2)], { ...profile, patients: { kind: 'lookup' } as never });
    expect(files.slice(0, 2).map((file) => file.release)).toEqual([null, null]);
  });
});
