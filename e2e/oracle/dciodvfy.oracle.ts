import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { hasTool } from '../../src/testing/has-tool.ts';
import { allRuns, corpusFolder, corpusPaths, hasCorpus, type RunOf, writeOutputs } from './corpus-outputs.ts';
import { knownErrors } from './known-errors.ts';

type Errors = Readonly<Record<string, readonly string[]>>;

function startVerifier() {
  const script = join(import.meta.dirname, 'iod_errors.py');
  const verifier = spawn('/usr/bin/python3', ['-B', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: verifier.stdout })[Symbol.asyncIterator]();
  return {
    errorsOf: async (paths: readonly string[]): Promise<Errors> => {
      verifier.stdin.write(`${JSON.stringify(paths)}\n`);
      const line = await lines.next();
      if (line.done) throw new Error('The verifier ended early; see its message above.');
      return JSON.parse(line.value) as Errors;
    },
    stop: () => verifier.stdin.end(),
  };
}

/** The presets and each option alone; a pair changes no element that neither of its options names. */
const runs = hasCorpus ? allRuns().filter(({ options }) => options.length < 2) : [];

describe.skipIf(!hasCorpus || !hasTool('dciodvfy'))('dciodvfy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nescio-iods-'));
  const verifier = startVerifier();
  const before = new Map<string, readonly string[]>();

  afterAll(() => {
    verifier.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(runs)('finds no new error under $name', async (run: RunOf) => {
    const outputs = join(folder, 'outputs');
    const { written } = await writeOutputs(run, corpusPaths(), corpusFolder, outputs);
    const unknown = written.filter((path) => !before.has(path)).map((path) => join(corpusFolder, path));
    for (const [path, errors] of Object.entries(await verifier.errorsOf(unknown))) {
      before.set(path.slice(corpusFolder.length + 1), errors);
    }
    const after = await verifier.errorsOf(written.map((path) => join(outputs, path)));
    const fresh = written.flatMap((path) => {
      const old = new Set(before.get(path));
      return (after[join(outputs, path)] ?? []).filter((error) => !old.has(error)).map((error) => ({ path, error }));
    });
    const causes = new Map<string, number>();
    const unexplained = fresh.filter(({ path, error }) => {
      const known = knownErrors.find((one) => one.path.test(path) && one.pattern.test(error));
      if (known) causes.set(known.cause, (causes.get(known.cause) ?? 0) + 1);
      return !known;
    });
    console.info(`${run.name}: ${written.length} files, ${fresh.length} new errors`, Object.fromEntries(causes));
    const counted = new Map<string, { count: number; path: string }>();
    for (const { path, error } of unexplained) {
      counted.set(error, { count: (counted.get(error)?.count ?? 0) + 1, path });
    }
    for (const [error, { count, path }] of counted) console.info(`  ${count} x ${error} (${path})`);
    // QMENTA's table is applied as published, also where an IOD demands the attribute: listed, not failed.
    expect(run.preset === 'qmenta' ? [] : unexplained.slice(0, 20)).toEqual([]);
  });
});
