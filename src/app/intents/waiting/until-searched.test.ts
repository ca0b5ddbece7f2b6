import { describe, expect, it, vi } from 'vitest';
import type { DeliveryResult } from '../../../pipeline/contracts/destination.ts';
import type { ScanResult } from '../../../pipeline/contracts/file-outcome.ts';
import type { TextService } from '../../../pipeline/contracts/text-search.ts';
import { waitsForSearch } from '../../../pipeline/text/searchable-files.ts';
import type { RecordsRequest } from '../../../report/records-input.ts';
import { eventually, turnsOfTheLoop } from '../../../testing/eventually.ts';
import { deidentifiedAs, fakeFile, held } from '../../../testing/fake-batch.ts';
import { createGate } from '../../../testing/gate.ts';
import { openPage } from '../../../testing/open-page.ts';
import type { Release } from '../../batch/outcomes.ts';
import { strings } from '../../ui/strings.ts';
import { exportable } from '../save-run.ts';
import type { AppServices } from '../services.ts';

type Zip = NonNullable<Awaited<ReturnType<AppServices['openZip']>>>;

/** A ZIP that writes down the names that it is given. */
function zipInto(paths: string[]): Zip {
  const write = async ({ path }: { readonly path: string }): Promise<DeliveryResult> => {
    paths.push(path.slice(-5, -4));
    return { kind: 'written' };
  };
  const close = async () => ({ kind: 'picked', fileName: 'deidentified.zip', sizeBytes: 1 }) as const;
  return { write, close, abort: async () => undefined };
}

function scanOfB(): ScanResult {
  const { scan } = fakeFile(1);
  return scan.kind === 'dicom' ? { ...scan, imageRisk: 'B' } : scan;
}

/** A result of three files of class B whose search ends when the gate opens; it finds a text in b then. */
async function withSearch(own: Partial<AppServices> = {}) {
  const gate = createGate();
  const found = { isFound: false };
  const look: TextService['look'] = async (_, stopped) => {
    const isStopped = new Promise((resolve) => stopped.addEventListener('abort', resolve));
    await Promise.race([gate.isOpen, isStopped]);
    found.isFound = !stopped.aborted;
    return { kind: 'looked', texts: [], frames: 1 };
  };
  const texts = {
    look,
    project: async () => ({ kind: 'added', frames: 1 }) as const,
    lookAtProjections: async () => ({ kind: 'looked', texts: [], frames: 1 }) as const,
    isBroken: () => false,
    end: () => undefined,
  };
  const paths: string[] = [];
  const abort = vi.fn(async () => undefined);
  const destination = { ...zipInto(paths), abort };
  const openZip = vi.fn(async () => destination);
  const outcome = (path: string) => (path === 'b' && found.isFound ? held() : deidentifiedAs(path));
  const page = await openPage({ scan: scanOfB, outcome }, { texts, openZip, ...own });
  page.intents.changeSearchScope('all');
  await page.review();
  await page.intents.deidentify();
  await eventually(() => expect(page.state().search.phase).toBe('searching'));
  expect(exportable(page.store)).toEqual([]);
  return { ...page, gate, paths, abort, openZip, destination };
}

describe('a save or an upload while images are searched', () => {
  it('opens its place in the click, and writes when the search has ended, without what it found', async () => {
    const { intents, state, gate, openZip, paths } = await withSearch();
    const saved = intents.saveZip();
    await eventually(() => expect(state().postponed).toBe('save'));
    expect([openZip.mock.calls.length, paths]).toEqual([1, []]);
    await intents.saveZip();
    await intents.saveStudies();
    expect(openZip).toHaveBeenCalledTimes(1);
    gate.open();
    await saved;
    expect(paths).toEqual(['a', 'c']);
    expect(state()).toMatchObject({
      postponed: null,
      save: { kind: 'idle' },
      archives: [{ files: 2, isOutOfDate: false }],
    });
  });

  it('goes on with a search that was stopped', async () => {
    const { intents, state, gate, paths } = await withSearch();
    intents.stopSearch();
    await eventually(() => expect(state().search.phase).toBe('stopped'));
    const saved = intents.saveZip();
    await eventually(() => expect(state().search.phase).toBe('searching'));
    gate.open();
    await saved;
    expect(paths).toEqual(['a', 'c']);
  });

  it('tries a search that did not run once more, and writes then what waited for it alone', async () => {
    const problem = { kind: 'problem', code: 'decoder-lost', transferSyntaxUid: '', layout: '' } as const;
    const look = vi.fn(async () => problem);
    const texts = { look, project: look, lookAtProjections: look, isBroken: () => true, end: () => undefined };
    const paths: string[] = [];
    const openZip = async () => zipInto(paths);
    const outcome = (path: string, isReleased: boolean) =>
      path === 'b' && !isReleased ? held() : deidentifiedAs(path);
    const page = await openPage({ scan: scanOfB, outcome }, { texts, openZip });
    page.intents.changeSearchScope('all');
    await page.review();
    await eventually(() => expect(page.state().search.phase).toBe('broken'));
    await page.intents.deidentify();
    const release = { reason: 'Known', pixels: { kind: 'unstated' }, atIso: '', shown: '' } as unknown as Release;
    await page.intents.release([1], release);
    expect(page.state().files.map((file) => waitsForSearch(file, 'all'))).toEqual([false, true, false]);
    look.mockClear();
    await page.intents.saveZip();
    expect([look.mock.calls.length > 0, paths]).toEqual([true, ['a', 'b', 'c']]);
  });

  it('goes on at once without the search, into the place that is open', async () => {
    const { intents, state, openZip, paths } = await withSearch();
    const saved = intents.saveZip();
    await eventually(() => expect(state().postponed).toBe('save'));
    await intents.saveWithoutSearch();
    await saved;
    expect([openZip.mock.calls.length, paths]).toEqual([1, ['a', 'b', 'c']]);
    expect(state().files.map(({ search }) => search)).toEqual(
      Array(3).fill({ kind: 'not-searched', cause: 'stopped' }),
    );
  });

  it('leaves the search alone where the picker for a save without it is dismissed', async () => {
    const { intents, state } = await withSearch({ openZip: async () => null });
    await intents.saveWithoutSearch();
    expect(state().files.map(({ search }) => search)).toEqual([undefined, undefined, undefined]);
  });

  it('does not begin by itself where the search breaks down meanwhile: that is for the person to decide', async () => {
    const broken = createGate();
    const look = async () => {
      await broken.isOpen;
      return { kind: 'problem', code: 'decoder-lost', transferSyntaxUid: '', layout: '' } as const;
    };
    const texts = { look, project: look, lookAtProjections: look, isBroken: () => true, end: () => undefined };
    const { intents, state, abort, paths } = await withSearch({ texts });
    const saved = intents.saveZip();
    await eventually(() => expect(state().postponed).toBe('save'));
    broken.open();
    await saved;
    expect([state().search.phase, abort.mock.calls.length, paths]).toEqual(['broken', 1, []]);
    await intents.saveWithoutSearch();
    expect(paths).toEqual(['a', 'b', 'c']);
  });

  it('goes on without the search also where it was refused for want of room, and the person saves all the same', async () => {
    const stagingRoom = async () => ({ kind: 'storage', freeBytes: 1 }) as const;
    const { intents, state, paths } = await withSearch({ stagingRoom });
    await intents.saveWithoutSearch();
    expect(state().save.kind).toBe('no-room');
    await intents.saveZip(true);
    expect(paths).toEqual(['a', 'b', 'c']);
  });

  it('waits for the search where a save that was to wait was refused for want of room', async () => {
    const stagingRoom = async () => ({ kind: 'storage', freeBytes: 1 }) as const;
    const { intents, state, paths, gate } = await withSearch({ stagingRoom });
    await intents.saveWithoutSearch();
    await intents.saveZip();
    const saved = intents.saveZip(true);
    await eventually(() => expect(state().postponed).toBe('save'));
    gate.open();
    await saved;
    expect(paths).toEqual(['a', 'c']);
  });

  it('says that nothing was saved where a save that was to go on is given up', async () => {
    const folder = { permit: async () => null, listUnfinished: async () => [] };
    const { intents, state, store } = await withSearch({ folders: folder as unknown as AppServices['folders'] });
    const save = { id: 'one', folderName: 'out', finished: 1, total: 3 };
    store.dispatch({ kind: 'resume-offered', resume: { save, refusal: null } });
    const resumed = intents.resumeSave();
    await eventually(() => expect(state().postponed).toBe('save'));
    intents.cancelPostponed();
    await resumed;
    const message = strings.save.folderCancelled(1, 0);
    expect(state().save).toEqual({ kind: 'stopped', isFailure: false, message });
  });

  it('is waited for by the records, which then tell what it found', async () => {
    const told: (string | undefined)[][] = [];
    const build = async ({ files }: RecordsRequest) => {
      told.push(files.map(({ outcome }) => outcome?.kind));
      return new Blob();
    };
    const { intents, state, gate, downloads } = await withSearch({ buildRecords: build, buildReceipt: build });
    const saved = intents.saveReceipt();
    await turnsOfTheLoop();
    expect(state().records).toEqual({ kind: 'building', what: 'receipt', isWaiting: true });
    expect(told).toEqual([]);
    intents.cancelRecords();
    await saved;
    const again = intents.saveRecords(false);
    gate.open();
    await again;
    expect(told).toEqual([['deidentified', 'held', 'deidentified']]);
    expect(downloads.map(({ name }) => name)).toEqual(['records.zip']);
  });

  it('is not waited for by the records where a person has stopped it', async () => {
    const { intents, state, downloads } = await withSearch({ buildRecords: async () => new Blob() });
    intents.stopSearch();
    await eventually(() => expect(state().search.phase).toBe('stopped'));
    await intents.saveRecords(false);
    expect(downloads.map(({ name }) => name)).toEqual(['records.zip']);
  });

  it('is given up by Cancel, and leaves nothing', async () => {
    const { intents, state, gate, abort, paths } = await withSearch();
    const saved = intents.saveZip();
    await eventually(() => expect(state().postponed).toBe('save'));
    intents.cancelPostponed();
    await saved;
    gate.open();
    await turnsOfTheLoop();
    expect([abort.mock.calls.length, paths]).toEqual([1, []]);
    expect(state()).toMatchObject({ postponed: null, archives: [] });
    expect(state().save).toEqual({ kind: 'stopped', isFailure: false, message: strings.save.notBegun(0) });
  });

  it('is given up when the result does not hold any more', async () => {
    const { intents, state, store, abort, paths } = await withSearch();
    const saved = intents.saveZip();
    await eventually(() => expect(state().postponed).toBe('save'));
    store.dispatch({ kind: 'profile-changed', profile: { ...state().profile, pixels: 'export' } });
    await saved;
    expect([state().postponed, abort.mock.calls.length, paths]).toEqual([null, 1, []]);
  });

  it('writes one ZIP per study later, and takes the folder away where nothing is left to write', async () => {
    const removeIfEmpty = vi.fn(async () => undefined);
    const open = vi.fn();
    const page = await withSearch({ openStudyZips: async () => ({ folderName: 'out', open, removeIfEmpty }) });
    open.mockResolvedValue(page.destination);
    const cancelled = page.intents.saveStudies();
    await eventually(() => expect(page.state().postponed).toBe('save'));
    page.intents.cancelPostponed();
    await cancelled;
    expect([removeIfEmpty.mock.calls.length, open.mock.calls.length]).toEqual([1, 0]);
    const saved = page.intents.saveStudies();
    await eventually(() => expect(page.state().postponed).toBe('save'));
    page.gate.open();
    await saved;
    expect(page.paths).toEqual(['a', 'c']);
  });

  it('asks for a folder in the click, and begins the journal when the search has ended', async () => {
    const batches: (number | null)[] = [];
    const open: NonNullable<AppServices['folders']>['open'] = async (batchOf) => {
      batches.push((await batchOf())?.files.length ?? null);
      return null;
    };
    const page = await withSearch({ folders: { open } as AppServices['folders'] });
    for (const goOn of [page.intents.cancelPostponed, page.gate.open]) {
      await page.intents.saveToFolder();
      const saved = page.intents.goOnWithoutKey();
      await eventually(() => expect(page.state().postponed).toBe('save'));
      goOn();
      await saved;
    }
    expect(batches).toEqual([null, 3]);
  });

  it('uploads later what is left, and nothing after Cancel', async () => {
    const totals: number[] = [];
    const openUpload: AppServices['openUpload'] = (_, { total }) => {
      totals.push(total);
      throw new Error('Not part of this test.');
    };
    for (const name of ['addEventListener', 'removeEventListener']) vi.stubGlobal(name, () => undefined);
    vi.stubGlobal('navigator', { onLine: true });
    const page = await withSearch({ openUpload });
    const target = { kind: 'stow-rs', url: 'https://a.test', credentials: { kind: 'none' }, project: '' } as const;
    for (const goOn of [page.intents.cancelPostponed, page.gate.open]) {
      const sent = page.intents.uploadAgain(target);
      await eventually(() => expect(page.state().postponed).toBe('upload'));
      expect(totals).toEqual([]);
      goOn();
      await sent;
    }
    expect(totals).toEqual([2]);
  });
});
