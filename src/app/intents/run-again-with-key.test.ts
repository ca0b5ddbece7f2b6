import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FolderSaving } from '../../pipeline/contracts/folder-saving.ts';
import type { Pool } from '../../pipeline/contracts/pool.ts';
import { serializeProjectKey } from '../../profile/project-key-file.ts';
import { eventually } from '../../testing/eventually.ts';
import { deidentifiedAs, held } from '../../testing/fake-batch.ts';
import { fakeServer, stubNetwork, target } from '../../testing/fake-server.ts';
import { type FakeAnswers, fakeServices } from '../../testing/fake-services.ts';
import { createGate } from '../../testing/gate.ts';
import { keyFile, openResult } from '../../testing/open-page.ts';
import { strings } from '../ui/strings.ts';
import type { AppServices } from './services.ts';

beforeEach(() => void stubNetwork());
afterEach(() => void vi.unstubAllGlobals());

const allSame = (files: number) => strings.key.runAgain(files, 0);

async function withPlaces(answers: FakeAnswers = {}, own: Partial<AppServices> = {}) {
  const server = fakeServer();
  const open = vi.fn(async () => null);
  const folders = { open, listUnfinished: async () => [] } as unknown as FolderSaving;
  const page = await openResult(answers, { openUpload: server.openUpload, folders, ...own });
  const notice = () => page.state().notice;
  return { ...page, ...server, open, notice };
}

describe('another key behind a result', () => {
  it('says how many files are de-identified again, and nothing else where nothing was saved or asked', async () => {
    const { intents, notice, open, sent } = await withPlaces({
      outcome: (path) => (path === 'b' ? held() : deidentifiedAs(path)),
    });
    await intents.openKey(keyFile('ab'));
    expect(notice()).toBe(allSame(2));
    expect(open).not.toHaveBeenCalled();
    expect(sent).toEqual([]);
  });

  it('says that what was saved before has the former identifiers', async () => {
    const { intents, notice, store } = await withPlaces();
    const archive = { kind: 'picked', fileName: 'a.zip', sizeBytes: 1 } as const;
    store.dispatch({ kind: 'saved', archive, files: 3 });
    await intents.openKey(keyFile('ab'));
    expect(notice()).toBe(`${allSame(3)} ${strings.key.outOfDate}`);
  });

  it('says the same of what was sent', async () => {
    const { intents, notice } = await withPlaces();
    await intents.uploadAgain(target);
    await intents.openKey(keyFile('ab'));
    expect(notice()).toBe(`${allSame(3)} ${strings.key.outOfDate}`);
  });

  it.each([true, false])('goes on with an upload, whether a click was just now or not: %s', async (isActive) => {
    const { intents, notice, sent } = await withPlaces();
    vi.stubGlobal('navigator', { onLine: true, userActivation: { isActive } });
    await intents.upload(target);
    await intents.openKey(keyFile('ab'));
    expect(sent).toEqual([[0, 1, 2]]);
    expect(notice()).toBe(allSame(3));
  });

  it.each([
    [true, 1, allSame(3)],
    [false, 0, `${allSame(3)} ${strings.key.pressAgain}`],
  ])('opens the picker of a folder only soon after a click: %s', async (isActive, count, message) => {
    const { intents, notice, open } = await withPlaces();
    vi.stubGlobal('navigator', { onLine: true, userActivation: { isActive } });
    await intents.saveToFolder();
    await intents.openKey(keyFile('ab'));
    expect(open).toHaveBeenCalledTimes(count);
    expect(notice()).toBe(message);
  });

  it('asks the person to look where the counts are others', async () => {
    let isOther = false;
    const { intents, notice, sent } = await withPlaces({
      outcome: (path) => (isOther && path === 'b' ? held() : deidentifiedAs(path)),
    });
    await intents.upload(target);
    isOther = true;
    await intents.openKey(keyFile('ab'));
    expect(notice()).toBe(`${allSame(2)} ${strings.key.lookAgain}`);
    expect(sent).toEqual([]);
  });

  it('goes on with nothing when the new run is cancelled', async () => {
    const gate = createGate();
    const { pool } = fakeServices().services;
    let isSlow = false;
    const deidentify: Pool['deidentify'] = async function* (jobs, signal, urgency) {
      for await (const planned of pool.deidentify(jobs, signal, urgency)) {
        if (isSlow && planned.job.input.path === 'b') await gate.isOpen;
        yield { ...planned, outcome: deidentifiedAs(planned.job.input.path) };
      }
    };
    const { intents, notice, sent, state } = await withPlaces({}, { pool: { ...pool, deidentify } });
    await intents.upload(target);
    isSlow = true;
    const opened = intents.openKey(keyFile('ab'));
    await eventually(() => expect(state().run).not.toBeNull());
    await eventually(() => expect(state().files[0]?.outcome?.kind).toBe('deidentified'));
    intents.cancelRun();
    gate.open();
    await opened;
    expect(state().files.map(({ outcome }) => outcome?.kind)).toContain('skipped');
    expect(notice()).toBe(strings.run.cancelled);
    expect(sent).toEqual([]);
  });

  it('goes on with nothing when it is cancelled before the workers have the key', async () => {
    const gate = createGate();
    const { services, calls } = fakeServices();
    let isSlow = false;
    const configure = async () => void (isSlow && (await gate.isOpen));
    const { intents, state } = await openResult({}, { pool: { ...services.pool, configure } });
    calls.length = 0;
    isSlow = true;
    const opened = intents.openKey(keyFile('ab'));
    await vi.waitFor(() => expect(state().step).toBe('running'));
    intents.cancelRun();
    gate.open();
    await opened;
    expect(state()).toMatchObject({ step: 'result', run: null, notice: strings.run.cancelled });
    expect(calls.filter((call) => call.startsWith('plan'))).toEqual([]);
  });
});

describe('the key of the page', () => {
  it('is another one already when a single byte differs', async () => {
    const { intents, state } = await withPlaces();
    const bytes = new Uint8Array(32);
    bytes[31] = 1;
    await intents.openKey(new File([serializeProjectKey(bytes)], 'key.json'));
    expect([...state().projectKey.bytes]).toEqual([...bytes]);
  });

  it('starts nothing that nobody asked for when it is opened', async () => {
    const { intents, open, sent } = await withPlaces();
    await intents.openKey(keyFile('00'));
    await intents.goOnWithoutKey();
    await intents.saveKeyAndGoOn();
    expect(open).not.toHaveBeenCalled();
    expect(sent).toEqual([]);
  });

  it('is whole in the file that is saved', async () => {
    const { intents, downloads, state } = await withPlaces();
    intents.saveKey();
    expect(await downloads[0]!.blob.text()).toBe(serializeProjectKey(state().projectKey.bytes));
    expect(downloads[0]!.blob.type).toBe('application/json');
  });
});
