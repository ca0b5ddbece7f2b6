import { describe, expect, it, vi } from 'vitest';
import type { DeliveryResult, Destination } from '../../pipeline/contracts/destination.ts';
import { eventually } from '../../testing/eventually.ts';
import { deidentifiedAs, held } from '../../testing/fake-batch.ts';
import type { FakeAnswers } from '../../testing/fake-services.ts';
import { createGate } from '../../testing/gate.ts';
import { openResult } from '../../testing/open-page.ts';
import { strings } from '../ui/strings.ts';
import { archiveNeedBytes } from './free-space.ts';
import type { AppServices } from './services.ts';

type Archive = Awaited<ReturnType<NonNullable<Awaited<ReturnType<AppServices['openZip']>>>['close']>>;

const picked: Archive = { kind: 'picked', fileName: 'deidentified.zip', sizeBytes: 77 };

/** A ZIP that writes down what it is given. */
function fakeZip(parts: Partial<Destination<Archive & object>> & { readonly archive?: Archive } = {}) {
  const paths: string[] = [];
  const abort = vi.fn(async () => undefined);
  const { archive = picked, ...own } = parts;
  const write = async ({ path }: { readonly path: string }): Promise<DeliveryResult> => {
    paths.push(path);
    return { kind: 'written' };
  };
  const destination = { write, close: async () => archive, abort, ...own } as NonNullable<
    Awaited<ReturnType<AppServices['openZip']>>
  >;
  return { paths, abort, destination };
}

async function withZip(zip = fakeZip(), answers: FakeAnswers = {}, own: Partial<AppServices> = {}) {
  const openZip = vi.fn(async () => zip.destination);
  const page = await openResult(answers, { openZip, ...own });
  return { ...page, ...zip, openZip };
}

describe('saving a ZIP', () => {
  it('writes what is de-identified, in the order of the new paths, and nothing that is held', async () => {
    const { intents, state, paths, openZip } = await withZip(undefined, {
      outcome: (path) => (path === 'b' ? held() : deidentifiedAs(path === 'a' ? 'z' : path)),
    });
    await intents.saveZip();
    expect(openZip).toHaveBeenCalledWith('deidentified.zip');
    expect(paths).toEqual(['N-1/S-1/E-1/c.dcm', 'N-1/S-1/E-1/z.dcm']);
    expect(state().save).toEqual({ kind: 'idle' });
    expect(state().archives).toEqual([
      { number: 1, archive: picked, files: 2, layout: 'pseudonyms', isOutOfDate: false },
    ]);
  });

  it('writes nothing a second time until something has changed, or the person wants it all the same', async () => {
    const { intents, state, openZip } = await withZip();
    await intents.saveZip();
    await intents.saveZip();
    expect(openZip).toHaveBeenCalledTimes(1);
    expect(state().save).toEqual({ kind: 'unneeded', what: 'zip', number: 1 });
    await intents.saveAgain('zip');
    expect(openZip).toHaveBeenCalledTimes(2);
    expect(state()).toMatchObject({ save: { kind: 'idle' }, archives: [{ number: 1 }, { number: 2 }] });
    await intents.leaveOut([state().files[0]!.id]);
    await intents.saveZip();
    expect(openZip).toHaveBeenCalledTimes(3);
    intents.chooseLayout('dicomdir');
    await intents.saveZip();
    expect(openZip).toHaveBeenCalledTimes(4);
  });

  it('opens one picker for two clicks', async () => {
    const gate = createGate();
    const zip = fakeZip();
    const openZip = vi.fn(async () => {
      await gate.isOpen;
      return zip.destination;
    });
    const { intents, state } = await withZip(zip, {}, { openZip });
    const first = intents.saveZip();
    await intents.saveZip();
    gate.open();
    await first;
    expect(openZip).toHaveBeenCalledTimes(1);
    expect(state().archives).toHaveLength(1);
    await intents.saveAgain('zip');
    expect(openZip).toHaveBeenCalledTimes(2);
  });

  it('refuses decisions while it writes', async () => {
    const { intents, store, state } = await withZip();
    store.dispatch({ kind: 'save-started', what: 'zip', written: 0, writtenBytes: 0, total: 3, totalBytes: 3 });
    const { files, leftOut } = state();
    await intents.leaveOut([1]);
    await intents.putBack([1]);
    await intents.release([1], null);
    intents.inspect(1);
    expect([state().files === files, state().leftOut === leftOut, state().step]).toEqual([true, true, 'result']);
    expect(state().notice).toBe(strings.refusedWhileWriting);
  });

  it('counts only what it writes', async () => {
    const { intents, store, state } = await withZip(undefined, {
      outcome: (path) => (path === 'b' ? held() : deidentifiedAs(path)),
    });
    const totals = new Set<number>();
    store.subscribe(() => {
      const { save } = state();
      if (save.kind === 'saving') totals.add(save.total);
    });
    await intents.saveZip();
    expect([...totals]).toEqual([2]);
  });

  it('writes nothing when the picker is dismissed, and says so and how to go on', async () => {
    const { intents, state } = await withZip(undefined, {}, { openZip: async () => null });
    await intents.saveZip();
    const message = strings.save.noPlace.zip;
    expect(state()).toMatchObject({ save: { kind: 'stopped', isFailure: false, message }, archives: [] });
  });

  it('hands a staged archive to the browser, and a picked one not', async () => {
    const file = new File(['zip'], 'deidentified.zip');
    const archive = { kind: 'staged', file, discard: async () => undefined } as const;
    const staged = await withZip(fakeZip({ archive }));
    await staged.intents.saveZip();
    expect(staged.calls).toContain('download deidentified.zip');
    const { intents, calls } = await withZip();
    await intents.saveZip();
    expect(calls.filter((call) => call.startsWith('download'))).toEqual([]);
  });

  it('shows what is to be written, and what is', async () => {
    const gate = createGate();
    const zip = fakeZip();
    const { write } = zip.destination;
    const slow = {
      ...zip.destination,
      write: async (delivery: Parameters<typeof write>[0]) => {
        if (delivery.path.endsWith('b.dcm')) await gate.isOpen;
        return write(delivery);
      },
    };
    const { intents, state, store } = await withZip({ ...zip, destination: slow });
    const seen: unknown[] = [];
    store.subscribe(() => {
      const { save } = state();
      if (save.kind === 'saving') seen.push([save.written, save.writtenBytes]);
    });
    const save = intents.saveZip();
    await eventually(() =>
      expect(state().save).toEqual({
        kind: 'saving',
        what: 'zip',
        written: 1,
        writtenBytes: 6,
        total: 3,
        totalBytes: 3000,
        isOutOfDate: false,
        isCancelling: false,
      }),
    );
    gate.open();
    await save;
    expect(seen.at(-1)).toEqual([3, 18]);
  });

  it('that is cancelled leaves nothing, and says what could not be taken away', async () => {
    const gate = createGate();
    const zip = fakeZip({
      write: () => gate.isOpen.then(() => ({ kind: 'written' })),
      leftBehind: () => ['one', 'two'],
    });
    const { intents, state, abort } = await withZip(zip);
    const save = intents.saveZip();
    await eventually(() => expect(state().save.kind).toBe('saving'));
    intents.cancelSave();
    expect(state().save).toMatchObject({ kind: 'saving', isCancelling: true });
    await save;
    gate.open();
    expect(abort).toHaveBeenCalledTimes(1);
    expect(state()).toMatchObject({
      save: { kind: 'stopped', isFailure: false, message: strings.save.cancelled(2) },
      archives: [],
    });
  });

  it('can be made after one that was cancelled', async () => {
    const { intents, state } = await withZip();
    intents.cancelSave();
    await intents.saveZip();
    expect(state().archives).toHaveLength(1);
  });

  it('that fails says why, and counts as no archive', async () => {
    const write = async () => ({ kind: 'no-space', message: 'The disk is full.' }) as const;
    const { intents, state, abort } = await withZip(fakeZip({ write }));
    await intents.saveZip();
    expect(abort).toHaveBeenCalledTimes(1);
    expect(state().archives).toEqual([]);
    expect(state().save).toMatchObject({ kind: 'stopped', isFailure: true });
    expect(JSON.stringify(state().save)).toContain('The disk is full.');
  });

  it('that cannot be begun says so', async () => {
    const openZip = async () => {
      throw new Error('A bug.');
    };
    const { intents, state } = await withZip(undefined, {}, { openZip });
    await intents.saveZip();
    expect(state().save).toEqual({ kind: 'stopped', isFailure: true, message: strings.save.broken });
  });

  it('re-counts a file that is not what it was, and does not write it', async () => {
    const outcome = { kind: 'failed', code: 'changed-on-disk', reason: 'It changed.' } as const;
    const { intents, state, paths } = await withZip(undefined, {
      produce: (path) => (path === 'b' ? { kind: 'refused', id: 1, outcome } : null),
    });
    await intents.saveZip();
    expect(paths).toEqual(['N-1/S-1/E-1/a.dcm', 'N-1/S-1/E-1/c.dcm']);
    expect(state().files[1]?.outcome).toEqual(outcome);
    expect(state().archives[0]).toMatchObject({ files: 2, isOutOfDate: false });
  });
});

describe('room for a staged ZIP', () => {
  const storageOf = (freeBytes: number) => ({ kind: 'storage', freeBytes }) as const;

  it('that is too small is said before anything is asked for or written, and can be ignored', async () => {
    const { intents, state, openZip } = await withZip(undefined, {}, { stagingRoom: async () => storageOf(1000) });
    await intents.saveZip();
    expect(openZip).not.toHaveBeenCalled();
    expect(state().save).toEqual({
      kind: 'no-room',
      needBytes: archiveNeedBytes(state().files),
      room: storageOf(1000),
    });
    await intents.saveZip(true);
    expect(state().archives).toHaveLength(1);
  });

  it('that is just enough is enough', async () => {
    const needBytes = 3 * 1000 + 3 * 2048 + 64 * 1024;
    const { intents, state } = await withZip(undefined, {}, { stagingRoom: async () => storageOf(needBytes) });
    await intents.saveZip();
    expect(state().archives).toHaveLength(1);
    const less = await withZip(undefined, {}, { stagingRoom: async () => storageOf(needBytes - 1) });
    await less.intents.saveZip();
    expect(less.state().save).toMatchObject({ kind: 'no-room', needBytes });
  });
});

describe('copies that the browser keeps', () => {
  const copy = (name: string) => ({ file: new File(['zip'], name), discard: vi.fn(async () => undefined) });

  it('are downloaded again under their name, and deleted when the person says so', async () => {
    const one = copy('deidentified.zip');
    const { intents, state, downloads } = await withZip(fakeZip({ archive: { kind: 'staged', ...one } }));
    await intents.saveZip();
    intents.downloadAgain(one.file);
    expect(downloads.map(({ name }) => name)).toEqual(['deidentified.zip', 'deidentified.zip']);
    await intents.deleteCopy(7);
    expect(one.discard).not.toHaveBeenCalled();
    await intents.deleteCopy(1);
    expect(one.discard).toHaveBeenCalledTimes(1);
    expect(state().archives[0]).toMatchObject({ number: 1, archive: { kind: 'downloaded', sizeBytes: 3 } });
    await intents.startOver();
    expect(one.discard).toHaveBeenCalledTimes(1);
  });

  it('go with the batch: those of a ZIP, and those of a set of ZIPs', async () => {
    const copies = ['a', 'b', 'c'].map(copy);
    const { intents, store } = await withZip();
    const zipOf = (at: number) => ({ name: `${at}.zip`, files: 1, sizeBytes: 3, copy: copies[at]! });
    const zips = [zipOf(1), zipOf(2), { ...zipOf(2), copy: null }];
    const outputs = [
      { kind: 'staged', ...copies[0]! },
      { kind: 'studies', folderName: null, zips, left: [] },
      { kind: 'folder', folderName: 'out', sizeBytes: 3 },
    ] as const;
    for (const archive of outputs) store.dispatch({ kind: 'saved', archive, files: 1 });
    await intents.startOver();
    for (const { discard } of copies) expect(discard).toHaveBeenCalledTimes(1);
    expect(store.getState().archives).toEqual([]);
  });
});
