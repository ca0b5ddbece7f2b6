import JSZip from 'jszip';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../pipeline/contracts/destination.ts';
import { eventually } from '../testing/eventually.ts';
import { type FakeWorker, fakeWorker, inputFile, never } from '../testing/fake-workers.ts';
import { stopPatienceMs } from './ask-worker.ts';
import { createMemoryRoom, type MemoryRoom } from './memory-room.ts';
import type { ZipWorker } from './zip.protocol.ts';
import { openZip, openZipDestination } from './zip.ts';
import { createZipService } from './zip-service.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A place with a file of its own, which an archive that ends early does not take away. */
class PickedFile {
  readonly name = 'picked.zip';
  async getFile(): Promise<File> {
    return new File(['before'], this.name);
  }
}
const memory = createMemoryRoom(1000);
const handle = new PickedFile() as unknown as FileSystemFileHandle;

function setUp(answers: Partial<ZipWorker> = {}) {
  const workers: FakeWorker[] = [];
  const log: string[] = [];
  const contract: ZipWorker = {
    open: async (target) => {
      log.push(`open ${target.kind}`);
      return { kind: 'opened' };
    },
    write: async (items) => {
      log.push(`write ${items.map(({ path }) => path).join(' ')}`);
      return items.map(() => ({ kind: 'written' }));
    },
    close: async () => ({ kind: 'closed', sizeBytes: 7, file: null }),
    abort: async () => {
      log.push('abort');
    },
    ...answers,
  };
  const createWorker = () => {
    const worker = fakeWorker(contract);
    workers.push(worker);
    return worker;
  };
  return { createWorker, workers, log };
}

function delivery(path: string): Delivery {
  const bytes = Uint8Array.of(1, 2, 3);
  const file = { kind: 'produced', id: 0, parts: [{ kind: 'bytes', bytes }], sizeBytes: 3, crc32: 5 } as const;
  return { path, input: inputFile(0), file };
}

describe('openZip', () => {
  it('opens the place that the user picked', async () => {
    const { createWorker, log } = setUp();
    const destination = await openZip('a.zip', { createWorker, showSaveFilePicker: async () => handle, memory });
    await destination!.write(delivery('x.dcm'));
    expect(log).toEqual(['open picked', 'write x.dcm']);
    await destination!.close();
  });

  it('gives null when the user dismissed the picker', async () => {
    const { createWorker, workers } = setUp();
    const dismissed = () => Promise.reject(new DOMException('', 'AbortError'));
    expect(await openZip('a.zip', { createWorker, showSaveFilePicker: dismissed, memory })).toBeNull();
    expect(workers).toHaveLength(0);
  });

  it('suggests the name and the type to the picker', async () => {
    const { createWorker } = setUp();
    let asked: unknown = null;
    await openZip('deidentified.zip', {
      createWorker,
      showSaveFilePicker: async (options) => {
        asked = options;
        return handle;
      },
      memory,
    }).then((destination) => destination!.close());
    expect(asked).toMatchObject({
      suggestedName: 'deidentified.zip',
      types: [{ accept: { 'application/zip': ['.zip'] } }],
    });
  });
});

describe('openZipDestination', () => {
  const place = { kind: 'picked', handle, remove: async () => undefined } as const;

  it('writes, closes and ends its worker', async () => {
    const { createWorker, workers } = setUp();
    const destination = openZipDestination(place, createWorker);
    expect(await destination.write(delivery('a'))).toEqual({ kind: 'written' });
    expect(await destination.close()).toEqual({ kind: 'picked', fileName: 'picked.zip', sizeBytes: 7 });
    expect(workers[0]!.isTerminated()).toBe(true);
  });

  it('sends together what was given while the writer was at work, each with its own result', async () => {
    const unreadable = { kind: 'input-unreadable', message: 'Gone.' } as const;
    const seen: string[][] = [];
    const { createWorker } = setUp({
      write: async (items) => {
        seen.push(items.map(({ path }) => path));
        return items.map(({ path }) => (path === 'c' ? unreadable : { kind: 'written' }));
      },
    });
    const destination = openZipDestination(place, createWorker);
    const results = await Promise.all(['a', 'b', 'c', 'd'].map((path) => destination.write(delivery(path))));
    expect(seen).toEqual([['a'], ['b', 'c', 'd']]);
    expect(results.map(({ kind }) => kind)).toEqual(['written', 'written', 'input-unreadable', 'written']);
    await destination.close();
  });

  it('takes the bytes along instead of copying them', async () => {
    const { createWorker } = setUp();
    const destination = openZipDestination(place, createWorker);
    const given = delivery('a');
    await destination.write(given);
    const [part] = given.file.parts;
    expect(part?.kind === 'bytes' && part.bytes.byteLength).toBe(0);
    await destination.close();
  });

  it('says at the first write that the place cannot be written', async () => {
    const failure = { kind: 'not-writable', message: 'Read-only.' } as const;
    const { createWorker, workers } = setUp({ open: async () => failure });
    const destination = openZipDestination(place, createWorker);
    expect(await destination.write(delivery('a'))).toEqual(failure);
    expect(await destination.close()).toEqual(failure);
    await destination.abort();
    expect(workers[0]!.isTerminated()).toBe(true);
  });

  it('gives a failure, not silence, when its worker dies', async () => {
    const write = vi.fn(() => never);
    const { createWorker, workers } = setUp({ write, close: () => never });
    const destination = openZipDestination(place, createWorker);
    const writing = destination.write(delivery('a'));
    await eventually(() => expect(write).toHaveBeenCalled());
    workers[0]!.die();
    expect(await writing).toMatchObject({ kind: 'internal' });
    expect(await destination.close()).toMatchObject({ kind: 'internal' });
    await destination.abort();
  });

  it('tells the worker to abort, and does not wait for ever for one that is stuck', async () => {
    const { createWorker, log } = setUp();
    const destination = openZipDestination(place, createWorker);
    await destination.write(delivery('a'));
    await destination.abort();
    expect(log.at(-1)).toBe('abort');

    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const abort = vi.fn(() => never);
    const stuck = setUp({ abort });
    const aborted = openZipDestination(place, stuck.createWorker).abort();
    await eventually(() => expect(abort).toHaveBeenCalled());
    expect(stuck.workers[0]!.isTerminated()).toBe(false);
    vi.advanceTimersByTime(stopPatienceMs);
    await aborted;
    expect(stuck.workers[0]!.isTerminated()).toBe(true);
  });
});

/** Node has no storage of an origin, as private windows of Firefox and all of WebKitGTK have none. */
describe('an archive where the browser lends no storage', () => {
  const staged = (room: MemoryRoom) => ({ kind: 'staged', fileName: 'a.zip', memory: room }) as const;
  /** The writer itself, in this thread. */
  const realWriter = () => fakeWorker(createZipService());

  it('is made in memory, and its room is given back when the copy is deleted', async () => {
    const room = createMemoryRoom(1000);
    const destination = openZipDestination(staged(room), realWriter);
    expect(await destination.write(delivery('x.dcm'))).toEqual({ kind: 'written' });
    const archive = await destination.close();
    if (archive.kind !== 'staged') throw new Error(archive.kind);
    const zip = await JSZip.loadAsync(await archive.file.arrayBuffer());
    expect(await zip.file('x.dcm')!.async('uint8array')).toEqual(Uint8Array.of(1, 2, 3));
    expect(room.leftBytes()).toBe(1000 - archive.file.size);
    await archive.discard();
    expect(room.leftBytes()).toBe(1000);
  });

  it('may have exactly the limit, and not a byte more', async () => {
    const whole = await madeIn(createMemoryRoom(1000));
    const sizeBytes = whole.kind === 'staged' ? whole.file.size : 0;
    expect(await madeIn(createMemoryRoom(sizeBytes))).toMatchObject({ kind: 'staged' });
    const room = createMemoryRoom(sizeBytes - 1);
    expect(await madeIn(room)).toMatchObject({ kind: 'no-space' });
    expect(room.leftBytes()).toBe(sizeBytes - 1);
  });

  it('goes to memory as well when the storage is there and its files cannot be written', async () => {
    const targets: string[] = [];
    const { createWorker, workers } = setUp({
      open: async ({ kind }) => {
        targets.push(kind);
        return kind === 'staged' ? { kind: 'no-storage' } : { kind: 'opened' };
      },
    });
    vi.stubGlobal('navigator', {
      locks: { request: (_: string, held: (lock: unknown) => unknown) => Promise.resolve(held({})) },
      storage: { getDirectory: () => Promise.reject(new DOMException('', 'SecurityError')) },
    });
    const destination = openZipDestination(staged(createMemoryRoom(10)), createWorker);
    expect(await destination.write(delivery('a'))).toEqual({ kind: 'written' });
    expect(targets).toEqual(['staged', 'memory']);
    expect(workers).toHaveLength(1);
    await destination.abort();
  });

  async function madeIn(room: MemoryRoom) {
    const destination = openZipDestination(staged(room), realWriter);
    await destination.write(delivery('x.dcm'));
    return destination.close();
  }
});
