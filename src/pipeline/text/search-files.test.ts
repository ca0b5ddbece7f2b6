import { describe, expect, it } from 'vitest';
import { scannedFile, summary } from '../../testing/batch-files.ts';
import type { WorkerLike } from '../pool/worker-connection.ts';
import { searchFiles } from './search-files.ts';
import { createTextService } from './text-service.ts';

/** Workers that end, with an error of their script, as soon as they are asked for anything. */
function dyingWorkers() {
  let started = 0;
  const createWorker = (): WorkerLike => {
    started += 1;
    let die = () => {};
    return {
      postMessage: () => queueMicrotask(() => die()),
      addEventListener: (kind: string, listener: unknown) => {
        if (kind === 'error') die = listener as () => void;
      },
      removeEventListener: () => undefined,
      terminate: () => undefined,
    };
  };
  return { createWorker, started: () => started };
}

describe('searchFiles, where the search does not run', () => {
  it.each(['B', 'C'] as const)('gives up a series of 500 images of class %s after three workers', async (imageRisk) => {
    const files = Array.from({ length: 500 }, (_, id) =>
      scannedFile(id, { scan: { kind: 'dicom', summary, holds: [], imageRisk } }),
    );
    const { createWorker, started } = dyingWorkers();
    const signal = new AbortController().signal;
    const told: number[] = [];
    const service = createTextService(createWorker);
    const results = await searchFiles(files, 'all', [service], signal, (done) => told.push(done));
    expect(started()).toBe(3);
    expect(new Set(told).size).toBeLessThanOrEqual(3);
    expect([...results.keys()].sort((a, b) => a - b)).toEqual(files.map(({ id }) => id));
    expect(new Set([...results.values()].map((result) => JSON.stringify(result)))).toEqual(
      new Set([JSON.stringify({ kind: 'not-searched', cause: 'failed' })]),
    );
  });
});
