import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saveBatch } from '../pipeline/batch/run-batch.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { FolderBatch, FolderSave } from '../pipeline/contracts/folder-saving.ts';
import { deidentified, held, scannedFile } from '../testing/batch-files.ts';
import { fakePool } from '../testing/fake-pool.ts';
import { fakeWorker } from '../testing/fake-workers.ts';
import { type MemoryDisk, memoryDisk } from '../testing/memory-folder.ts';
import { memoryJournal, memoryLocks } from '../testing/memory-journal.ts';
import type { FolderWorker } from './folder.protocol.ts';
import { createFolderWriter } from './folder-writer.ts';
import type { Journal } from './journal.ts';
import { createFolderSaving } from './save-folder.ts';

const subfolder = 'deidentified-2026-11-22-1';
const identity = {
  projectKey: new Uint8Array(32).fill(3),
  profileHash: 'hash',
  patients: null,
  acrossFiles: { unsettledStudies: [], blankedInstances: [] },
};
const signal = new AbortController().signal;

/** Bytes depend on the input's path alone, as they do under one key and profile. */
const pool = fakePool({
  produce: ({ id, path }) => {
    const bytes = new TextEncoder().encode(`output of ${path}`);
    return { kind: 'produced', id, parts: [{ kind: 'bytes', bytes }], sizeBytes: bytes.length, crc32: null };
  },
});

function foldersOn(disk: MemoryDisk, journal: Journal) {
  const createWorker = () => {
    const opening = disk.root.getDirectoryHandle(subfolder).then(createFolderWriter);
    const contract: FolderWorker = {
      open: async () => undefined,
      write: async (item) => (await opening).write(item),
      sizes: async (paths) => (await opening).sizes(paths),
      remove: async (paths) => (await opening).remove(paths),
      stop: async () => (await opening).stop(),
    };
    return fakeWorker(contract);
  };
  const showDirectoryPicker = async () => disk.root;
  const dayIso = () => '2026-11-22';
  return createFolderSaving({ createWorker, showDirectoryPicker, journal, locks: memoryLocks(), now: () => 1, dayIso });
}

/** @param outputs the instance that each file comes out as, in the order of adding */
function batchOf(outputs: readonly number[]): FolderBatch {
  const files = outputs.map((output, id) =>
    scannedFile(id, {
      path: `in/${id}`,
      outcome: deidentified(id, { outputPath: `P/S/E/${output}.dcm` }),
      content: { kind: 'plain', blob: new Blob([`${id}`]), lastModifiedMs: 5 },
    }),
  );
  return plain(files);
}

/** Named as their outcomes say, or by numbers that stand for the names of another layout. */
function plain(files: readonly BatchFile[], named: FolderBatch['named'] = async () => files): FolderBatch {
  return { identity, files, named };
}

async function save(opened: FolderSave, batch: FolderBatch, stopAfter = Number.POSITIVE_INFINITY) {
  let count = 0;
  const { destination } = opened;
  const write: typeof destination.write = async (delivery) =>
    ++count > stopAfter ? { kind: 'no-space', message: 'Full.' } : destination.write(delivery);
  const written: number[] = [];
  const onEvent = (event: { kind: string; id: number }) => void (event.kind === 'written' && written.push(event.id));
  const chosen = batch.files.filter(({ outcome }) => outcome?.kind === 'deidentified');
  const result = await saveBatch(pool, { ...destination, write }, chosen, onEvent, signal, { earlier: opened.earlier });
  return { result, written };
}

async function uninterrupted(batch: FolderBatch) {
  const disk = memoryDisk();
  await save((await foldersOn(disk, memoryJournal()).open(async () => batch, 'pseudonyms'))!, batch);
  return disk.files();
}

/** A save that was broken off, and the page that comes after it. */
async function brokenOff(batch: FolderBatch, stopAfter: number) {
  const disk = memoryDisk();
  const journal = memoryJournal();
  const before = await save((await foldersOn(disk, journal).open(async () => batch, 'pseudonyms'))!, batch, stopAfter);
  const folders = foldersOn(disk, journal);
  const [unfinished] = await folders.listUnfinished();
  return { disk, journal, folders, unfinished, before };
}

const numberedSeries = 'DICOM/00000001/00000001/00000001';

/** Files whose names are numbers of a layout. */
function numberedFiles(count: number): readonly BatchFile[] {
  const { files } = batchOf(Array.from({ length: count }, (_, at) => at));
  return files.map((file) => ({
    ...file,
    outcome: deidentified(file.id, { outputPath: `${numberedSeries}/0000000${file.id}` }),
  }));
}

/** A save under numbered names that was broken off, of three files. */
async function numbered(stopAfter: number) {
  const [disk, journal] = [memoryDisk(), memoryJournal()];
  const batch = plain(numberedFiles(3));
  const before = await save((await foldersOn(disk, journal).open(async () => batch, 'dicomdir'))!, batch, stopAfter);
  return { disk, journal, before };
}

describe('createFolderSaving', () => {
  it('writes what an uninterrupted save writes, wherever it was broken off, and nothing twice', async () => {
    const outputs = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(outputs, fc.integer({ min: 1, max: 8 }), async (chosen, stopAfter) => {
        const batch = batchOf(chosen);
        fc.pre(stopAfter < chosen.length);
        const { disk, journal, folders, unfinished, before } = await brokenOff(batch, stopAfter);
        expect(before.result.kind).toBe('no-space');
        expect(unfinished).toMatchObject({ folderName: subfolder, finished: stopAfter, total: chosen.length });
        const resumed = (await folders.resume(unfinished!.id, batch)) as FolderSave;
        const after = await save(resumed, batch);
        expect(after.result).toMatchObject({ kind: 'saved', files: chosen.length });
        expect([...before.written, ...after.written].sort()).toEqual(batch.files.map(({ id }) => id));
        expect(disk.files()).toEqual(await uninterrupted(batch));
        expect(await journal.list()).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('forgets a save that had written nothing', async () => {
    const { unfinished, disk } = await brokenOff(batchOf([1, 2]), 0);
    expect(unfinished).toBeUndefined();
    expect(disk.files()).toEqual({});
  });

  it('does not offer a save that a page is still writing', async () => {
    const folders = foldersOn(memoryDisk(), memoryJournal());
    await folders.open(async () => batchOf([1, 2]), 'pseudonyms');
    expect(await folders.listUnfinished()).toEqual([]);
  });

  it.each([
    ['other-key', { ...identity, projectKey: new Uint8Array(32) }],
    ['other-profile', { ...identity, profileHash: 'another' }],
    ['other-patients', { ...identity, patients: [] }],
  ] as const)('refuses to go on under %s and writes nothing', async (reason, other) => {
    const batch = batchOf([1, 2, 3]);
    const { disk, folders, unfinished } = await brokenOff(batch, 1);
    const files = disk.files();
    expect(await folders.resume(unfinished!.id, { ...batch, identity: other })).toEqual({ kind: 'refused', reason });
    expect(disk.files()).toEqual(files);
  });

  it('refuses a folder of other files, and leaves what is there', async () => {
    const batch = batchOf([1, 2, 3]);
    const { disk, folders, unfinished } = await brokenOff(batch, 2);
    const files = disk.files();
    const others = batch.files.map((file) => ({ ...file, path: `other/${file.path}` }));
    const refused = await folders.resume(unfinished!.id, plain(others));
    expect(refused).toEqual({ kind: 'refused', reason: 'other-files' });
    expect(disk.files()).toEqual(files);
    expect(await folders.listUnfinished()).toHaveLength(1);
  });

  it.each(['unsettledStudies', 'blankedInstances'])(
    'writes all anew when files that came since change the %s',
    async (what) => {
      const batch = batchOf([0, 1, 2]);
      const { disk, folders, unfinished } = await brokenOff(batch, 2);
      const acrossFiles = { ...identity.acrossFiles, [what]: ['1.2.3.9'] };
      const now = { ...batch, identity: { ...identity, acrossFiles } };
      const { written } = await save((await folders.resume(unfinished!.id, now)) as FolderSave, now);
      expect(written.sort()).toEqual([0, 1, 2]);
      expect(Object.keys(disk.files())).toHaveLength(3);
    },
  );

  it('does not go on while a finished file waits for a decision, and loses nothing', async () => {
    const batch = batchOf([0, 1, 2]);
    const { disk, folders, unfinished } = await brokenOff(batch, 2);
    const before = disk.files();
    const [first, ...rest] = batch.files as [BatchFile, ...BatchFile[]];
    const waits = plain([{ ...first, outcome: held(0) }, ...rest]);
    expect(await folders.resume(unfinished!.id, waits)).toEqual({ kind: 'refused', reason: 'finished-wait' });
    expect(disk.files()).toEqual(before);
    const { written } = await save((await folders.resume(unfinished!.id, batch)) as FolderSave, batch);
    expect(written).toEqual([2]);
  });

  it('takes the output away of a file that was left out since', async () => {
    const batch = batchOf([0, 1, 2]);
    const { disk, folders, unfinished } = await brokenOff(batch, 2);
    const [first, ...rest] = batch.files as [BatchFile, ...BatchFile[]];
    const leftOut = { kind: 'skipped', code: 'left-out', reason: 'Left out by you.' } as const;
    const now = plain([{ ...first, outcome: leftOut }, ...rest]);
    await save((await folders.resume(unfinished!.id, now)) as FolderSave, now);
    expect(Object.keys(disk.files()).sort()).toEqual([`${subfolder}/P/S/E/1.dcm`, `${subfolder}/P/S/E/2.dcm`]);
  });

  it.each(['listUnfinished', 'resume', 'discard'] as const)(
    'takes away what a crash had begun, and nothing else, when the page comes to %s',
    async (occasion) => {
      const batch = batchOf([0, 1, 2, 3]);
      const { disk, journal, unfinished } = await brokenOff(batch, 2);
      const whole = disk.files();
      const own = `${subfolder}/notes.txt`;
      disk.put(`${subfolder}/P/S/E/2.dcm`, '');
      disk.put(`${subfolder}/P/S/E/3.dcm.crswap`, 'half');
      disk.put(own, '');
      // A page that has not looked at this folder yet.
      const later = foldersOn(disk, journal);
      if (occasion === 'listUnfinished') expect(await later.listUnfinished()).toHaveLength(1);
      if (occasion === 'resume') expect((await later.resume(unfinished!.id, batch)).kind).toBe('open');
      if (occasion === 'discard') await later.discard(unfinished!.id);
      expect(disk.files()).toEqual({ ...whole, [own]: '' });
    },
  );

  it('goes on under the names that it began with', async () => {
    const { disk, journal, before } = await numbered(2);
    expect(before.written).toEqual([0, 1]);
    const asked: string[] = [];
    const batch = plain(batchOf([7, 8, 9]).files, async (layout) => {
      asked.push(layout);
      return numberedFiles(3);
    });
    const folders = foldersOn(disk, journal);
    const [unfinished] = await folders.listUnfinished();
    const resumed = (await folders.resume(unfinished!.id, batch)) as FolderSave;
    expect([resumed.layout, asked, [...resumed.earlier.finished.values()]]).toEqual([
      'dicomdir',
      ['dicomdir'],
      [`${numberedSeries}/00000000`, `${numberedSeries}/00000001`],
    ]);
  });

  it('refuses to go on under numbered names without all files that are finished', async () => {
    const { disk, journal } = await numbered(2);
    const files = disk.files();
    const folders = foldersOn(disk, journal);
    const [unfinished] = await folders.listUnfinished();
    const fewer = plain(numberedFiles(3).slice(1));
    const refused = await folders.resume(unfinished!.id, fewer);
    expect(refused).toEqual({ kind: 'refused', reason: 'fewer-files' });
    expect(disk.files()).toEqual(files);
  });

  it('takes away what a crash had begun under numbered names', async () => {
    const { disk, journal } = await numbered(2);
    const whole = disk.files();
    disk.put(`${subfolder}/${numberedSeries}/00000009`, '');
    disk.put(`${subfolder}/${numberedSeries}/00000008.crswap`, 'half');
    disk.put(`${subfolder}/DICOMDIR`, '');
    await foldersOn(disk, journal).listUnfinished();
    expect(disk.files()).toEqual(whole);
  });

  it('keeps no name, path, date or identifier of an input', async () => {
    const batch = batchOf([1, 2, 3]);
    const { journal, unfinished } = await brokenOff(batch, 2);
    const kept = JSON.stringify([await journal.list(), await journal.entries(unfinished!.id)]);
    expect(kept).not.toMatch(/in\/\d|PLANTED|1\.2\.3\.1/);
    expect(kept).toContain('P/S/E/1.dcm');
  });
});
