import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { createBatchState } from './batch-state.ts';
import { createBatchStore } from './batch-store.ts';
import { compareCounts } from './derived/count-effect.ts';
import { isWriting } from './derived/is-writing.ts';
import { countOutcomes } from './outcomes.ts';
import { hostOf } from './upload-progress.ts';

const key = new Uint8Array(32).fill(3);
const create = () => createBatchState(createProfile('ps315-basic'), null, key);

describe('a page that was just opened', () => {
  it('claims nothing of itself: no workers, no key in a file, nothing remembered, no result', () => {
    const { pool, projectKey, isRemembered, hasResult, files } = create();
    expect(pool.kind).toBe('starting');
    expect(projectKey).toEqual({ bytes: key, origin: 'created', isSaved: false });
    expect(isRemembered).toBe(false);
    expect(hasResult).toBe(false);
    expect(countOutcomes(files)).toEqual({ deidentified: 0, held: 0, skipped: 0, failed: 0 });
  });

  it('writes nothing, and hashes outputs only when a person asks for it', () => {
    const state = create();
    expect(isWriting(state)).toBe(false);
    expect(['save', 'records', 'upload'].map((what) => state[what as 'save'].kind)).toEqual(['idle', 'idle', 'idle']);
    expect(state.hashesOutputs).toBe(false);
  });

  it('says of no change of the profile that it changed numbers', () => {
    const { countEffect } = create();
    const none = { ready: 0, ...countOutcomes([]) };
    expect(countEffect).toEqual(compareCounts(none, none));
  });

  it('is as a batch that was started over, but for the key that was saved', () => {
    const store = createBatchStore(create());
    const { forecast: _, ...first } = store.getState();
    store.dispatch({ kind: 'key-saved' });
    store.dispatch({ kind: 'started-over' });
    expect(store.getState()).toMatchObject({ ...first, projectKey: { ...first.projectKey, isSaved: true } });
  });
});

describe('the name of a server', () => {
  it.each([
    ['https://pacs.example.org/studies', 'pacs.example.org'],
    ['http://127.0.0.1:8042/dicom-web', '127.0.0.1:8042'],
  ])('is the host of its address, with a port that is not the usual one: %s', (url, host) => {
    expect(hostOf({ url })).toBe(host);
  });

  it.each(['', 'pacs.exam'])('is the text itself while it is typed and is no address yet: %j', (url) => {
    expect(hostOf({ url })).toBe(url);
  });
});
