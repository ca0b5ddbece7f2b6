import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, type Totals, withoutSavePicker } from '../anonymizer-page.ts';
import { parseCsv } from './csv.ts';
import { python } from './peers.ts';

const fileColumns = ['input_path', 'output_path', 'outcome', 'code', 'reason'] as const;
const changeColumns = ['output_path', 'path', 'vr', 'action', 'reason'] as const;
const outputColumns = ['output_path', 'bytes', 'crc32'] as const;
const crosswalkColumns = ['kind', 'id_old', 'id_new'] as const;
type Row<Columns extends readonly string[]> = Readonly<Record<Columns[number], string>>;
type FileRow = Row<typeof fileColumns>;

/** One batch done from drop to saved files, and what it left on disk. */
export type BatchRun = {
  readonly totals: Totals;
  readonly archive: string;
  readonly receipt: string;
  /** The archive unpacked by Python's zipfile. */
  readonly unpacked: string;
  readonly zip: { readonly names: readonly string[]; readonly dates: readonly string[]; readonly bad: string | null };
  readonly files: readonly FileRow[];
  readonly changes: readonly Row<typeof changeColumns>[];
  readonly outputs: readonly Row<typeof outputColumns>[];
  readonly crosswalk: readonly Row<typeof crosswalkColumns>[];
  readonly profile: Readonly<Record<string, unknown>>;
  readonly recordNames: readonly string[];
  readonly report: string;
};

const runsFolder = resolve('test-results/artifacts/runs');

/**
 * Drops paths on the page, de-identifies with the profile of the URL, and saves archive, records and receipt. Done once for a
 * name and kept for the whole test run, because a failed test makes Playwright start over with a new process.
 */
export async function batchRun(
  browser: Browser,
  name: string,
  search: string,
  paths: readonly string[],
): Promise<BatchRun> {
  const folder = join(runsFolder, name);
  const summary = join(folder, 'run.json');
  if (existsSync(summary)) return JSON.parse(readFileSync(summary, 'utf8')) as BatchRun;
  mkdirSync(folder, { recursive: true });

  const page = await browser.newPage();
  await withoutSavePicker(page);
  const app = anonymizerPage(page);
  await app.open(search);
  await app.drop(...paths);
  await app.waitUntilScanned(120_000);
  const totals = await app.deidentify(180_000);
  const archive = join(folder, 'deidentified.zip');
  await app.saveZip(archive);
  const records = await JSZip.loadAsync(await app.saveRecords(join(folder, 'records.zip')));
  const receipt = join(folder, 'receipt.zip');
  await app.saveReceipt(receipt);
  await page.close();

  const unpacked = join(folder, 'unpacked');
  const text = async (entry: string) => (await records.file(entry)?.async('text')) ?? '';
  const run: BatchRun = {
    totals,
    archive,
    receipt,
    unpacked,
    zip: python('check_zip', [archive, unpacked]),
    files: parseCsv(await text('files.csv'), fileColumns),
    changes: parseCsv(await text('changes.csv'), changeColumns),
    crosswalk: parseCsv(await text('crosswalk.csv'), crosswalkColumns),
    outputs: parseCsv(await text('outputs.csv'), outputColumns),
    profile: JSON.parse(await text('profile.json')),
    recordNames: Object.keys(records.files).sort(),
    report: await text('report.html'),
  };
  writeFileSync(summary, JSON.stringify(run));
  return run;
}

/** The de-identified files as pairs of original and output on disk. */
export function pairsOf(run: BatchRun, originalOf: (inputPath: string) => string) {
  const changed = new Map<string, string[]>();
  for (const row of run.changes) {
    const paths = changed.get(row.output_path) ?? [];
    paths.push(row.path);
    changed.set(row.output_path, paths);
  }
  return deidentified(run).map((row) => ({
    before: originalOf(row.input_path),
    after: join(run.unpacked, row.output_path),
    changed: changed.get(row.output_path) ?? [],
  }));
}

export const deidentified = (run: BatchRun): readonly FileRow[] =>
  run.files.filter((row) => row.outcome === 'deidentified');

export const outputsOf = (run: BatchRun): readonly string[] =>
  deidentified(run).map((row) => join(run.unpacked, row.output_path));
