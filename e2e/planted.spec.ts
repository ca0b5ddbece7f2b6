import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { type BatchRun, batchRun, deidentified, pairsOf } from './support/batch-run.ts';
import { originalOf } from './support/corpus.ts';
import { temporaryFolder } from './support/folder.ts';
import { needs, python } from './support/peers.ts';

type Manifest = { readonly files: number; readonly needles: readonly unknown[]; readonly kept: readonly string[] };
type Found = {
  readonly bytes: number;
  readonly files: number;
  readonly found: number;
  readonly hits: readonly unknown[];
};
type Checked = { readonly checked: number; readonly problems: readonly unknown[] };

const data = (name: string) => resolve('src/profile/data', name);
const planted = temporaryFolder();
const manifestFile = join(planted.path, 'needles.json');
const folder = join(planted.path, 'Qz90000Dropped');
let manifest: Manifest;

test.skip(...needs('Python'));
test.setTimeout(180_000);
test.beforeAll(() => {
  manifest = python<Manifest>('plant', [data('table-e1-1.json'), resolve('src/dicom/data/dictionary.json'), folder]);
  writeFileSync(manifestFile, JSON.stringify(manifest));
});
test.afterAll(() => planted.discard());

for (const preset of ['ps315-basic', 'qmenta-guarded'] as const) {
  test(`no string planted in any attribute of Table E.1-1 is in what ${preset} gives out`, async ({ browser }) => {
    const run = await batchRun(browser, `planted-${preset}`, `?profile=${preset}`, [folder]);
    expect(notOut(run)).toEqual([expect.stringMatching(/File-document\.dcm: held encapsulated-document/)]);
    // The search must be able to find: in the inputs it finds every one.
    const inInputs = python<Found>('search_planted', [manifestFile, folder]);
    expect(inInputs.found).toBe(manifest.needles.length);
    const found = python<Found>('search_planted', [manifestFile, run.archive, run.receipt, run.unpacked]);
    expect(found.files).toBeGreaterThan(manifest.files);
    expect(found.hits).toEqual([]);
  });

  test(`what holds the planted strings survives ${preset}`, async ({ browser }) => {
    const run = await batchRun(browser, `planted-${preset}`, `?profile=${preset}`, [folder]);
    const nested = pairsOf(run, (path) => originalOf(folder, path)).filter(({ before }) =>
      before.includes('File-deep'),
    );
    expect(nested).toHaveLength(4);
    const checked = python<Checked>('check_outputs', [], {
      files: nested.map((pair) => pair.after),
      mustHave: manifest.kept,
    });
    expect(checked.problems).toEqual([]);
  });
}

test('qmenta treats each of its attributes as its letter says, at every depth', async ({ browser }) => {
  const run = await batchRun(browser, 'planted-qmenta', '?profile=qmenta', [folder]);
  expect(notOut(run)).toHaveLength(1);
  const rows = (JSON.parse(readFileSync(data('qmenta.json'), 'utf8')) as { rows: readonly [string, string, string][] })
    .rows;
  const letters = Object.fromEntries(rows.map(([id, , action]) => [id, action]));
  expect(Object.keys(letters)).toHaveLength(53);
  const pairs = pairsOf(run, (path) => originalOf(folder, path)).filter(({ before }) => /File-(top|deep)/.test(before));
  expect(pairs).toHaveLength(8);
  const checked = python<Checked>('check_outputs', [], {
    files: pairs.map((pair) => pair.after),
    before: pairs.map((pair) => pair.before),
    letters,
  });
  expect(checked.problems).toEqual([]);
  expect(checked.checked).toBeGreaterThan(8 * 50);
});

test('the residual scan finds every identifier planted in a kept attribute', async ({ browser }) => {
  const kept = temporaryFolder();
  const tables = ['table-e1-1.json', 'gaps.json', 'unlisted.json'].map(data);
  type Planted = { file: string; kind: string; attribute: string; text: string };
  const { files } = python<{ files: readonly Planted[] }>('plant_residual', [kept.path, ...tables]);
  const run = await batchRun(browser, 'planted-residual', '', [kept.path]);
  const held = new Set(run.files.filter((row) => row.code === 'residual-identifier').map((row) => row.input_path));
  const out = files.filter(({ file }) => ![...held].some((path) => path?.endsWith(`/${file}`)));
  // A code that names no public scheme is cleaned, so that nothing is left to be found.
  const pairs = pairsOf(run, (path) => originalOf(kept.path, path));
  const bytesOf = (file: string) =>
    pairs.filter(({ before }) => before.endsWith(`/${file}`)).map(({ after }) => readFileSync(after, 'latin1'));
  expect(out.filter(({ file, text }) => bytesOf(file).length !== 1 || bytesOf(file)[0]?.includes(text))).toEqual([]);
  expect(out.filter(({ attribute }) => !attribute.startsWith('(0008,01'))).toEqual([]);
  expect(files.length).toBeGreaterThan(90);
  expect(run.totals).toEqual({ deidentified: 1 + out.length, held: held.size, skipped: 0, failed: 0 });
  kept.discard();
});

/** Files that did not come out, with the reason: a search over nothing would pass. */
function notOut(run: BatchRun): readonly string[] {
  const out = new Set(deidentified(run));
  return run.files
    .filter((row) => !out.has(row))
    .map((row) => `${row.input_path}: ${row.outcome} ${row.code}: ${row.reason}`);
}
