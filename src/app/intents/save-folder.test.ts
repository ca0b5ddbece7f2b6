import { describe, expect, it, vi } from 'vitest';
import type { DeliveryResult } from '../../pipeline/contracts/destination.ts';
import type { FolderBatch, FolderSave, FolderSaving } from '../../pipeline/contracts/folder-saving.ts';
import { createGate } from '../../testing/gate.ts';
import { openResult } from '../../testing/open-page.ts';
import { strings } from '../ui/strings.ts';

/** A folder that writes down what it is given. */
function fakeFolder(answer: (path: string) => Promise<DeliveryResult> = async () => ({ kind: 'written' })) {
  const paths: string[] = [];
  const batches: FolderBatch[] = [];
  const abort = vi.fn(async () => undefined);
  const saveOf = (finished: FolderSave['earlier']['finished']): FolderSave => ({
    kind: 'open',
    id: 'one',
    folderName: 'out',
    layout: 'pseudonyms',
    destination: {
      write: ({ path }) => {
        paths.push(path);
        return answer(path);
      },
      close: async () => ({ kind: 'folder', folderName: 'out' }),
      abort,
      leftBehind: () => ['begun'],
    },
    earlier: { finished, taken: [] },
    finishedOutputs: [...finished.values()].map((path) => ({ path, sizeBytes: 5, crc32: 9 })),
  });
  const folders = {
    open: vi.fn<FolderSaving['open']>(async (batchOf) => {
      const batch = await batchOf();
      if (batch === null) return null;
      batches.push(batch);
      return saveOf(new Map());
    }),
    permit: vi.fn<FolderSaving['permit']>(async () => null),
    listUnfinished: async () => [],
    compare: async () => null,
    resume: vi.fn<FolderSaving['resume']>(async (_id, batch) => {
      batches.push(batch);
      await batch.named('pseudonyms');
      return saveOf(new Map([[0, 'N-1/S-1/E-1/a.dcm']]));
    }),
    discard: vi.fn(async () => undefined),
  } satisfies FolderSaving;
  return { folders, paths, batches, abort };
}

async function withFolder(folder = fakeFolder()) {
  const page = await openResult({}, { folders: folder.folders });
  const offer = () => {
    const save = { id: 'one', folderName: 'out', finished: 1, total: 3 };
    page.store.dispatch({ kind: 'resume-offered', resume: { save, refusal: null } });
  };
  return { ...page, ...folder, offer };
}

describe('saving to a folder', () => {
  it('writes each file, under what decides its bytes', async () => {
    const { intents, state, paths, batches } = await withFolder();
    expect(intents.canSaveToFolder).toBe(true);
    await intents.goOnWithoutKey();
    await intents.saveToFolder();
    await intents.goOnWithoutKey();
    expect(paths).toEqual(['N-1/S-1/E-1/a.dcm', 'N-1/S-1/E-1/b.dcm', 'N-1/S-1/E-1/c.dcm']);
    expect(batches[0]!.identity).toEqual({
      projectKey: new Uint8Array(32),
      profileHash: 'hash of ps315-basic',
      patients: null,
      acrossFiles: { unsettledStudies: [], blankedInstances: [] },
    });
    expect(batches[0]!.files).toHaveLength(3);
    expect(state().archives).toMatchObject([
      { files: 3, archive: { kind: 'folder', folderName: 'out', sizeBytes: 18 } },
    ]);
  });

  it('asks for the hash of the profile where it is not known yet', async () => {
    const { intents, batches, store } = await withFolder();
    store.dispatch({ kind: 'profile-hashed', hash: null as never });
    await intents.saveToFolder();
    await intents.goOnWithoutKey();
    expect(batches[0]!.identity.profileHash).toBe('hash of ps315-basic');
  });

  it('writes nothing when the picker is dismissed, and says so and how to go on', async () => {
    const folder = fakeFolder();
    folder.folders.open.mockResolvedValue(null);
    const { intents, state } = await withFolder(folder);
    await intents.saveToFolder();
    await intents.goOnWithoutKey();
    const message = strings.save.noPlace.folder;
    expect(state()).toMatchObject({ save: { kind: 'stopped', isFailure: false, message }, archives: [] });
  });

  it('keeps what is finished when it fails, and says how much, and what could not be taken away', async () => {
    const folder = fakeFolder(async (path) =>
      path.endsWith('b.dcm') ? { kind: 'no-space', message: 'The disk is full.' } : { kind: 'written' },
    );
    const { intents, state } = await withFolder(folder);
    await intents.saveToFolder();
    await intents.goOnWithoutKey();
    const message = strings.save.folderStopped(1, 'The disk is full.', 1);
    expect(state()).toMatchObject({ save: { kind: 'stopped', isFailure: true, message }, archives: [] });
  });

  it('that is cancelled says so', async () => {
    const gate = createGate();
    const folder = fakeFolder(async (path) => {
      if (path.endsWith('b.dcm')) {
        cancel();
        await gate.isOpen;
      }
      return { kind: 'written' };
    });
    const { intents, state, abort } = await withFolder(folder);
    const cancel = intents.cancelSave;
    await intents.saveToFolder();
    await intents.goOnWithoutKey();
    gate.open();
    expect(abort).toHaveBeenCalledTimes(1);
    const message = strings.save.folderCancelled(1, 1);
    expect(state()).toMatchObject({ save: { kind: 'stopped', isFailure: false, message }, archives: [] });
  });

  it('that breaks says so, also where the browser has no folders', async () => {
    const folder = fakeFolder();
    folder.folders.open.mockRejectedValue(new Error('A bug.'));
    const { intents, state } = await withFolder(folder);
    await intents.saveToFolder();
    await intents.goOnWithoutKey();
    expect(state().save).toEqual({ kind: 'stopped', isFailure: true, message: strings.save.folderBroken });
    const without = await openResult();
    expect(without.intents.canSaveToFolder).toBe(false);
    await without.intents.saveToFolder();
    await without.intents.goOnWithoutKey();
    expect(without.state().save).toMatchObject({ kind: 'stopped', message: strings.save.folderBroken });
  });
});

describe('a save to a folder that was broken off', () => {
  it('goes on, passes over what is there, and counts it', async () => {
    const { intents, state, paths, folders, offer, store } = await withFolder();
    await intents.resumeSave();
    expect(folders.resume).not.toHaveBeenCalled();
    offer();
    const shown: unknown[] = [];
    store.subscribe(() => {
      const { save } = state();
      if (save.kind === 'saving') shown.push([save.what, save.written]);
    });
    await intents.resumeSave();
    expect(folders.resume).toHaveBeenCalledWith('one', expect.objectContaining({ files: state().files }));
    expect(paths).toEqual(['N-1/S-1/E-1/b.dcm', 'N-1/S-1/E-1/c.dcm']);
    expect(shown[0]).toEqual(['check', 0]);
    expect(shown).toContainEqual(['folder', 1]);
    expect(state().archives).toMatchObject([{ files: 3, archive: { kind: 'folder', sizeBytes: 1000 + 12 } }]);
  });

  it('is refused with the reason', async () => {
    const folder = fakeFolder();
    folder.folders.resume.mockResolvedValue({ kind: 'refused', reason: 'other-key' });
    const { intents, state, offer } = await withFolder(folder);
    offer();
    await intents.resumeSave();
    const message = strings.resume.refusals['other-key'];
    expect(state().save).toEqual({ kind: 'stopped', isFailure: true, message });
  });

  it('writes nothing when it is cancelled while it is looked at', async () => {
    const folder = fakeFolder();
    const usual = folder.folders.resume.getMockImplementation()!;
    const { intents, state, paths, abort, offer } = await withFolder(folder);
    folder.folders.resume.mockImplementation((id, batch) => {
      intents.cancelSave();
      return usual(id, batch);
    });
    offer();
    await intents.resumeSave();
    expect(paths).toEqual([]);
    expect(abort).toHaveBeenCalledTimes(1);
    const message = strings.save.folderCancelled(1, 0);
    expect(state().save).toEqual({ kind: 'stopped', isFailure: false, message });
  });

  it('is forgotten when the person says so', async () => {
    const { intents, state, folders, offer } = await withFolder();
    await intents.discardResume();
    expect(folders.discard).not.toHaveBeenCalled();
    offer();
    await intents.discardResume();
    expect(folders.discard).toHaveBeenCalledWith('one');
    expect(state().resume).toBeNull();
  });
});
