import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OutputPart } from '../../../dicom/edit.ts';
import type { ProducedFile } from '../../contracts/deidentify.protocol.ts';
import type { Pool } from '../../contracts/pool.ts';
import type { PoolBudget } from '../pool-budget.ts';
import { createWorkerPool } from '../worker-pool.ts';
import { removeQuietly } from './folder-staging.ts';
import { startNodeWorker } from './node-worker.ts';
import type { PathBytes } from './path-bytes.ts';
import { reviveBytes } from './revive-bytes.ts';

/**
 * A pool of Node's worker threads. What they make and is too much for memory is in a folder among the temporary files of this
 * computer, de-identified, until it is written. @param workerUrl where the built `deidentify-node.worker` lies
 */
export function createNodePool(workerUrl: URL, budget: PoolBudget): Pool {
  const folder = path.join(tmpdir(), `nescio-${randomUUID()}`);
  const pool = createWorkerPool({
    createWorker: () => startNodeWorker(workerUrl, folder),
    budget,
    staging: { remove: async (place) => removeQuietly(place) },
  });
  return {
    ...pool,
    produce: async function* (jobs, signal) {
      for await (const { job, result } of pool.produce(jobs, signal))
        yield { job, result: result.kind === 'produced' ? readable(result) : result };
    },
    make: async function* (jobs, signal) {
      for await (const { job, result } of pool.make(jobs, signal))
        yield { job, result: result.kind === 'made' ? { ...result, file: readable(result.file) } : result };
    },
    close: () => {
      pool.close();
      removeQuietly(folder);
    },
  };
}

/** A file as it arrived from a thread: what is staged can be read again. */
function readable(file: ProducedFile): ProducedFile {
  if (!file.parts.some(({ kind }) => kind === 'staged')) return file;
  return { ...file, parts: file.parts.map(readablePart) };
}

function readablePart(part: OutputPart): OutputPart {
  return part.kind === 'staged' ? { ...part, bytes: reviveBytes(part.bytes as PathBytes) } : part;
}
