import { describe, expect, it, vi } from 'vitest';
import type { FileOutcome } from '../../pipeline/contracts/file-outcome.ts';
import type { FolderSaving } from '../../pipeline/contracts/folder-saving.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { eventually } from '../../testing/eventually.ts';
import { deidentified, held } from '../../testing/fake-batch.ts';
import { stubNetwork, target } from '../../testing/fake-server.ts';
import { type FakeAnswers, fakeServices } from '../../testing/fake-services.ts';
import { keyFile } from '../../testing/open-page.ts';
import { unstated } from '../../testing/pixel-statements.ts';
import { createBatchState } from '../batch/batch-state.ts';
import { createBatchStore, reduceBatch } from '../batch/batch-store.ts';
import { countOutcomes } from '../batch/outcomes.ts';
import { createIntents } from './create-intents.ts';

const ownKey = new Uint8Array(32);
stubNetwork();

/** A page with a result; pickers and servers are asked and give nothing. */
async function withResult(answers: FakeAnswers = {}) {
  const { services, calls } = fakeServices(answers);
  const openFolder = vi.fn(async () => null);
  const openUpload = vi.fn(() => ({
    write: async () => ({ kind: 'written' }) as const,
    close: async () => ({ kind: 'uploaded', stoppedBy: null, brokenOff: null }) as const,
    abort: async () => undefined,
  }));
  const folders = { open: openFolder, listUnfinished: async () => [] } as unknown as FolderSaving;
  const store = createBatchStore(createBatchState(createProfile('ps315-basic'), null, ownKey));
  const intents = createIntents(store, { ...services, folders, openUpload });
  await intents.apply();
  intents.addSample();
  await eventually(() => expect(store.getState().step).toBe('review'));
  await intents.deidentify();
  return { intents, calls, openFolder, openUpload, state: () => store.getState() };
}

const acts = [
  ['folder', 'saveToFolder'],
  ['upload', 'upload'],
] as const;

describe.each(acts)('the question about the project key before: %s', (kind, act) => {
  async function asked(answers: FakeAnswers = {}) {
    const page = await withResult(answers);
    const begun = kind === 'folder' ? page.openFolder : page.openUpload;
    const press = () => (act === 'upload' ? page.intents.upload(target) : page.intents.saveToFolder());
    await press();
    return { ...page, begun, press };
  }

  it('comes first, and nothing begins before its answer', async () => {
    const { state, begun, intents } = await asked();
    expect(state().keyQuestion).toMatchObject({ about: { kind }, problem: null });
    intents.dismissKeyQuestion();
    expect(state().keyQuestion).toBeNull();
    expect(begun).not.toHaveBeenCalled();
  });

  it('goes on without, and asks again the next time', async () => {
    const { state, begun, intents, press, calls } = await asked();
    await intents.goOnWithoutKey();
    expect(begun).toHaveBeenCalledTimes(1);
    expect(calls).not.toContain('download nescio-project-key.json');
    expect(state().projectKey.isSaved).toBe(false);
    await press();
    expect(state().keyQuestion).not.toBeNull();
    expect(begun).toHaveBeenCalledTimes(1);
  });

  it('saves the key and goes on, and does not ask again', async () => {
    const { state, begun, intents, press, calls } = await asked();
    await intents.saveKeyAndGoOn();
    expect(calls).toContain('download nescio-project-key.json');
    expect(begun).toHaveBeenCalledTimes(1);
    await press();
    expect(state().keyQuestion).toBeNull();
    expect(begun).toHaveBeenCalledTimes(2);
  });

  it('opens another key, de-identifies again with it, says so, and goes on', async () => {
    const { state, begun, intents, calls } = await asked();
    calls.length = 0;
    await intents.openKey(keyFile('ab'));
    expect(calls).toContain('configure ps315-basic hold');
    expect(state()).toMatchObject({
      step: 'result',
      keyQuestion: null,
      projectKey: { origin: 'loaded', isSaved: true },
    });
    expect(state().projectKey.bytes[0]).toBe(0xab);
    expect(countOutcomes(state().files).deidentified).toBe(3);
    expect(state().notice).toMatch(/3 files were de-identified again.*decisions were kept/);
    expect(begun).toHaveBeenCalledTimes(1);
  });

  it('runs nothing again when the key that is opened is the page’s own', async () => {
    const { state, begun, intents, calls } = await asked();
    const before = state().files;
    calls.length = 0;
    await intents.openKey(keyFile('00'));
    expect(state().files).toBe(before);
    expect(calls).toEqual([]);
    expect(state().projectKey).toMatchObject({ origin: 'loaded', isSaved: true });
    expect(begun).toHaveBeenCalledTimes(1);
  });

  it('stays, with a message, when the file is not a key', async () => {
    const { state, begun, intents } = await asked();
    await intents.openKey(new File(['{}'], 'holiday.json'));
    expect(state().keyQuestion?.problem).toMatch(/not a project key/);
    expect(state().projectKey.bytes).toBe(ownKey);
    expect(begun).not.toHaveBeenCalled();
  });

  it('does not go on when the counts are others under the other key', async () => {
    let runs = 0;
    const outcome = (path: string): FileOutcome => {
      if (path === 'a') runs += 1;
      return runs > 1 && path === 'b' ? held() : deidentified;
    };
    const { state, begun, intents } = await asked({ outcome });
    await intents.openKey(keyFile('ab'));
    expect(countOutcomes(state().files)).toMatchObject({ deidentified: 2, held: 1 });
    expect(state().notice).toMatch(/look at the result/);
    expect(begun).not.toHaveBeenCalled();
  });
});

it('keeps what was said about the key in sight while the save that follows goes on', async () => {
  const { intents, state } = await withResult();
  await intents.openKey(keyFile('ab'));
  const during = reduceBatch(state(), {
    kind: 'save-started',
    what: 'folder',
    written: 0,
    writtenBytes: 0,
    total: 3,
    totalBytes: 3,
  });
  expect(during.save.kind).toBe('saving');
  expect(during.notice).toMatch(/3 files were de-identified again/);
});

describe('decisions under another key', () => {
  const released = (message: string): FileOutcome => ({
    ...(deidentified as Extract<FileOutcome, { kind: 'deidentified' }>),
    findings: [{ code: 'released-residual-identifier', message, path: '(0008,1030)' }],
  });
  const release = { reason: 'Known', pixels: unstated, shown: 'The path.' };

  it('stay: files left out, and releases that let the same through', async () => {
    const { intents, state } = await withResult({
      outcome: (path, isReleased) => (path !== 'a' ? deidentified : isReleased ? released('In one place.') : held()),
    });
    await intents.release([state().files[0]!.id], release);
    intents.leaveOut([state().files[2]!.id]);
    await intents.openKey(keyFile('ab'));
    expect(state().files[0]).toMatchObject({ release, outcome: { kind: 'deidentified' } });
    expect(state().leftOut.size).toBe(1);
    expect(state().notice).toMatch(/Your decisions were kept\./);
  });

  it('are taken back where a release would let more through than the person saw', async () => {
    let places = 'In one place.';
    const { intents, state } = await withResult({
      outcome: (path, isReleased) => (path !== 'a' ? deidentified : isReleased ? released(places) : held()),
    });
    await intents.release([state().files[0]!.id], release);
    places = 'In two places.';
    await intents.openKey(keyFile('ab'));
    expect(state().files[0]).toMatchObject({ release: null, outcome: { kind: 'held' } });
    expect(state().notice).toMatch(/but for 1 file/);
  });
});
