import { createEngine } from '../../src/pipeline/contracts/engine.ts';
import type { InputFile } from '../../src/pipeline/contracts/input-file.ts';
import { planFile } from '../../src/pipeline/file/plan-file.ts';
import { scanFile } from '../../src/pipeline/file/scan-file.ts';
import { smallFileBytes } from '../../src/pipeline/reading/read-header.ts';
import { createProfile } from '../../src/profile/create-profile.ts';
import { defaultPreset } from '../../src/profile/preset-names.ts';
import type { LimitResult } from './limit-jobs.ts';

/** More would only repeat; memory holds them all. */
const mostFiles = 200;
const warmUps = 20;
let reads = 0;

/** The engine over bytes in memory: no read of a file, no message, no write is in the time. */
export async function timeEngine(job: 'engine' | 'scan-engine', files: readonly File[]): Promise<LimitResult> {
  const engine = createEngine(
    { profile: createProfile(defaultPreset), projectKey: new Uint8Array(32).fill(7), patients: null },
    () => undefined,
  );
  const inputs = await Promise.all(files.slice(0, mostFiles).map(toMemory));
  const once = async (input: InputFile) =>
    job === 'engine'
      ? (await planFile({ input, release: null }, engine, smallFileBytes)).kind
      : (await scanFile(input, engine)).kind;
  for (let at = 0; at < warmUps; at++) await once(inputs[at % inputs.length]!);
  reads = 0;
  const eachMs: number[] = [];
  const outcomes: Record<string, number> = {};
  const start = performance.now();
  for (const input of inputs) {
    const before = performance.now();
    const kind = await once(input);
    eachMs.push(performance.now() - before);
    outcomes[kind] = (outcomes[kind] ?? 0) + 1;
  }
  const bytes = inputs.reduce((sum, { content }) => sum + content.blob.size, 0);
  return {
    files: inputs.length,
    bytes,
    wallMs: performance.now() - start,
    eachMs,
    reads: reads / inputs.length,
    outcomes,
  };
}

async function toMemory(file: File, id: number): Promise<InputFile> {
  const blob = memoryBlob(new Uint8Array(await file.arrayBuffer()));
  return { id, path: file.webkitRelativePath, content: { kind: 'plain', blob, lastModifiedMs: 0 } };
}

/** As much of a Blob as is used, without the browser's cost of reading one. */
function memoryBlob(bytes: Uint8Array<ArrayBuffer>): Blob {
  const blob = {
    size: bytes.length,
    arrayBuffer: async () => {
      reads++;
      return bytes.slice().buffer;
    },
    slice: (start: number, end: number) => memoryBlob(bytes.subarray(start, Math.min(end, bytes.length))),
  };
  // No more than this is used of a Blob below the reader.
  return blob as unknown as Blob;
}
