import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { assembleOutput, testMeta, tryIndexBytes } from '../testing/build-dataset.ts';
import { readInWindows } from '../testing/read-windows.ts';
import { applyEdits } from './apply-edits.ts';
import { attributePath, bytesAt, valueBytes } from './dataset-access.ts';
import { indexFile } from './element-index.ts';
import { elementFlag, type IndexedDataset } from './indexed-dataset.ts';

const { NESCIO_CORPUS = '../shared/corpus/dev' } = process.env;
const corpus = path.resolve(NESCIO_CORPUS);
const hasCorpus = existsSync(path.join(corpus, 'index.json'));
if (!hasCorpus) console.warn(`SKIPPED: no corpus at ${corpus}; set NESCIO_CORPUS to run over real files.`);

type CorpusFile = { readonly path: string; readonly theme: string };

/** Files that are refused for a reason; every other DICOM file must be understood. */
const refusable = /^(malformed|dicomdir|non-dicom)\/|SC_rgb_jpeg\.dcm$/;

describe.skipIf(!hasCorpus)('the corpus', () => {
  const files: readonly CorpusFile[] = hasCorpus
    ? JSON.parse(readFileSync(path.join(corpus, 'index.json'), 'utf8')).files
    : [];
  const read = (file: CorpusFile): Uint8Array => new Uint8Array(readFileSync(path.join(corpus, file.path)));

  it('gives an index or an error for every file, and an index for every sound one', () => {
    const counts: Record<string, number> = {};
    for (const file of files) {
      const result = tryIndexBytes(read(file));
      const outcome = result.kind === 'error' ? result.code : result.kind;
      counts[outcome] = (counts[outcome] ?? 0) + 1;
      if (!refusable.test(file.path)) expect(outcome, file.path).toBe('indexed');
      if (file.theme === 'non-dicom') expect(['not-dicom', 'empty-file']).toContain(outcome);
    }
    console.log(`corpus: ${JSON.stringify(counts)}`);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(files.length);
  });

  it('gives the same index when it is read in windows', () => {
    for (const file of files) {
      const input = read(file);
      const whole = tryIndexBytes(input);
      const { result, ranges } = readInWindows(indexFile(input.length), input);
      expect(result.kind === 'indexed' ? result.elements : result).toEqual(
        whole.kind === 'indexed' ? whole.elements : whole,
      );
      expect(ranges.length, file.path).toBeLessThan(16);
    }
  });

  it('splices nothing into a file without changing an element', () => {
    for (const file of files) {
      const input = read(file);
      const dataset = readInWindows(indexFile(input.length), input).result;
      if (dataset.kind === 'error') continue;
      const parts = applyEdits(dataset, [], { ...testMeta, transferSyntaxUid: dataset.transferSyntax.uid });
      if ('kind' in parts) throw new Error(parts.message);
      const output = assembleOutput(parts, input);
      const again = tryIndexBytes(output);
      if (again.kind === 'error') throw new Error(`${file.path}: ${again.message}`);
      expect(again.elements.count).toBe(dataset.elements.count);
      for (let row = 0; row < dataset.elements.count; row++) {
        const isSame = Buffer.compare(wholeElement(dataset, row, input), wholeElement(again, row, output)) === 0;
        if (!isSame) throw new Error(`${file.path}: ${attributePath(dataset, row)} differs`);
      }
    }
  });

  it('answers every kind of cut and damage with a value', () => {
    const counts: Record<string, number> = {};
    const next = fixedSequence();
    const damageable = files
      .map((file) => ({ file, input: read(file) }))
      .filter(({ input }) => {
        return input.length > 200 && input.length < 300_000;
      });
    for (const { file, input } of damageable) {
      for (let round = 0; round < 6; round++) {
        const damaged = input.slice(0, round % 2 === 0 ? input.length : 132 + next(input.length - 132));
        for (let hit = 0; hit < 4; hit++) damaged[128 + next(Math.min(damaged.length - 128, 6000))] = next(256);
        const outcome = indexAndRewrite(damaged, file.path);
        counts[outcome] = (counts[outcome] ?? 0) + 1;
      }
    }
    console.log(`damaged corpus: ${JSON.stringify(counts)}`);
    expect(Object.keys(counts).length).toBeGreaterThan(3);
  });
});

/** What a damaged file comes to; when it is accepted, its output must be as well. */
function indexAndRewrite(file: Uint8Array, name: string): string {
  const result = tryIndexBytes(file);
  if (result.kind === 'error') return result.code;
  const parts = applyEdits(result, [], { ...testMeta, transferSyntaxUid: result.transferSyntax.uid });
  if ('kind' in parts) throw new Error(parts.message);
  const again = tryIndexBytes(assembleOutput(parts, file));
  expect(again.kind === 'indexed' && again.elements.count, name).toBe(result.elements.count);
  return result.kind;
}

/** A plain generator with a fixed start: the same damage on every run. */
function fixedSequence(): (below: number) => number {
  let state = 20_261_122;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
}

/** Header and value, whether in memory or left in the file. */
function wholeElement(dataset: IndexedDataset, row: number, file: Uint8Array): Uint8Array {
  const { headerOffsets, endOffsets, flags } = dataset.elements;
  const offset = headerOffsets[row]!;
  const length = endOffsets[row]! - offset;
  if (dataset.isInflated) return bytesAt(dataset.segments, offset, length);
  if ((flags[row]! & elementFlag.outside) === 0) valueBytes(dataset, row);
  return file.subarray(offset, offset + length);
}
