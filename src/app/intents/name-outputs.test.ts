import { describe, expect, it } from 'vitest';
import type { Destination } from '../../pipeline/contracts/destination.ts';
import type { FileOutcome } from '../../pipeline/contracts/file-outcome.ts';
import type { FolderSave, FolderSaving } from '../../pipeline/contracts/folder-saving.ts';
import type { Pool } from '../../pipeline/contracts/pool.ts';
import type { OutputFacts } from '../../pipeline/file/output-facts.ts';
import type { RecordsRequest } from '../../report/records-input.ts';
import { deidentifiedAs, fakeFile, held } from '../../testing/fake-batch.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { openResult } from '../../testing/open-page.ts';
import { strings } from '../ui/strings.ts';
import { asWritten, withName } from './name-outputs.ts';

/** What an output says of itself: an MR image, or what no directory record is known for. */
function described(path: string, sopClassUid = '1.2.840.10008.5.1.4.1.1.4'): FileOutcome {
  const facts: OutputFacts = {
    transferSyntaxUid: '1.2.840.10008.1.2.1',
    texts: {
      524310: sopClassUid,
      524312: `2.25.${path.charCodeAt(0)}`,
      524384: 'MR',
      528446: 't1 mprage',
      1048608: 'N-1',
      2097165: `2.25.1${path === 'c' ? 1 : 2}`,
      2097166: '2.25.3',
      2097169: '3',
    },
    concept: null,
  };
  return { ...deidentifiedAs(path, path === 'c' ? 'S-2' : 'S-1'), facts } as FileOutcome;
}

async function open(
  outcome = (path: string) => described(path),
  foldersOf?: (paths: string[]) => FolderSaving,
  pool?: Pool,
) {
  const paths: string[] = [];
  const requests: RecordsRequest[] = [];
  const placeOf = (prefix: string): Destination<{ kind: 'picked'; fileName: string; sizeBytes: number }> => ({
    write: async ({ path }) => {
      paths.push(prefix + path);
      return { kind: 'written' };
    },
    close: async () => ({ kind: 'picked', fileName: 'out', sizeBytes: 7 }),
    abort: async () => void paths.push('aborted'),
  });
  const page = await openResult(
    { outcome },
    {
      openZip: async () => placeOf(''),
      openStudyZips: async () => ({
        folderName: 'out',
        open: async (name) => placeOf(`${name}: `),
        removeIfEmpty: async () => void paths.push('removed'),
      }),
      ...(foldersOf && { folders: foldersOf(paths) }),
      ...(pool && { pool }),
      buildRecords: async (request) => {
        requests.push(request);
        return new Blob();
      },
    },
  );
  const recorded = async () => {
    await page.intents.saveRecords(false);
    return requests.at(-1)!.files.map((file) => (file.outcome?.kind === 'deidentified' ? file.outcome.outputPath : ''));
  };
  return { ...page, paths, recorded };
}

/** A folder whose disk is full after the first file. */
function fullFolder(paths: string[]): FolderSaving {
  const save: FolderSave = {
    kind: 'open',
    id: 'one',
    folderName: 'out',
    layout: 'dicomdir',
    destination: {
      write: async ({ path }) => {
        if (paths.length > 0) return { kind: 'no-space', message: 'Full.' };
        paths.push(path);
        return { kind: 'written' };
      },
      close: async () => ({ kind: 'folder', folderName: 'out' }),
      abort: async () => undefined,
    },
    earlier: { finished: new Map(), taken: [] },
    finishedOutputs: [],
  };
  return {
    open: async (batchOf) => ((await batchOf()) === null ? null : save),
    permit: async () => null,
    listUnfinished: async () => [],
    compare: async () => null,
    resume: async () => save,
    discard: async () => undefined,
  };
}

describe('a save to a folder that was stopped', () => {
  const written = 'DICOM/00000001/00000001/00000001/00000001';

  it('has its files named in the records as they are in the folder', async () => {
    const { intents, paths, recorded } = await open(undefined, fullFolder);
    intents.chooseLayout('dicomdir');
    await intents.saveToFolder();
    await intents.goOnWithoutKey();
    expect(paths).toEqual([written]);
    expect((await recorded())[0]).toBe(written);
    await intents.leaveOut([2]);
    expect((await recorded())[0]).toBe('N-1/S-1/E-1/a.dcm');
  });

  it('does not take the place of a whole one', async () => {
    const { intents, paths, recorded } = await open(undefined, fullFolder);
    await intents.saveZip();
    paths.splice(0);
    intents.chooseLayout('dicomdir');
    await intents.saveToFolder();
    await intents.goOnWithoutKey();
    expect(paths).toEqual([written]);
    expect((await recorded())[0]).toBe('N-1/S-1/E-1/a.dcm');
  });
});

describe('a save with a DICOMDIR', () => {
  it('numbers the files and writes the directory last, and the records tell the same names', async () => {
    const { intents, paths, recorded, state } = await open();
    intents.chooseLayout('dicomdir');
    await intents.saveZip();
    const files = [
      'DICOM/00000001/00000001/00000001/00000001',
      'DICOM/00000001/00000001/00000001/00000002',
      'DICOM/00000001/00000002/00000001/00000001',
    ];
    expect(paths).toEqual([...files, 'DICOMDIR']);
    expect(await recorded()).toEqual(files);
    // What the page shows of a file is where it is by its new identifiers.
    expect(state().files.map(({ outcome }) => outcome)).toMatchObject([{ outputPath: 'N-1/S-1/E-1/a.dcm' }, {}, {}]);
  });

  it('is followed by another under other names, and the records tell those', async () => {
    const { intents, paths, recorded } = await open();
    intents.chooseLayout('dicomdir');
    await intents.saveZip();
    intents.chooseLayout('bids');
    await intents.saveZip();
    const subject = paths.at(-1)!.split('/')[0];
    expect(subject).toMatch(/^sub-/);
    expect(paths.slice(4)).toEqual([
      `${subject}/ses-01/anat/003_t1-mprage/00001.dcm`,
      `${subject}/ses-01/anat/003_t1-mprage/00002.dcm`,
      `${subject}/ses-02/anat/003_t1-mprage/00001.dcm`,
    ]);
    expect(await recorded()).toEqual(paths.slice(4));
    intents.chooseLayout('pseudonyms');
    await intents.saveZip();
    expect(await recorded()).toEqual(['N-1/S-1/E-1/a.dcm', 'N-1/S-1/E-1/b.dcm', 'N-1/S-2/E-1/c.dcm']);
  });

  it('gives each ZIP of a study its own, and no name twice', async () => {
    const { intents, paths } = await open();
    intents.chooseLayout('dicomdir');
    await intents.saveStudies();
    expect(paths).toEqual([
      'N-1-S-1.zip: DICOM/00000001/00000001/00000001/00000001',
      'N-1-S-1.zip: DICOM/00000001/00000001/00000001/00000002',
      'N-1-S-1.zip: DICOMDIR',
      'N-1-S-2.zip: DICOM/00000001/00000002/00000001/00000001',
      'N-1-S-2.zip: DICOMDIR',
    ]);
  });

  it('says which files no directory can list', async () => {
    const { intents, state } = await open((path) => described(path, path === 'b' ? '1.2.3' : undefined));
    intents.chooseLayout('dicomdir');
    await intents.saveZip();
    expect(state().notice).toBe(strings.save.notInDirectory(1));
    expect(state().archives).toHaveLength(1);
  });

  it.each(['saveZip', 'saveStudies'] as const)(
    'can be cancelled while files are named: %s gives its place up',
    async (save) => {
      const { intents, paths, store, state } = await open();
      intents.chooseLayout('dicomdir');
      const ends = store.subscribe(() => {
        const now = state().save;
        if (now.kind === 'saving' && now.what === 'names' && !now.isCancelling) intents.cancelSave();
      });
      await intents[save]();
      ends();
      expect(state().save).toMatchObject({ kind: 'stopped', isFailure: false });
      expect(paths).toEqual([save === 'saveZip' ? 'aborted' : 'removed']);
    },
  );

  it.each(['saveZip', 'saveStudies'] as const)(
    'fails where the files cannot be read for their names: %s gives its place up and says so',
    async (save) => {
      const { pool } = fakeServices({ outcome: (path) => described(path) }).services;
      const state = { isBroken: false };
      const deidentify: Pool['deidentify'] = async function* (jobs, signal, urgency) {
        if (state.isBroken) throw new Error('A bug.');
        yield* pool.deidentify(jobs, signal, urgency);
      };
      const page = await open(undefined, undefined, { ...pool, deidentify });
      page.intents.chooseLayout('dicomdir');
      state.isBroken = true;
      await page.intents[save]();
      expect(page.state().save).toMatchObject({ kind: 'stopped', isFailure: true, message: strings.save.broken });
      expect(page.paths).toEqual([save === 'saveZip' ? 'aborted' : 'removed']);
    },
  );
});

describe('a file in the records', () => {
  const facts: OutputFacts = { transferSyntaxUid: '1.2.840.10008.1.2.1', texts: {}, concept: null };
  const outputPath = 'DICOM/00000001/00000001/00000001/00000001';

  it('that the last save did not write keeps its name', () => {
    const files = [
      fakeFile(0, {}, { outcome: deidentifiedAs('a') }),
      fakeFile(1, {}, { outcome: deidentifiedAs('b') }),
    ];
    const outputs = { paths: new Map([[0, outputPath]]), rows: null, isWhole: false } as const;
    expect(asWritten({ files, outputs }).map(({ outcome }) => outcome)).toMatchObject([
      { outputPath },
      { outputPath: 'N-1/S-1/E-1/b.dcm' },
    ]);
    expect(asWritten({ files, outputs: null })).toBe(files);
  });

  it('has a name and facts of its output only where it has an output', () => {
    const named = withName(fakeFile(0, {}, { outcome: deidentifiedAs('a') }), { outputPath, facts });
    expect(named.outcome).toMatchObject({ kind: 'deidentified', outputPath, facts });
    const without = withName(named, { outputPath });
    expect(without.outcome).toMatchObject({ outputPath, facts });
    for (const outcome of [held(), null]) {
      const file = fakeFile(0, {}, { outcome });
      expect(withName(file, { outputPath, facts })).toBe(file);
    }
  });
});
