import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { saveBatch } from '../pipeline/batch/run-batch.ts';
import type { Destination } from '../pipeline/contracts/destination.ts';
import { deidentified, scannedFile } from '../testing/batch-files.ts';
import { fakePool } from '../testing/fake-pool.ts';
import { type FakeWorker, fakeWorker } from '../testing/fake-workers.ts';
import { createGate } from '../testing/gate.ts';
import { type MemoryDisk, memoryDisk, type WriterStep } from '../testing/memory-folder.ts';
import { settled } from '../testing/settled.ts';
import { createMemoryRoom } from './memory-room.ts';
import { openStudyZips } from './study-zips.ts';
import type { ZipWorker } from './zip.protocol.ts';
import { openZip, openZipDestination, type SavedArchive } from './zip.ts';
import { createZipService } from './zip-service.ts';

/** No archive of these tests may end up here. */
const memory = createMemoryRoom(0);

const causes = ['full disk', 'Cancel', 'crash'] as const;
type Place = 'a picked place' | 'a study in a folder' | 'staging';
const stops: readonly (readonly [place: Place, step: WriterStep])[] = [
  ['a picked place', 'open'],
  ['a picked place', 'write'],
  ['a picked place', 'close'],
  ['a study in a folder', 'open'],
  ['a study in a folder', 'write'],
  ['a study in a folder', 'close'],
  ['staging', 'open'],
];
const files = [0, 1, 2, 3].map((id) => scannedFile(id, { path: `in/${id}`, outcome: deidentified(id) }));
const pool = fakePool({});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Handles do not travel in messages of this realm: the worker gets them again by their name. */
function serviceOn(disk: MemoryDisk): ZipWorker {
  const service = createZipService();
  return {
    ...service,
    open: async (target) => {
      if (target.kind === 'staged') return service.open(target);
      const [path] = Object.keys(disk.files()) as [string];
      const folder = path.includes('/') ? await disk.root.getDirectoryHandle(path.split('/')[0]!) : disk.root;
      return service.open({ kind: 'picked', handle: await folder.getFileHandle('a.zip') });
    },
  };
}

function setUp(place: Place, step: WriterStep | null, isFull: boolean) {
  const isThere = createGate();
  const goOn = createGate();
  const disk = memoryDisk({
    lockedMs: 90,
    failAt: () => (isFull ? new DOMException('', 'QuotaExceededError') : null),
    hold: (at) => {
      if (at !== step) return null;
      isThere.open();
      return goOn.isOpen;
    },
  });
  vi.stubGlobal('navigator', {
    storage: { getDirectory: async () => disk.root },
    locks: { request: (_name: string, hold: () => Promise<void>) => hold() },
  });
  const workers: FakeWorker[] = [];
  let isEnded = false;
  const createWorker = () => {
    const worker = fakeWorker(serviceOn(disk));
    workers.push(worker);
    const { terminate } = worker;
    return Object.assign(worker, {
      terminate: () => {
        terminate();
        isEnded = true;
        setTimeout(disk.unlock, 120);
      },
    });
  };
  async function open(): Promise<Destination<SavedArchive>> {
    switch (place) {
      case 'staging':
        return openZipDestination({ kind: 'staged', fileName: 'a.zip', memory }, createWorker);
      case 'a picked place': {
        const showSaveFilePicker = () => disk.root.getFileHandle('a.zip', { create: true });
        return (await openZip('a.zip', { createWorker, showSaveFilePicker, memory }))!;
      }
      case 'a study in a folder': {
        const showDirectoryPicker = async () => disk.root;
        const zips = await openStudyZips({ createWorker, showDirectoryPicker, dayIso: () => '2026-11-22', memory });
        return zips!.open('a.zip');
      }
    }
  }
  return { disk, createWorker, open, isThere, goOn, die: () => workers[0]?.die(), isEnded: () => isEnded };
}

describe.each(stops)('an archive at %s, held at the step %s', (place, step) => {
  describe.each(causes)('when a %s ends the save', (cause) => {
    it.each(['goes on a little later', 'never goes on'])(
      'is not visible where the page says that it stopped; %s',
      async (end) => {
        const { disk, open, isThere, goOn, die, isEnded } = setUp(place, step, cause === 'full disk');
        const cancel = new AbortController();
        const saving = open().then((archive) => saveBatch(pool, archive, files, () => undefined, cancel.signal));
        // A full disk ends a save by itself: at its first write, which comes before the writer's other steps.
        if (cause !== 'full disk') await settled(isThere.isOpen);
        if (cause === 'Cancel') cancel.abort();
        if (cause === 'crash') die();
        // A full disk is met after the place is open.
        const goesOn = end === 'goes on a little later' || (cause === 'full disk' && step === 'open');
        if (goesOn) setTimeout(() => (isEnded() ? undefined : goOn.open()), 300);
        expect((await settled(saving)).kind).not.toBe('saved');
        expect(disk.files()).toEqual({});
        await settled(new Promise((resolve) => setTimeout(resolve, 3000)));
        expect(disk.files()).toEqual({});
      },
    );
  });
});

it.each(['a picked place', 'a study in a folder', 'staging'] as const)(
  'saves at %s when nothing stops it',
  async (place) => {
    const { disk, open } = setUp(place, null, false);
    const archive = await settled(open());
    const result = await settled(saveBatch(pool, archive, files, () => undefined, new AbortController().signal));
    expect(result.kind).toBe('saved');
    expect(Object.values(disk.files())).toEqual([expect.stringMatching(/^PK/)]);
  },
);

it('leaves a file alone that was at the picked place before', async () => {
  const { disk, createWorker } = setUp('a picked place', null, true);
  const handle = await disk.root.getFileHandle('a.zip', { create: true });
  disk.put('a.zip', 'before');
  const archive = (await openZip('a.zip', { createWorker, showSaveFilePicker: async () => handle, memory }))!;
  const result = await settled(saveBatch(pool, archive, files, () => undefined, new AbortController().signal));
  expect(result.kind).toBe('no-space');
  expect(disk.files()).toEqual({ 'a.zip': 'before' });
});
