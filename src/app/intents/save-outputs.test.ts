import { describe, expect, it } from 'vitest';
import type { Delivery, DeliveryResult, Destination } from '../../pipeline/contracts/destination.ts';
import type { FolderSave } from '../../pipeline/contracts/folder-saving.ts';
import type { RecordsRequest } from '../../report/records-input.ts';
import { deidentifiedAs } from '../../testing/fake-batch.ts';
import { openResult } from '../../testing/open-page.ts';

const written = ({ path }: Delivery): DeliveryResult => ({ kind: 'written', crc32: path.charCodeAt(12) });

/** A result whose saves are answered as told, and what the records and the receipt are told of them. */
async function open(answer: (delivery: Delivery) => DeliveryResult = written, outcome = deidentifiedAs) {
  const told: RecordsRequest['outputs'][] = [];
  const build = async (request: RecordsRequest) => {
    told.push(request.outputs);
    return new Blob();
  };
  const placeOf = <Result>(closed: Result): Destination<Result> => ({
    write: async (delivery) => answer(delivery),
    close: async () => closed,
    abort: async () => undefined,
  });
  const archive = { kind: 'picked', fileName: 'out.zip', sizeBytes: 7 } as const;
  const folder: FolderSave = {
    kind: 'open',
    id: 'one',
    folderName: 'out',
    layout: 'pseudonyms',
    destination: placeOf({ kind: 'folder', folderName: 'out' }),
    earlier: { finished: new Map(), taken: [] },
    finishedOutputs: [],
  };
  const page = await openResult(
    { outcome: (path) => outcome(path) },
    {
      buildRecords: build,
      buildReceipt: build,
      openZip: async () => placeOf(archive),
      openStudyZips: async () => ({
        folderName: 'out',
        open: async () => placeOf(archive),
        removeIfEmpty: async () => undefined,
      }),
      folders: {
        open: async (batchOf) => ((await batchOf()) === null ? null : folder),
        permit: async () => null,
        listUnfinished: async () => [],
        compare: async () => null,
        resume: async (_, batch) => {
          await batch.named('pseudonyms');
          const finished = new Map([[0, 'N-1/S-1/E-1/a.dcm' as const]]);
          const finishedOutputs = [{ path: 'N-1/S-1/E-1/a.dcm', sizeBytes: 3, crc32: 4 }];
          return { ...folder, earlier: { finished, taken: [] }, finishedOutputs };
        },
        discard: async () => undefined,
      },
    },
  );
  const { intents, store } = page;
  const outputs = async () => {
    await intents.saveRecords(false);
    await intents.saveReceipt();
    const [records, receipt] = told.splice(0);
    expect(receipt).toEqual(records);
    return records;
  };
  return {
    ...page,
    outputs,
    saveToFolder: async () => {
      await intents.saveToFolder();
      await intents.goOnWithoutKey();
    },
    resume: async () => {
      const save = { id: 'one', folderName: 'out', finished: 1, total: 3 };
      store.dispatch({ kind: 'resume-offered', resume: { save, refusal: null } });
      await intents.resumeSave();
    },
  };
}

const rowOf = (name: string) => ({
  path: `N-1/S-1/E-1/${name}.dcm`,
  sizeBytes: expect.any(Number),
  crc32: name.charCodeAt(0),
});
const all = ['a', 'b', 'c'].map(rowOf);

describe('what a save has put out', () => {
  it('is not known before one, and then told to records and receipt byte by byte', async () => {
    const { intents, outputs } = await open();
    expect(await outputs()).toBeUndefined();
    await intents.saveZip();
    expect(await outputs()).toEqual(all);
  });

  it('is told of the ZIPs of studies and of a folder too, and the last save counts', async () => {
    const { intents, outputs, saveToFolder } = await open();
    await intents.saveStudies();
    expect(await outputs()).toEqual(all);
    await saveToFolder();
    expect(await outputs()).toEqual(all);
  });

  it('holds what an earlier session has written into the folder', async () => {
    const { outputs, resume } = await open();
    await resume();
    expect(await outputs()).toEqual([{ ...rowOf('a'), sizeBytes: 3, crc32: 4 }, rowOf('b'), rowOf('c')]);
  });

  it('has the SHA-256 of each file where the person asks for hashes, and is not called there already without them', async () => {
    const { intents, outputs } = await open();
    await intents.saveZip();
    intents.chooseHashes(true);
    await intents.saveZip();
    expect(await outputs()).toEqual(all.map((row, id) => ({ ...row, sha256: `hash of ${id}` })));
  });

  it('has no SHA-256 of any file where an earlier session has written some without', async () => {
    const { intents, outputs, resume } = await open();
    intents.chooseHashes(true);
    await resume();
    expect(await outputs()).toEqual([{ ...rowOf('a'), sizeBytes: 3, crc32: 4 }, rowOf('b'), rowOf('c')]);
  });

  it('is, of a folder that was stopped, what is finished there', async () => {
    const full = await open((delivery) =>
      delivery.path.endsWith('c.dcm') ? { kind: 'no-space', message: 'Full.' } : written(delivery),
    );
    await full.saveToFolder();
    expect(await full.outputs()).toEqual([rowOf('a'), rowOf('b')]);
  });

  describe('by two saves, of which the last was stopped,', () => {
    /** Files a and b are in one study, c is in another one. */
    async function openStudies() {
      let fullAt = 'none';
      const answer = (delivery: Delivery): DeliveryResult =>
        delivery.path.endsWith(`${fullAt}.dcm`) ? { kind: 'no-space', message: 'Full.' } : written(delivery);
      const page = await open(answer, (path) => deidentifiedAs(path, path === 'c' ? 'S-2' : 'S-1'));
      const stopAt = (name: string) => {
        fullAt = name;
      };
      return { ...page, stopAt, rows: [rowOf('a'), rowOf('b'), { ...rowOf('c'), path: 'N-1/S-2/E-1/c.dcm' }] };
    }

    it('is of the last one where the first was stopped too: ZIPs of studies, then a folder', async () => {
      const { intents, outputs, saveToFolder, stopAt, rows } = await openStudies();
      stopAt('c');
      await intents.saveStudies();
      expect(await outputs()).toEqual(rows.slice(0, 2));
      stopAt('b');
      await saveToFolder();
      expect(await outputs()).toEqual(rows.slice(0, 1));
    });

    it('is of the first one where that is whole', async () => {
      const { intents, outputs, saveToFolder, stopAt, rows } = await openStudies();
      await intents.saveZip();
      stopAt('c');
      await intents.saveStudies();
      expect(await outputs()).toEqual(rows);
      stopAt('b');
      await saveToFolder();
      expect(await outputs()).toEqual(rows);
    });

    it('grows to the whole set once the rest of the ZIPs is saved, and what was told before stays as it was', async () => {
      const { intents, outputs, state, stopAt, rows } = await openStudies();
      stopAt('c');
      await intents.saveStudies();
      const before = state().outputs?.rows;
      stopAt('none');
      await intents.saveRest(1);
      expect(await outputs()).toEqual(rows);
      expect(state().outputs).toMatchObject({ isWhole: true });
      expect(before).toEqual(rows.slice(0, 2));
    });
  });

  it('is not told where a checksum is missing, nor of an archive that came to nothing', async () => {
    const unknown = await open(() => ({ kind: 'written' }));
    await unknown.intents.saveZip();
    expect(await unknown.outputs()).toBeUndefined();
    const full = await open((delivery) =>
      delivery.path.endsWith('c.dcm') ? { kind: 'no-space', message: 'Full.' } : written(delivery),
    );
    await full.intents.saveZip();
    expect(await full.outputs()).toBeUndefined();
  });

  it('is not told of outputs that later decisions have changed', async () => {
    const { intents, outputs } = await open();
    await intents.saveZip();
    await intents.leaveOut([1]);
    expect(await outputs()).toBeUndefined();
    await intents.saveZip();
    expect(await outputs()).toEqual([rowOf('a'), rowOf('c')]);
  });
});
