// `node --expose-gc bench/package-stream.mjs [FOLDER] [FILES] [node|chromium]`: the package (npm run build:package) over small made-up files, one by one:
// time to the first outcome (of the first 300, and then of all others), all of it, and what the heap grew by for each file of the second half, since the first has the engine's code optimised; then, of
// a tenth of them, inputs given and outcomes taken where the input breaks off, the consumer is slow or the caller aborts.
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';

const [folder = 'dist-package', count = '20000', where = 'node'] = process.argv.slice(2);
const files = Number(count);

/** Runs in Node and in a page, so it needs nothing from outside. */
async function measure({ entry, files, heapBytes, mostMegabytes }) {
  const { createDeidentifier } = await import(entry);
  const text = (value, pad = ' ') => new TextEncoder().encode(value.length % 2 === 0 ? value : `${value}${pad}`);
  const uidOf = (value) => text(value, '\0');
  const element = (group, number, vr, value) => {
    const isLong = vr === 'OW' || vr === 'OB';
    const head = new DataView(new ArrayBuffer(isLong ? 12 : 8));
    head.setUint16(0, group, true);
    head.setUint16(2, number, true);
    head.setUint8(4, vr.charCodeAt(0));
    head.setUint8(5, vr.charCodeAt(1));
    if (isLong) head.setUint32(8, value.length, true);
    else head.setUint16(6, value.length, true);
    return [new Uint8Array(head.buffer), value];
  };
  const short = (value) => new Uint8Array([value & 255, value >> 8]);
  /** A CT slice of 32 x 32 pixels, a series of 200 each. */
  const slice = (n) => {
    const series = `1.2.826.0.1.99.${Math.floor(n / 200)}`;
    const classUid = uidOf('1.2.840.10008.5.1.4.1.1.2');
    const uid = uidOf(`${series}.${n}`);
    const meta = [
      element(2, 1, 'OB', new Uint8Array([0, 1])),
      element(2, 2, 'UI', classUid),
      element(2, 3, 'UI', uid),
      element(2, 16, 'UI', uidOf('1.2.840.10008.1.2.1')),
      element(2, 18, 'UI', uidOf('1.2.3')),
    ].flat();
    const length = new DataView(new ArrayBuffer(4));
    length.setUint32(
      0,
      meta.reduce((sum, part) => sum + part.length, 0),
      true,
    );
    return new Blob([
      new Uint8Array(128),
      'DICM',
      ...element(2, 0, 'UL', new Uint8Array(length.buffer)),
      ...meta,
      ...element(8, 8, 'CS', text('ORIGINAL\\PRIMARY\\AXIAL')),
      ...element(8, 22, 'UI', classUid),
      ...element(8, 24, 'UI', uid),
      ...element(8, 32, 'DA', text('20240131')),
      ...element(8, 96, 'CS', text('CT')),
      ...element(16, 16, 'PN', text(`FAKE^NAME${Math.floor(n / 200)}`)),
      ...element(16, 32, 'LO', text(`FAKE-${Math.floor(n / 200)}`)),
      ...element(24, 96, 'DS', text('120')),
      ...element(32, 13, 'UI', uidOf(`${series}.1`)),
      ...element(32, 14, 'UI', uidOf(`${series}.2`)),
      ...element(32, 19, 'IS', text(`${n}`)),
      ...element(40, 2, 'US', short(1)),
      ...element(40, 16, 'US', short(32)),
      ...element(40, 17, 'US', short(32)),
      ...element(40, 256, 'US', short(16)),
      ...element(0x7fe0, 16, 'OW', new Uint8Array(2048).fill(150)),
    ]);
  };
  async function* inputs(from, to) {
    for (let n = from; n < to; n++) yield { path: `folder/${n}.dcm`, blob: slice(n) };
  }
  const deidentifier = createDeidentifier({ profile: 'ps315-basic', key: new Uint8Array(32).fill(3) });
  let startMs = performance.now();
  let coldFirstMs = 0;
  for await (const _ of deidentifier.process(inputs(files, files + 300)))
    coldFirstMs ||= Math.round(performance.now() - startMs);
  const half = Math.floor(files / 2);
  let before = 0;
  startMs = performance.now();
  const said = { files, deidentified: 0, others: 0, coldFirstMs, firstMs: 0, seconds: 0, bytesEach: 0 };
  for await (const { kind } of deidentifier.process(inputs(0, files))) {
    if (said.firstMs === 0) said.firstMs = Math.round(performance.now() - startMs);
    if (kind === 'deidentified') said.deidentified += 1;
    else said.others += 1;
    const taken = said.deidentified + said.others;
    if (taken === half) before = await heapBytes();
    if (taken === files) said.bytesEach = Math.round(((await heapBytes()) - before) / (files - half));
  }
  said.seconds = Math.round((performance.now() - startMs) / 100) / 10;
  said.mostMegabytes = mostMegabytes();
  deidentifier.close();
  return { ...said, ...(await interrupted(Math.ceil(files / 10))) };

  /** Inputs that were given and outcomes that were taken, where the input breaks off, the consumer is slow, or the caller aborts. */
  async function interrupted(count) {
    const key = new Uint8Array(32).fill(3);
    const run = async ({ breaksAt = count, abortsAt = count + 1, waitMs = 0 }) => {
      const ends = new AbortController();
      const own = createDeidentifier({ profile: 'ps315-basic', key, signal: ends.signal });
      const counts = { given: 0, taken: 0, mostAhead: 0 };
      async function* given() {
        for await (const input of inputs(0, breaksAt)) {
          counts.given += 1;
          counts.mostAhead = Math.max(counts.mostAhead, counts.given - counts.taken);
          yield input;
        }
        if (breaksAt < count) throw new Error('The share is gone.');
      }
      try {
        for await (const _ of own.process(given())) {
          counts.taken += 1;
          if (counts.taken === abortsAt) ends.abort();
          if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
        }
      } catch (error) {
        counts.threw = error.message;
      }
      own.close();
      return counts;
    };
    return {
      throwing: await run({ breaksAt: Math.floor(count / 2) }),
      slow: await run({ waitMs: 2 }),
      aborted: await run({ abortsAt: Math.floor(count / 3) }),
    };
  }
}

process.stdout.write(`${JSON.stringify(where === 'node' ? await inNode() : await inChromium())}\n`);

async function inNode() {
  const entry = pathToFileURL(path.resolve(folder, 'index.js')).href;
  // As the system counts it: a timer would have no turn where nothing is waited for.
  const mostMegabytes = () => Math.round((process.resourceUsage().maxRSS * 1024) / 1e6);
  // Blobs keep their bytes outside of the heap.
  const heapBytes = async () => {
    for (let n = 0; n < 3; n++) globalThis.gc();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  return { ...(await measure({ entry, files, heapBytes, mostMegabytes })), withInterrupted: mostMegabytes() };
}

async function inChromium() {
  const server = createServer((request, response) => {
    const name = new URL(request.url, 'http://localhost').pathname;
    response.setHeader('Content-Type', name.endsWith('.js') ? 'text/javascript' : 'text/html');
    if (!name.endsWith('.js')) response.end('<!doctype html><title>Stream</title>');
    else createReadStream(path.join(folder, name)).pipe(response);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const browser = await chromium.launch({
    args: ['--js-flags=--expose-gc', '--enable-precise-memory-info'],
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    return await page.evaluate(
      async ({ source, files }) => {
        const heapBytes = async () => {
          for (let n = 0; n < 3; n++) globalThis.gc();
          return performance.memory.usedJSHeapSize;
        };
        const measure = new Function(`return ${source}`)();
        // Chromium tells a page of its heap alone.
        return measure({ entry: `${location.origin}/index.js`, files, heapBytes, mostMegabytes: () => null });
      },
      { source: measure.toString(), files },
    );
  } finally {
    await browser.close();
    server.close();
  }
}
