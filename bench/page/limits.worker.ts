import { createByteSink } from '../../src/destinations/byte-sink.ts';
import { syncAccessFile, writableFile } from '../../src/destinations/output-file.ts';
import { createZipWriter } from '../../src/destinations/zip-writer.ts';
import { crc32 } from '../../src/pipeline/archive/crc32.ts';
import type { LimitJob, LimitResult } from './limit-jobs.ts';

/** Longer files are copied in windows by the writer itself. */
const wholeBytes = 4 * 1024 * 1024;

self.onmessage = async ({ data }: MessageEvent<{ job: LimitJob; files: readonly File[] }>) => {
  self.postMessage(await run(data.job, data.files));
};

async function run(job: LimitJob, files: readonly File[]): Promise<LimitResult> {
  if (job === 'engine' || job === 'scan-engine') {
    // Loaded for these jobs only: its size must not count as a cost of copying.
    const { timeEngine } = await import('./time-engine.ts');
    return timeEngine(job, files);
  }
  const start = performance.now();
  const bytes = await work(job, files);
  return { files: files.length, bytes, wallMs: performance.now() - start, eachMs: [], reads: 0, outcomes: {} };
}

async function work(job: LimitJob, files: readonly File[]): Promise<number> {
  if (job === 'copy' || job === 'copy-picked') return copy(files, job === 'copy-picked');
  let bytes = 0;
  for (const file of files) {
    if (job === 'head') bytes += (await file.slice(0, 64 * 1024).arrayBuffer()).byteLength;
    else bytes += await readAll(file);
  }
  return bytes;
}

async function readAll(file: File): Promise<number> {
  if (file.size <= wholeBytes) return (await file.arrayBuffer()).byteLength;
  let bytes = 0;
  for (let at = 0; at < file.size; at += wholeBytes) {
    bytes += (await file.slice(at, at + wholeBytes).arrayBuffer()).byteLength;
  }
  return bytes;
}

async function copy(files: readonly File[], isPicked: boolean): Promise<number> {
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle('limit.zip', { create: true });
  const remove = () => root.removeEntry('limit.zip');
  const output = isPicked
    ? writableFile(await handle.createWritable())
    : syncAccessFile(await handle.createSyncAccessHandle(), remove);
  const writer = createZipWriter(createByteSink(output));
  for (const [at, file] of files.entries()) {
    const written = await writer.write(await itemOf(file, at));
    if (written.kind !== 'written') throw new Error(`The limit could not be measured: ${written.kind}.`);
  }
  const closed = await writer.close();
  if (closed.kind !== 'closed') throw new Error(`The limit could not be measured: ${closed.kind}.`);
  await remove();
  return closed.sizeBytes;
}

async function itemOf(file: File, at: number) {
  const path = `copy/${at}.dcm`;
  const sizeBytes = file.size;
  if (sizeBytes > wholeBytes) {
    const part = { kind: 'range', offsetBytes: 0, lengthBytes: sizeBytes } as const;
    return { path, parts: [part], input: file, sizeBytes, crc32: null };
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { path, parts: [{ kind: 'bytes', bytes } as const], input: file, sizeBytes, crc32: crc32(bytes) };
}
