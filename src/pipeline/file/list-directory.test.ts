import { describe, expect, it } from 'vitest';
import { directoryOutcome, plainPath } from './list-directory.ts';

const listing = { kind: 'directory', reason: 'A DICOMDIR.', fileIds: ['PT0/IM0', 'PT0/IM1', 'README'] } as const;

const among =
  (...paths: readonly string[]) =>
  (plain: string) =>
    paths.map(plainPath).includes(plain);

describe('directoryOutcome', () => {
  it('counts the files that a DICOMDIR names and that were not added with it', () => {
    const outcome = directoryOutcome('cd/DICOMDIR', listing, among('cd/DICOMDIR', 'cd/pt0/im0.;1', 'other/PT0/IM1'));
    expect(outcome).toEqual({
      kind: 'skipped',
      code: 'dicomdir',
      reason: 'A DICOMDIR. It names 3 files, and 2 of them are not among those added.',
    });
  });

  it('says so when the set is whole, on top level too', () => {
    const outcome = directoryOutcome('DICOMDIR', listing, among('PT0/IM0', 'PT0/IM1', 'readme'));
    expect(outcome.reason).toBe('A DICOMDIR. It names 3 files, and all of them are among those added.');
  });
});
