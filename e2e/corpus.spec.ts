import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from '@playwright/test';
import JSZip from 'jszip';
import { sumOf } from './anonymizer-page.ts';
import { type BatchRun, batchRun, deidentified, outputsOf, pairsOf } from './support/batch-run.ts';
import { corpusFolder, corpusSkip, countInputs, hasCorpus, originalOf } from './support/corpus.ts';
import { knownIodErrors } from './support/known-iod-errors.ts';
import { countWithJava, dumpProblem, needs, python, testWithUnzip } from './support/peers.ts';

type Problems = { readonly problems: readonly { readonly file: string; readonly problem: string }[] };

if (!hasCorpus) console.log(corpusSkip);
test.skip(!hasCorpus, corpusSkip);
test.skip(...needs('Python'));
test.setTimeout(400_000);

/** The default profile as it stands; and the Basic Profile with image text let through, so that most files come out. */
const runs = {
  'qmenta-guarded': (browser: import('@playwright/test').Browser) => batchRun(browser, 'guarded', '', [corpusFolder]),
  'ps315-basic': (browser: import('@playwright/test').Browser) =>
    batchRun(browser, 'basic', '?profile=ps315-basic&pixels=export', [corpusFolder]),
} as const;

const original = (inputPath: string) => originalOf(corpusFolder, inputPath);

for (const [preset, start] of Object.entries(runs)) {
  test.describe(`the corpus dropped as a folder, ${preset}`, () => {
    let run: BatchRun;
    test.beforeAll(async ({ browser }) => {
      test.setTimeout(400_000);
      run = await start(browser);
    });

    test('each file added has exactly one outcome', async () => {
      const { totals, files } = run;
      const inputs = await countInputs(corpusFolder);
      console.log(`${preset}: ${JSON.stringify(totals)} of ${inputs}`);
      expect(sumOf(totals)).toBe(inputs);
      expect(files).toHaveLength(inputs);
      for (const outcome of ['deidentified', 'held', 'skipped', 'failed'] as const) {
        expect(files.filter((row) => row.outcome === outcome).length, outcome).toBe(totals[outcome]);
      }
      expect(new Set(files.map((row) => row.input_path)).size).toBe(inputs);
      expect(files.filter((row) => row.outcome !== 'deidentified' && row.reason === '')).toEqual([]);
      expect(totals.deidentified).toBeGreaterThan(inputs / 4);
    });

    test('four independent readers agree on the archive', async () => {
      test.skip(...needs('unzip', 'Java'));
      const { archive, zip, totals } = run;
      testWithUnzip(archive);
      expect(zip.bad).toBeNull();
      expect(zip.names).toHaveLength(totals.deidentified);
      expect(countWithJava(archive)).toBe(totals.deidentified);
      const read = await JSZip.loadAsync(readFileSync(archive), { checkCRC32: true });
      expect(Object.values(read.files).filter((entry) => !entry.dir)).toHaveLength(totals.deidentified);
      expect(zip.dates, 'one fixed entry date').toHaveLength(1);
    });

    test('every file in it opens in dcmdump and pydicom', () => {
      test.skip(...needs('dcmdump'));
      const outputs = outputsOf(run);
      const { opened, problems } = python<Problems & { readonly opened: number }>('open_files', [], outputs);
      expect(problems).toEqual([]);
      expect(opened).toBe(run.totals.deidentified);
      expect(outputs.map((file) => [file, dumpProblem(file)]).filter(([, problem]) => problem !== '')).toEqual([]);
    });

    test('the records agree with the archive', () => {
      const { zip, files, changes, crosswalk, profile, recordNames, report } = run;
      expect(recordNames).toEqual([
        'README.txt',
        'attestations.csv',
        'changes.csv',
        'crosswalk.csv',
        'decisions.json',
        'files.csv',
        'outputs.csv',
        'profile.json',
        'report.html',
      ]);
      const outputs = deidentified(run).map((row) => row.output_path);
      expect([...zip.names].sort()).toEqual([...outputs].sort());
      const inArchive = zip.names.map((name) => {
        const bytes = readFileSync(join(run.unpacked, name));
        const [size, crc] = [String(bytes.length), crc32(bytes).toString(16).padStart(8, '0')];
        return { output_path: name, bytes: size, crc32: crc };
      });
      expect(new Set(run.outputs)).toEqual(new Set(inArchive));
      expect(files.filter((row) => row.outcome !== 'deidentified' && row.output_path !== '')).toEqual([]);
      for (const name of zip.names) expect(name).toMatch(/^[^/]+\/[^/]+\/[^/]+\/[^/]+\.dcm$/);
      expect(new Set(changes.map((row) => row.output_path))).toEqual(new Set(outputs));
      expect(new Set(crosswalk.map((row) => row.kind))).toContain('instance');
      expect(JSON.stringify(profile)).toContain(preset);
      expect(report).toContain('<html');
    });

    test('pixels and every element that no rule touched are byte-identical', () => {
      const pairs = pairsOf(run, original);
      type Report = Problems & { readonly compared: number; readonly elements: number; readonly pixelFiles: number };
      const report = python<Report>('check_fidelity', [], { pairs });
      console.log(`${preset}: ${report.elements} untouched elements, pixels of ${report.pixelFiles} files compared`);
      expect(report.problems).toEqual([]);
      expect(report.compared).toBe(run.totals.deidentified);
      expect(report.elements).toBeGreaterThan(10 * report.compared);
    });

    test('dciodvfy finds no error that the original did not have', () => {
      test.skip(...needs('dciodvfy'));
      type Report = {
        readonly compared: number;
        readonly newErrors: readonly { readonly file: string; readonly error: string }[];
      };
      const report = python<Report>('compare_iods', [], { pairs: pairsOf(run, original) });
      const unexplained = report.newErrors.filter(
        ({ error }) => !knownIodErrors.some(({ pattern }) => pattern.test(error)),
      );
      expect(unexplained).toEqual([]);
    });

    test('the residual scan holds at most 1 % of the files', () => {
      const held = run.files.filter((row) => row.code.split(' ').includes('residual-identifier'));
      for (const row of held) console.log(`held by the residual scan: ${row.input_path}: ${row.reason}`);
      expect(held.length / run.files.length).toBeLessThanOrEqual(0.01);
    });
  });
}
