import { expect, it } from 'vitest';
import { deidentified, fakeFile, held } from '../../../testing/fake-batch.ts';
import type { SavedOutput } from '../../intents/services.ts';
import { sameOutput } from './same-output.ts';

const files = [fakeFile(1, {}, { outcome: deidentified }), fakeFile(2, {}, { outcome: held() }), fakeFile(3)];
const downloaded: SavedOutput = { kind: 'downloaded', sizeBytes: 1 };
const folder: SavedOutput = { kind: 'folder', folderName: 'f', sizeBytes: 1 };
const studies = (left: readonly string[] = []): SavedOutput => ({ kind: 'studies', folderName: null, zips: [], left });
const written = (archive: SavedOutput, parts = {}) => ({
  number: 1,
  archive,
  files: 1,
  layout: 'pseudonyms' as const,
  isOutOfDate: false,
  ...parts,
});

const asked = { layout: 'pseudonyms', hashesOutputs: false, outputs: null } as const;

it.each([
  ['a ZIP of the same files', 'zip', written(downloaded), true],
  ['a ZIP, where one for each study is asked for', 'studies', written(downloaded), false],
  ['a folder, which cannot be handed over again', 'zip', written(folder), false],
  ['a ZIP for each study', 'studies', written(studies()), true],
  ['a ZIP for each study, where one ZIP is asked for', 'zip', written(studies()), false],
  ['a ZIP for each study but one', 'studies', written(studies(['S-1.zip'])), false],
  ['a ZIP under former rules', 'zip', written(downloaded, { isOutOfDate: true }), false],
  ['a ZIP with other names', 'zip', written(downloaded, { layout: 'bids' }), false],
  ['a ZIP of more files', 'zip', written(downloaded, { files: 2 }), false],
] as const)('is not written again where it is there: %s', (_, what, archive, isThere) => {
  expect(sameOutput({ archives: [archive], files, ...asked }, what)).toBe(isThere ? archive : null);
});

it('is the last one of several', () => {
  const archives = [written(downloaded), written(downloaded, { number: 2 }), written(folder, { number: 3 })];
  expect(sameOutput({ archives, files, ...asked }, 'zip')?.number).toBe(2);
  expect(sameOutput({ archives: [], files, ...asked }, 'zip')).toBeNull();
});

it('is written once more where hashes are wanted that the last save has not noted', () => {
  const archives = [written(downloaded)];
  const thereWith = (rows: readonly { path: string; sha256?: string }[] | null | undefined) => {
    const outputs = rows === undefined ? null : { paths: null, rows: rows as never, isWhole: true };
    return sameOutput({ archives, files, layout: 'pseudonyms', hashesOutputs: true, outputs }, 'zip') !== null;
  };
  expect(thereWith([{ path: 'a.dcm', sha256: 'ab' }])).toBe(true);
  expect([thereWith([{ path: 'a.dcm' }]), thereWith([]), thereWith(null), thereWith(undefined)]).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
