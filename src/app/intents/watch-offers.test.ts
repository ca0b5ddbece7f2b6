import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FolderSaving, ResumeRefusal } from '../../pipeline/contracts/folder-saving.ts';
import type { DeployedDestination, UnfinishedUpload } from '../../pipeline/contracts/upload.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { turnsOfTheLoop } from '../../testing/eventually.ts';
import { stubNetwork, target } from '../../testing/fake-server.ts';
import { createBatchState } from '../batch/batch-state.ts';
import { createBatchStore } from '../batch/batch-store.ts';
import { watchResume } from './watch-resume.ts';
import { watchUploads } from './watch-uploads.ts';

beforeEach(() => void stubNetwork());
afterEach(() => void vi.unstubAllGlobals());

const createStore = () => createBatchStore(createBatchState(createProfile('ps315-basic'), null, new Uint8Array(32)));
const otherKey = { bytes: new Uint8Array(32).fill(7), origin: 'loaded', isSaved: true } as const;
const started = { kind: 'save-started', what: 'folder', written: 0, writtenBytes: 0, total: 1, totalBytes: 1 } as const;
const stopped = { kind: 'save-stopped', isFailure: true, message: '' } as const;

describe('the offer to go on with a save', () => {
  const save = { id: 'one', folderName: 'out', finished: 1, total: 3 };

  function watch(saves: readonly (typeof save)[] = [save]) {
    const store = createStore();
    const listUnfinished = vi.fn(async () => saves);
    const compare = vi.fn<FolderSaving['compare']>(async () => null);
    watchResume(store, { folders: { listUnfinished, compare } as unknown as FolderSaving });
    return { store, listUnfinished, compare, resume: () => store.getState().resume };
  }

  it('comes once the profile is known, with what stands in its way', async () => {
    const { store, listUnfinished, compare, resume } = watch();
    await turnsOfTheLoop();
    expect(listUnfinished).not.toHaveBeenCalled();
    compare.mockResolvedValue('other-key');
    store.dispatch({ kind: 'profile-hashed', hash: 'one' });
    await turnsOfTheLoop();
    expect(compare).toHaveBeenCalledWith('one', { projectKey: new Uint8Array(32), profileHash: 'one' });
    expect(resume()).toEqual({ save, refusal: 'other-key' });
  });

  it('is looked at again with another key, another profile and after a save, and otherwise not', async () => {
    const { store, listUnfinished } = watch();
    const looks = async () => {
      await turnsOfTheLoop();
      const count = listUnfinished.mock.calls.length;
      listUnfinished.mockClear();
      return count;
    };
    store.dispatch({ kind: 'profile-hashed', hash: 'one' });
    expect(await looks()).toBe(1);
    store.dispatch({ kind: 'noticed', message: 'Something else.' });
    expect(await looks()).toBe(0);
    store.dispatch({ kind: 'key-changed', projectKey: otherKey });
    expect(await looks()).toBe(1);
    store.dispatch({ kind: 'profile-hashed', hash: 'two' });
    expect(await looks()).toBe(1);
    store.dispatch(started);
    expect(await looks()).toBe(1);
    store.dispatch(stopped);
    expect(await looks()).toBe(1);
  });

  it('goes when there is nothing to go on with, and a look that was overtaken says nothing', async () => {
    const { store, listUnfinished, compare, resume } = watch();
    const slow: ((refusal: ResumeRefusal | null) => void)[] = [];
    compare.mockImplementation(() => new Promise((resolve) => slow.push(resolve)));
    store.dispatch({ kind: 'profile-hashed', hash: 'one' });
    await turnsOfTheLoop();
    store.dispatch({ kind: 'profile-hashed', hash: 'two' });
    await turnsOfTheLoop();
    slow[1]!(null);
    await turnsOfTheLoop();
    slow[0]!('other-profile');
    await turnsOfTheLoop();
    expect(resume()).toEqual({ save, refusal: null });
    listUnfinished.mockResolvedValue([]);
    store.dispatch({ kind: 'profile-hashed', hash: 'three' });
    await turnsOfTheLoop();
    expect(resume()).toBeNull();
  });

  it('does not come where the browser keeps no journal or has no folders', async () => {
    const { store, listUnfinished, resume } = watch();
    listUnfinished.mockRejectedValue(new DOMException('', 'SecurityError'));
    store.dispatch({ kind: 'profile-hashed', hash: 'one' });
    await turnsOfTheLoop();
    expect(resume()).toBeNull();
    const without = createStore();
    watchResume(without, { folders: null });
    without.dispatch({ kind: 'profile-hashed', hash: 'one' });
    await turnsOfTheLoop();
    expect(without.getState().resume).toBeNull();
  });
});

describe('what is said of an upload that was broken off', () => {
  const upload: UnfinishedUpload = { id: 'one', stored: 1, total: 3, isSameKey: true };
  const destination: DeployedDestination = {
    kind: 'stow-rs',
    name: 'One',
    url: target.url,
    signIn: 'none',
    credentials: null,
    stores: [],
  };
  const sending = {
    kind: 'sending',
    target,
    total: 1,
    totalBytes: 1,
    sentBytes: 0,
    counts: { stored: 0, refused: 0, notSent: 0 },
    isCancelling: false,
    isOffline: false,
    pause: null,
  } as const;

  function watch(destinations: readonly DeployedDestination[] = [destination]) {
    const store = createStore();
    const listUnfinished = vi.fn(async (_key: Uint8Array): Promise<readonly UnfinishedUpload[]> => [upload]);
    watchUploads(store, { destinations, uploadJournal: { listUnfinished, discard: async () => undefined } });
    return { store, listUnfinished, resume: () => store.getState().uploadResume };
  }

  it('is asked for at the start, with another key and after an upload, and otherwise not', async () => {
    const { store, listUnfinished, resume } = watch();
    const looks = async () => {
      await turnsOfTheLoop();
      const keys = listUnfinished.mock.calls.map(([key]) => key[0]);
      listUnfinished.mockClear();
      return keys;
    };
    expect(await looks()).toEqual([0]);
    expect(resume()).toEqual(upload);
    store.dispatch({ kind: 'noticed', message: 'Something else.' });
    expect(await looks()).toEqual([]);
    store.dispatch({ kind: 'key-changed', projectKey: otherKey });
    expect(await looks()).toEqual([7]);
    store.dispatch({ kind: 'upload-changed', upload: sending, entries: [] });
    expect(await looks()).toEqual([7]);
    store.dispatch({ kind: 'upload-changed', upload: { kind: 'idle' }, entries: [] });
    listUnfinished.mockResolvedValue([]);
    expect(await looks()).toEqual([7]);
  });

  it('goes when nothing is broken off any more, and a look that was overtaken says nothing', async () => {
    const { store, listUnfinished, resume } = watch();
    await turnsOfTheLoop();
    const slow: ((uploads: readonly UnfinishedUpload[]) => void)[] = [];
    listUnfinished.mockImplementation(() => new Promise((resolve) => slow.push(resolve)));
    store.dispatch({ kind: 'key-changed', projectKey: otherKey });
    store.dispatch({ kind: 'key-changed', projectKey: { ...otherKey, bytes: new Uint8Array(32) } });
    slow[1]!([]);
    await turnsOfTheLoop();
    slow[0]!([upload]);
    await turnsOfTheLoop();
    expect(resume()).toBeNull();
  });

  it('is nothing where the page has no destinations or no journal', async () => {
    const { listUnfinished } = watch([]);
    await turnsOfTheLoop();
    expect(listUnfinished).not.toHaveBeenCalled();
    const broken = watch();
    broken.listUnfinished.mockRejectedValue(new DOMException('', 'SecurityError'));
    broken.store.dispatch({ kind: 'key-changed', projectKey: otherKey });
    await turnsOfTheLoop();
    expect(broken.listUnfinished).toHaveBeenCalled();
  });
});
