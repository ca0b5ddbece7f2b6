import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FolderSaving } from '../../pipeline/contracts/folder-saving.ts';
import type { Pool } from '../../pipeline/contracts/pool.ts';
import { serializeProjectKey } from '../../profile/project-key-file.ts';
import { eventually } from '../../testing/eventually.ts';
import { deidentifiedAs, held, notDicom } from '../../testing/fake-batch.ts';
import { fakeServer, stubNetwork, target } from '../../testing/fake-server.ts';
import { type FakeAnswers, fakeServices } from '../../testing/fake-services.ts';
import { createGate } from '../../testing/gate.ts';
import { keyFile, openPage, openResult } from '../../testing/open-page.ts';
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

describe('another key in the review', () => {
  it('has the files planned anew, and says that new IDs follow it', async () => {
    const { intents, state, review, calls } = await openPage();
    await review();
    calls.length = 0;
    await intents.openKey(keyFile('ab'));
    await eventually(() => expect(state().files.every(({ outcome }) => outcome !== null)).toBe(true));
    expect(calls.filter((call) => !call.startsWith('inspect'))).toEqual([
      'configure ps315-basic hold',
      ...['a', 'b', 'c'].map((path) => `plan ${path} background`),
    ]);
    expect(state()).toMatchObject({ step: 'review', notice: strings.key.followed });
    expect(state().projectKey).toMatchObject({ origin: 'loaded', isSaved: true });
    expect(state().projectKey.bytes[0]).toBe(0xab);
  });

  it('says that the result does not hold any more', async () => {
    const { intents, state, notice } = await withPlaces();
    intents.openReview();
    await intents.openKey(keyFile('ab'));
    expect(notice()).toBe(strings.key.changed);
    expect(state()).toMatchObject({ step: 'review', hasResult: false });
  });
});

describe('a key file', () => {
  const ab = '"format":"nescio-project-key","formatVersion":1';
  const ofSize = (bytes: number) => new File([`{${ab},"key":"${'ab'.repeat(32)}"}`.padEnd(bytes)], 'key.json');

  it.each([
    [4096, 0xab],
    [4097, 0],
  ])('of %i bytes is read up to 4096', async (bytes, first) => {
    const { intents, state, notice } = await withPlaces();
    await intents.openKey(ofSize(bytes));
    expect(state().projectKey.bytes[0]).toBe(first);
    expect(notice()).toBe(first === 0 ? strings.key.notAKey : allSame(3));
  });

  it('that cannot be read is none, and asks no question that was not asked', async () => {
    const { intents, state, notice } = await withPlaces();
    const file = new File(['{}'], 'key.json');
    vi.spyOn(file, 'text').mockRejectedValue(new Error('Gone.'));
    await intents.openKey(file);
    expect(notice()).toBe(strings.key.notAKey);
    expect(state()).toMatchObject({ keyQuestion: null, projectKey: { origin: 'created' } });
  });

  it('is refused while files are written with the key of before', async () => {
    const { intents, state, notice, store } = await withPlaces();
    const { projectKey, files } = state();
    store.dispatch({ kind: 'save-started', what: 'zip', written: 0, writtenBytes: 0, total: 3, totalBytes: 3 });
    await intents.openKey(keyFile('ab'));
    expect(notice()).toBe(strings.refusedWhileWriting);
    expect(state()).toMatchObject({ projectKey, files, save: { kind: 'saving', isOutOfDate: false } });
  });

  it('is taken where no file is DICOM, which ends the run before it begins', async () => {
    const { intents, state, notice } = await withPlaces({ scan: () => notDicom });
    await intents.openKey(keyFile('ab'));
    expect(state()).toMatchObject({ step: 'result', run: null, projectKey: { origin: 'loaded' } });
    expect(notice()).toBe(allSame(0));
  });
});
