import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRuns, corpusFolder, hasCorpus, type Outputs, type RunOf, writeOutputs } from './corpus-outputs.ts';

const python = '/usr/bin/python3';
const seed = process.env['ORACLE_SEED'] ?? '20261122';
const wanted = process.env['ORACLE_RUNS'];
/** Each run takes every n-th file, another part for each run: a quick look where all of it takes half an hour. */
const share = Number(process.env['ORACLE_SHARE'] ?? 1);
const result = process.env['ORACLE_RESULT'];
const here = import.meta.dirname;

type Score = {
  readonly name: string;
  readonly files: number;
  readonly required: number;
  readonly correct: number;
  readonly leaks: number;
  readonly changed: number;
  readonly pixels: number;
  readonly references: number;
  readonly byLetter: Readonly<Record<string, readonly [required: number, correct: number]>>;
  readonly failures: readonly { file: string; path: string; expected: string; found: string }[];
  readonly failureCount: number;
  readonly unread: readonly { file: string; why: string }[];
};

/** The scorer keeps the inputs that it has read, so one process serves all runs. */
function startScorer() {
  const scorer = spawn(python, ['-B', join(here, 'score.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: scorer.stdout })[Symbol.asyncIterator]();
  return {
    score: async (job: object): Promise<Score> => {
      scorer.stdin.write(`${JSON.stringify(job)}\n`);
      const line = await lines.next();
      if (line.done) throw new Error('The scorer ended early; see its message above.');
      return JSON.parse(line.value) as Score;
    },
    stop: () => scorer.stdin.end(),
  };
}

describe.skipIf(!hasCorpus)('every action of Table E.1-1 on files with planted identifiers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nescio-oracle-'));
  const inputs = join(folder, 'planted');
  const scores: { readonly score: Score; readonly outputs: Outputs }[] = [];
  const scorer = startScorer();
  let paths: readonly string[] = [];

  beforeAll(() => {
    mkdirSync(inputs);
    const report = execFileSync(python, ['-B', join(here, 'plant.py'), corpusFolder, inputs, seed], {
      maxBuffer: 1 << 26,
    });
    const planted = JSON.parse(report.toString()) as { files: string[]; leftOut: { path: string; why: string }[] };
    paths = planted.files;
    console.info(`seed ${seed}: planted into ${paths.length} files, ${planted.leftOut.length} left out:`);
    for (const { path, why } of planted.leftOut) console.info(`  ${path}: ${why}`);
  });

  afterAll(() => {
    scorer.stop();
    rmSync(folder, { recursive: true, force: true });
    console.info(renderTable(scores));
    if (process.env['ORACLE_WRITE']) writeIntoDocs(renderTable(scores));
  });

  it('are all missed when nothing was done', async () => {
    const files = paths.filter((_, number) => number % 8 === 0);
    const job = { name: 'nothing done', preset: 'ps315-basic', options: [], inputs, outputs: inputs, files };
    const { required, correct, leaks } = await scorer.score(job);
    // Empty values, standard UIDs and older dummies are right as they are.
    expect(correct / required).toBeLessThan(0.05);
    expect(leaks).toBeGreaterThan(1_000);
  });

  const runs = allRuns().filter(({ name }) => wanted === undefined || wanted.split(',').includes(name));
  it.each(runs)('$name: all of them', async (run: RunOf) => {
    const outputs = join(folder, 'outputs');
    const part = paths.filter((_, number) => number % share === runs.indexOf(run) % share);
    const made = await writeOutputs(run, part, inputs, outputs);
    const score = await scorer.score({ ...run, inputs, outputs, files: made.written });
    scores.push({ score, outputs: made });
    if (result) writeFileSync(result, JSON.stringify(scores, null, 1));
    report(score, made);
    expect(
      score.failures.slice(0, 20).map(({ file, path, ...what }) => `${file} ${path}: ${JSON.stringify(what)}`),
    ).toEqual([]);
    expect(score.required).toBeGreaterThan(10_000 / share);
    expect(score.unread).toEqual([]);
  });
});

function report({ name, failureCount, unread }: Score, { without, held }: Outputs): void {
  console.info(name, 'without output:', without);
  for (const [kind, files] of Object.entries(held)) console.info(`${name} held, ${kind}: ${files.length}`);
  for (const { file, why } of unread) console.info(`${name}: pydicom cannot read the output of ${file}: ${why}`);
  if (failureCount > 0) console.info(`${name}: ${failureCount} failures`);
}

/** The table of docs/oracle.md. */
function renderTable(scores: readonly { readonly score: Score }[]): string {
  const head =
    '| Preset and options | Files | Actions required | Correct | % | Planted strings found | Untouched changed | Pixels changed | References broken |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |';
  const rows = scores.map(({ score }) => {
    const { name, files, required, correct, leaks, changed, pixels, references } = score;
    const percent = ((100 * correct) / required).toFixed(correct === required ? 0 : 3);
    return `| ${name} | ${[files, required, correct, percent, leaks, changed, pixels, references].join(' | ')} |`;
  });
  return [head, ...rows].join('\n');
}

function writeIntoDocs(table: string): void {
  const path = join(here, '../../docs/oracle.md');
  const [before, rest] = readFileSync(path, 'utf8').split('<!-- scores -->\n');
  const after = rest?.slice(rest.indexOf('<!-- end of scores -->')) ?? '';
  writeFileSync(path, `${before}<!-- scores -->\n${table}\n${after}`);
}
