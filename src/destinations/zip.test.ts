import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../pipeline/destination.ts';
import { eventually } from '../testing/eventually.ts';
import { type FakeWorker, fakeWorker, inputFile, never } from '../testing/fake-workers.ts';
import { stopPatienceMs } from './ask-worker.ts';
import type { ZipWorker } from './zip.protocol.ts';
import { openZip, openZipDestination } from './zip.ts';

afterEach(() => {
  vi.useRealTimers();
});

const handle = { name: 'picked.zip' } as FileSystemFileHandle;

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
    const destination = await openZip('a.zip', { createWorker, showSaveFilePicker: async () => handle });
    await destination!.write(delivery('x.dcm'));
    expect(log).toEqual(['open picked', 'write x.dcm']);
    await destination!.close();
  });

  it('gives null when the user dismissed the picker', async () => {
    const { createWorker, workers } = setUp();
    const dismissed = () => Promise.reject(new DOMException('', 'AbortError'));
    expect(await openZip('a.zip', { createWorker, showSaveFilePicker: dismissed })).toBeNull();
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
    }).then((destination) => destination!.close());
    expect(asked).toMatchObject({
      suggestedName: 'deidentified.zip',
      types: [{ accept: { 'application/zip': ['.zip'] } }],
    });
  });
});

describe('openZipDestination', () => {
  const place = { kind: 'picked', handle } as const;

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

  it('says that staging is not available where the browser has none', async () => {
    const { createWorker, workers } = setUp();
    const destination = openZipDestination({ kind: 'staged', fileName: 'a.zip' }, createWorker);
    expect(await destination.write(delivery('a'))).toMatchObject({ kind: 'not-writable' });
    expect(workers).toHaveLength(0);
  });
});
