import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProfile } from '../../../profile/create-profile.ts';
import { buildForNode } from '../../../testing/build-for-node.ts';
import { ctSlice } from '../../../testing/ct-slice.ts';
import type { Job } from '../../contracts/deidentify.protocol.ts';
import type { Pool } from '../../contracts/pool.ts';
import { deliveryPieces } from '../../output/delivery-pieces.ts';
import { createInProcessPool } from '../in-process-pool.ts';
import { createNodePool } from './node-pool.ts';
import { nodeWorker, startNodeWorker } from './node-worker.ts';
import { pathBytes } from './path-bytes.ts';

const settings = { profile: createProfile('ps315-basic'), projectKey: new Uint8Array(32).fill(3), patients: null };
const running = new AbortController().signal;
const folder = mkdtempSync(path.join(tmpdir(), 'nescio-node-pool-'));
let pool: Pool;

beforeAll(async () => {
  const built = await buildForNode(['deidentify-node.worker']);
  const script = pathToFileURL(path.join(built, 'deidentify-node.worker.js'));
  pool = createNodePool(script, { workers: 2, inFlightBytes: 2 ** 28 });
  await pool.ready;
  await pool.configure(settings);
});
afterAll(() => {
  pool?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One file is longer than what is read whole, so that its pixels stay where they are until they are written. */
const files = [ctSlice({ instance: 1, pixelBytes: 512 }), ctSlice({ instance: 2, pixelBytes: 5_000_000 })];

/** The n-th file by its path. */
async function jobOf(bytes: Uint8Array, id: number): Promise<Job> {
  const file = path.join(folder, `${id}.dcm`);
  writeFileSync(file, bytes);
  const blob = await pathBytes(file);
  const content = { kind: 'plain', blob, lastModifiedMs: blob.lastModified } as const;
  return { input: { id, path: file, content }, release: null };
}

async function outputsOf(from: Pool, jobs: readonly Job[]) {
  const outputs: Uint8Array[] = [];
  for await (const { job, result } of from.produce(jobs, running)) {
    if (result.kind !== 'produced') throw new Error(`Refused: ${JSON.stringify(result.outcome)}`);
    const pieces = (await deliveryPieces({ input: job.input, file: result }))!;
    outputs.push(new Uint8Array(await new Blob([...pieces]).arrayBuffer()));
  }
  return outputs;
}

/** `toEqual` goes through megabytes one by one. */
function areEqual(outputs: readonly Uint8Array[], expected: readonly Uint8Array[]): boolean {
  return (
    outputs.length === expected.length && expected.every((bytes, index) => Buffer.compare(bytes, outputs[index]!) === 0)
  );
}

describe('the de-identify worker as a thread of Node', () => {
  it('makes the bytes of the engine in this thread, of files by their path', async () => {
    const inProcess = createInProcessPool();
    await inProcess.configure(settings);
    const blobs: readonly Job[] = files.map((bytes, id) => ({
      input: { id, path: `${id}.dcm`, content: { kind: 'plain', blob: new Blob([bytes.slice()]), lastModifiedMs: 0 } },
      release: null,
    }));
    const expected = await outputsOf(inProcess, blobs);
    expect(areEqual(await outputsOf(pool, await Promise.all(files.map(jobOf))), expected)).toBe(true);
    // Blobs that lie in memory cross as they do in a page.
    expect(areEqual(await outputsOf(pool, blobs), expected)).toBe(true);
  });

  it('fails a file that was changed after it was added, and no other', async () => {
    const jobs = await Promise.all(files.map(jobOf));
    writeFileSync(path.join(folder, '0.dcm'), 'another');
    const outcomes = new Map<number, string>();
    for await (const { job, outcome } of pool.deidentify(jobs, running)) {
      outcomes.set(job.input.id, outcome.kind === 'failed' ? outcome.code : outcome.kind);
    }
    expect([outcomes.get(0), outcomes.get(1)]).toEqual(['changed-on-disk', 'deidentified']);
  });

  it('is known to have ended when its thread has, however that came', async () => {
    for (const script of ['process.exit(0)', 'throw new Error()']) {
      const worker = nodeWorker(new Worker(script, { eval: true }));
      await new Promise<void>((resolve) => {
        worker.addEventListener('error', () => resolve());
      });
    }
  });

  it('has its garbage collected before that is three times what it uses', async () => {
    const tell =
      "import { parentPort, resourceLimits } from 'node:worker_threads'; parentPort.postMessage(resourceLimits.maxOldGenerationSizeMb);";
    const worker = startNodeWorker(new URL(`data:text/javascript,${encodeURIComponent(tell)}`));
    const limitMb = await new Promise<number>((resolve) => {
      worker.addEventListener('message', ({ data }) => resolve(data as number));
    });
    expect(limitMb).toBeGreaterThan(500);
    expect(limitMb).toBeLessThan(2048);
  });

  it('says nothing of messages to who listens for its end', async () => {
    const echo =
      "const { parentPort } = require('node:worker_threads'); parentPort.on('message', (m) => parentPort.postMessage(m));";
    const worker = nodeWorker(new Worker(echo, { eval: true }));
    const heard: unknown[] = [];
    const note = () => heard.push('end');
    worker.addEventListener('error', note);
    worker.addEventListener('messageerror', note);
    worker.postMessage(1);
    await new Promise<void>((resolve) => {
      worker.addEventListener('message', ({ data }) => {
        heard.push(data);
        resolve();
      });
    });
    worker.removeEventListener('error', note);
    worker.removeEventListener('messageerror', note);
    worker.terminate();
    expect(heard).toEqual([1]);
  });
});
