import { describe, expect, it } from 'vitest';
import { deidentified, held, scannedFile } from '../../testing/batch-files.ts';
import { fakePool } from '../../testing/fake-pool.ts';
import type { BatchFile, SaveEvent } from '../contracts/batch-file.ts';
import type { Delivery, DeliveryFailure, DeliveryResult, Destination } from '../contracts/destination.ts';
import type { FileOutcome, ScanResult } from '../contracts/file-outcome.ts';
import type { Source, SourceItem } from '../contracts/source.ts';
import { saveBatch, scanSource } from './run-batch.ts';

const signal = new AbortController().signal;
const notDicom: ScanResult = { kind: 'skipped', code: 'not-dicom', reason: 'It is a text file.' };

function sourceOf(items: readonly SourceItem[]): Source {
  return {
    list: async function* () {
      yield* items;
    },
  };
}

function fileItem(path: string): SourceItem {
  return { kind: 'file', path, open: async () => ({ kind: 'plain', blob: new Blob([path]), lastModifiedMs: 0 }) };
}

async function scanAll(events: ReturnType<typeof scanSource>): Promise<{ found: number; files: BatchFile[] }> {
  let found = 0;
  const files: BatchFile[] = [];
  for await (const event of events) {
    if (event.kind === 'found') found = event.count;
    else files.push(...event.files);
  }
  return { found, files: files.sort((a, b) => a.id - b.id) };
}

describe('scanSource', () => {
  it('numbers files in the order of the source and gives each one result', async () => {
    const items: SourceItem[] = [
      fileItem('a'),
      { kind: 'settled', path: '.DS_Store', outcome: { kind: 'skipped', code: 'system-file', reason: '' } },
      fileItem('b'),
      { kind: 'file', path: 'gone', open: () => Promise.reject(new DOMException('', 'NotFoundError')) },
      fileItem('c'),
    ];
    const pool = fakePool({ scan: () => notDicom });
    const { found, files } = await scanAll(scanSource(pool, sourceOf(items), 7, signal));
    expect(found).toBe(5);
    expect(files.map(({ id, path }) => [id, path])).toEqual([
      [7, 'a'],
      [8, '.DS_Store'],
      [9, 'b'],
      [10, 'gone'],
      [11, 'c'],
    ]);
    expect(files.map(({ scan }) => (scan.kind === 'dicom' ? '' : scan.code))).toEqual([
      'not-dicom',
      'system-file',
      'not-dicom',
      'unreadable',
      'not-dicom',
    ]);
    expect(files.map(({ content }) => content !== null)).toEqual([true, false, true, false, true]);
    expect(files.every(({ outcome, release }) => outcome === null && release === null)).toBe(true);
  });

  it('gives every file that was found a result when it is aborted', async () => {
    const abort = new AbortController();
    const pool = fakePool({ scan: () => notDicom, meanwhile: ({ id }) => id === 3 && abort.abort() });
    const items = Array.from({ length: 200 }, (_, i) => fileItem(`f${i}`));
    const { found, files } = await scanAll(scanSource(pool, sourceOf(items), 0, abort.signal));
    expect(found).toBe(4);
    expect(files.map(({ scan }) => (scan.kind === 'dicom' ? '' : scan.code))).toEqual([
      'not-dicom',
      'not-dicom',
      'not-dicom',
      'cancelled',
    ]);
  });

  it('throws what the source throws', async () => {
    const broken: Source = {
      list: async function* () {
        yield fileItem('a');
        throw new Error('no permission');
      },
    };
    await expect(scanAll(scanSource(fakePool({ scan: () => notDicom }), broken, 0, signal))).rejects.toThrow(
      'no permission',
    );
  });
});

const same = 'PAT/ST/SE/1.dcm';

type Recorded = Destination<string> & { readonly paths: string[]; readonly calls: string[] };

function recordingDestination(answer: (delivery: Delivery) => DeliveryResult | Promise<DeliveryResult>): Recorded {
  const paths: string[] = [];
  const calls: string[] = [];
  return {
    paths,
    calls,
    write: async (delivery) => {
      const result = await answer(delivery);
      if (result.kind === 'written') paths.push(delivery.path);
      return result;
    },
    close: async () => {
      calls.push('close');
      return 'the archive';
    },
    abort: async () => {
      calls.push('abort');
    },
  };
}

function exportable(count: number): BatchFile[] {
  return Array.from({ length: count }, (_, id) => scannedFile(id, { outcome: deidentified(id) }));
}

describe('saveBatch', () => {
  it('writes the de-identified files in order of their new paths and passes the others over', async () => {
    const files = [
      scannedFile(3, { outcome: deidentified(3) }),
      scannedFile(1, { outcome: deidentified(1, { outputPath: 'PAT1/ST1/SE1/9.dcm' }) }),
      scannedFile(2, { outcome: held(2) }),
      scannedFile(4, { scan: notDicom, outcome: notDicom as FileOutcome }),
    ];
    const destination = recordingDestination(() => ({ kind: 'written' }));
    const events: SaveEvent[] = [];
    const result = await saveBatch(fakePool({}), destination, files, (event) => events.push(event), signal);
    expect(result).toEqual({ kind: 'saved', result: 'the archive', files: 2 });
    expect(destination.paths).toEqual(['PAT1/ST1/SE1/3.dcm', 'PAT1/ST1/SE1/9.dcm']);
    expect(events.map(({ kind, id }) => [kind, id])).toEqual([
      ['written', 3],
      ['written', 1],
    ]);
    expect(destination.calls).toEqual(['close']);
  });

  it('makes no file for a destination that takes none, and gives its result', async () => {
    const made: number[] = [];
    const pool = fakePool({
      produce: ({ id }) => {
        made.push(id);
        return { kind: 'produced', id, parts: [], sizeBytes: 0, crc32: 0 };
      },
    });
    const destination = recordingDestination(() => ({ kind: 'written' }));
    const refusing = { ...destination, takesNothing: async () => true };
    const result = await saveBatch(pool, refusing, exportable(4), () => undefined, signal);
    expect(result).toEqual({ kind: 'saved', result: 'the archive', files: 0 });
    expect(made).toEqual([]);
    expect(destination.calls).toEqual(['close']);
    const willing = { ...destination, takesNothing: async () => false };
    await saveBatch(pool, willing, exportable(4), () => undefined, signal);
    expect(made).toHaveLength(4);
  });

  it('tells which files have changed since, leaves them out and goes on', async () => {
    const pool = fakePool({
      produce: ({ id }) =>
        id === 1
          ? { kind: 'refused', id, outcome: { kind: 'failed', code: 'changed-on-disk', reason: 'It changed.' } }
          : { kind: 'produced', id, parts: [], sizeBytes: 0, crc32: 0 },
    });
    const destination = recordingDestination(({ input }) =>
      input.id === 2 ? { kind: 'input-unreadable', message: 'Gone.' } : { kind: 'written' },
    );
    const events: SaveEvent[] = [];
    const result = await saveBatch(pool, destination, exportable(4), (event) => events.push(event), signal);
    expect(result).toMatchObject({ kind: 'saved', files: 2 });
    expect(events).toMatchObject([
      { kind: 'written', id: 0 },
      { kind: 'outcome', id: 1, outcome: { code: 'changed-on-disk' } },
      { kind: 'outcome', id: 2, outcome: { code: 'changed-on-disk', reason: 'Gone.' } },
      { kind: 'written', id: 3 },
    ]);
  });

  it.each<DeliveryFailure['kind']>(['no-space', 'not-writable', 'internal'])(
    'stops at %s and leaves nothing behind',
    async (kind) => {
      const destination = recordingDestination(({ input }) =>
        input.id === 1 ? { kind, message: 'Stopped.' } : { kind: 'written' },
      );
      const result = await saveBatch(fakePool({}), destination, exportable(5), () => undefined, signal);
      expect(result).toEqual({ kind, message: 'Stopped.' });
      expect(destination.calls).toEqual(['abort']);
    },
  );

  it('stops when the end of the archive cannot be written', async () => {
    const destination = recordingDestination(() => ({ kind: 'written' }));
    const full = { ...destination, close: async () => ({ kind: 'no-space', message: 'Full.' }) as const };
    const result = await saveBatch(fakePool({}), full, exportable(2), () => undefined, signal);
    expect(result).toEqual({ kind: 'no-space', message: 'Full.' });
    expect(destination.calls).toEqual(['abort']);
  });

  it('stops at once when cancelled, also while the destination is busy', async () => {
    const abort = new AbortController();
    const destination = recordingDestination(({ input }) => {
      if (input.id !== 1) return { kind: 'written' };
      setTimeout(() => abort.abort());
      return new Promise<never>(() => undefined);
    });
    const result = await saveBatch(fakePool({}), destination, exportable(5), () => undefined, abort.signal);
    expect(result).toMatchObject({ kind: 'cancelled' });
    expect(destination.paths).toHaveLength(1);
    expect(destination.calls).toEqual(['abort']);
  });

  it('stops when the pool gives fewer results than files', async () => {
    const pool = { ...fakePool({}), produce: async function* () {} };
    const destination = recordingDestination(() => ({ kind: 'written' }));
    const result = await saveBatch(pool, destination, exportable(2), () => undefined, signal);
    expect(result).toMatchObject({ kind: 'internal' });
    expect(destination.calls).toEqual(['abort']);
  });

  it('never writes two files under one path', async () => {
    const files = [
      scannedFile(0, { outcome: deidentified(0, { outputPath: same }) }),
      scannedFile(1, { outcome: deidentified(1, { outputPath: same }) }),
    ];
    const destination = recordingDestination(() => ({ kind: 'written' }));
    const events: SaveEvent[] = [];
    await saveBatch(fakePool({}), destination, files, (event) => events.push(event), signal);
    expect(destination.paths).toEqual(['PAT/ST/SE/1-PRINT1.dcm', 'PAT/ST/SE/1.dcm']);
    expect(events[0]).toMatchObject({ kind: 'outcome', id: 1, outcome: { outputPath: 'PAT/ST/SE/1-PRINT1.dcm' } });
  });

  it('leaves a path to the output that is there from an earlier save', async () => {
    const files = [scannedFile(0, { outcome: deidentified(0, { outputPath: same }) })];
    const destination = recordingDestination(() => ({ kind: 'written' }));
    const earlier = { finished: new Map(), taken: [same] };
    await saveBatch(fakePool({}), destination, files, () => undefined, signal, { earlier });
    expect(destination.paths).toEqual(['PAT/ST/SE/1-PRINT0.dcm']);
  });
});
