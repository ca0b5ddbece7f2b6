import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { saveBatch } from '../pipeline/batch/run-batch.ts';
import { deidentified, scannedFile } from '../testing/batch-files.ts';
import { fakePool } from '../testing/fake-pool.ts';
import { type FakeWorker, fakeWorker } from '../testing/fake-workers.ts';
import { createGate } from '../testing/gate.ts';
import { memoryDisk, type WriterStep } from '../testing/memory-folder.ts';
import { settled } from '../testing/settled.ts';
import type { FolderWorker } from './folder.protocol.ts';
import { openFolder } from './folder.ts';
import { createFolderWriter } from './folder-writer.ts';

const steps = ['create', 'open', 'write', 'close'] as const satisfies readonly WriterStep[];
const causes = ['full disk', 'error', 'Cancel', 'crash'] as const;
const ends = ['goes on a little later', 'never goes on'] as const;

/** The file whose writer is held, and the one that fails beside it. */
const heldFile = 'P/S/E/2.dcm';
const failingFile = 'P/S/E/3.dcm';

const files = [0, 1, 2, 3, 4, 5].map((id) =>
  scannedFile(id, { path: `in/${id}`, outcome: deidentified(id, { outputPath: `P/S/E/${id}.dcm` }) }),
);
const contentOf = (id: number) => `output of in/${id}`;
const pool = fakePool({
  produce: ({ id }) => {
    const bytes = new TextEncoder().encode(contentOf(id));
    return { kind: 'produced', id, parts: [{ kind: 'bytes', bytes }], sizeBytes: bytes.length, crc32: null };
  },
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** One save in which the writer of `heldFile` is held at a step; then something ends the save. */
function setUp(step: WriterStep, cause: (typeof causes)[number]) {
  const isThere = createGate();
  const goOn = createGate();
  let isFull = false;
  const disk = memoryDisk({
    lockedMs: 90,
    failAt: (path) => {
      if (path !== failingFile || !isFull) return null;
      return cause === 'error' ? new Error('unforeseen') : new DOMException('', 'QuotaExceededError');
    },
    hold: (at, path) => {
      // The writer beside it stays behind until the held one is where it shall be.
      if (at === 'open' && path === failingFile) return isThere.isOpen;
      if (at !== step || path !== heldFile) return null;
      isThere.open();
      return goOn.isOpen;
    },
  });
  const workers: FakeWorker[] = [];
  let isEnded = false;
  const createWorker = () => {
    const writer = createFolderWriter(disk.root);
    const contract: FolderWorker = { open: async () => undefined, ...writer };
    const worker = fakeWorker(contract);
    workers.push(worker);
    const { terminate } = worker;
    // A worker that is gone does nothing more; the browser lets go of its files soon after.
    return Object.assign(worker, {
      terminate: () => {
        terminate();
        isEnded = true;
        setTimeout(disk.unlock, 120);
      },
    });
  };
  if (cause === 'full disk' || cause === 'error') isFull = true;
  return { disk, createWorker, isThere, goOn, die: () => workers[0]!.die(), isEnded: () => isEnded };
}

describe.each(steps)('a writer held at the step %s', (step) => {
  describe.each(causes)('when a %s ends the save', (cause) => {
    it.each(ends)('leaves no begun file where the page says that it stopped, and it %s', async (end) => {
      const { disk, createWorker, isThere, goOn, die, isEnded } = setUp(step, cause);
      const { destination } = openFolder(disk.root, createWorker);
      const cancel = new AbortController();
      const saving = saveBatch(pool, destination, files, () => undefined, cancel.signal);
      await settled(isThere.isOpen);
      expect(Object.keys(disk.files())).toContain(heldFile);
      if (cause === 'Cancel') cancel.abort();
      if (cause === 'crash') die();
      if (end === 'goes on a little later') setTimeout(() => (isEnded() ? undefined : goOn.open()), 300);
      const result = await settled(saving);
      expect(result.kind).not.toBe('saved');
      const visible = disk.files();
      for (const [path, content] of Object.entries(visible)) {
        expect(content, path).toBe(contentOf(Number(path.slice(-5, -4))));
      }
      expect(destination.leftBehind?.()).toEqual([]);
      // Nothing comes up later either.
      await settled(new Promise((resolve) => setTimeout(resolve, 3000)));
      expect(disk.files()).toEqual(visible);
    });
  });
});

it('names what stays locked, so that the page does not say that nothing half-written is left', async () => {
  const { disk, createWorker, isThere } = setUp('write', 'Cancel');
  const { destination } = openFolder(disk.root, () => {
    const worker = createWorker();
    return Object.assign(worker, { terminate: () => undefined });
  });
  const cancel = new AbortController();
  const saving = saveBatch(pool, destination, files, () => undefined, cancel.signal);
  await settled(isThere.isOpen);
  cancel.abort();
  expect((await settled(saving)).kind).toBe('cancelled');
  expect(destination.leftBehind?.()).toEqual([heldFile]);
  expect(disk.files()[heldFile]).toBe('');
});
