import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { corpusFolder, corpusSkip, hasCorpus } from './support/corpus.ts';
import { packedPackage } from './support/packed-package.ts';

/** One process: every n-th file of a folder, from its own place on. */
const shard = `
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createDeidentifier } from 'nescio';
import { openSharedFolder } from 'nescio/node';

const [source, target, at, of] = process.argv.slice(2);
const entries = await readdir(source, { recursive: true, withFileTypes: true });
const names = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name)).sort();
async function* inputs() {
  for (const [n, name] of names.entries()) {
    if (n % Number(of) === Number(at)) yield { path: name, blob: new Blob([await readFile(name)]) };
  }
}
const deidentifier = createDeidentifier({ profile: 'ps315-basic', key: new Uint8Array(32).fill(5) });
const folder = await openSharedFolder(target, deidentifier);
const counts = { deidentified: 0, copy: 0, other: 0 };
for await (const outcome of folder.write(deidentifier.process(inputs()))) {
  if (outcome.kind === 'deidentified') counts.deidentified += 1;
  else if (outcome.code === 'copy') counts.copy += 1;
  else counts.other += 1;
}
await folder.close();
console.log(JSON.stringify({ ...counts, names: names.length }));
`;

type Counts = { readonly deidentified: number; readonly copy: number; readonly other: number; readonly names: number };

/** Each goes over the whole corpus: SHARDS=all (`.ci/nightly`) runs them all. */
const counts = process.env['SHARDS'] === 'all' ? [2, 3, 10] : [3];

test.describe('a folder that processes share', () => {
  test.skip(!hasCorpus, corpusSkip);
  let folder = '';

  test.beforeAll(() => {
    test.setTimeout(300_000);
    folder = mkdtempSync(path.join(tmpdir(), 'nescio-shards-'));
    writeFileSync(path.join(folder, 'package.json'), '{ "name": "shards", "private": true, "type": "module" }');
    const install = ['install', '--offline', '--no-audit', '--no-fund', '--silent', packedPackage()];
    const { status, stderr } = spawnSync('npm', install, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`npm install ended with ${status}: ${stderr}`);
    writeFileSync(path.join(folder, 'shard.mjs'), shard);
  });

  test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test(`has the same paths and bytes from one and from ${counts.join(', ')} of them, and loses nothing`, async () => {
    test.setTimeout(1_200_000);
    const one = await share(1);
    expect(one.counts.names).toBeGreaterThan(0);
    expect(Object.keys(one.files)).toHaveLength(one.counts.deidentified);
    for (const count of counts) {
      const { files, counts } = await share(count);
      expect(files).toEqual(one.files);
      expect(counts.deidentified + counts.copy).toBe(one.counts.deidentified + one.counts.copy);
      expect(counts.other).toBe(one.counts.other);
    }
  });

  /** Writes the corpus by so many processes at once. */
  async function share(count: number): Promise<{ files: Readonly<Record<string, string>>; counts: Counts }> {
    const target = path.join(folder, `out-${count}`);
    const all = await Promise.all(Array.from({ length: count }, (_, at) => run(target, at, count)));
    const counts = all.reduce((sum, own) => ({
      deidentified: sum.deidentified + own.deidentified,
      copy: sum.copy + own.copy,
      other: sum.other + own.other,
      names: own.names,
    }));
    const files = filesIn(target);
    console.log(`${count} processes: ${JSON.stringify(counts)}, ${Object.keys(files).length} files`);
    rmSync(target, { recursive: true, force: true });
    return { files, counts };
  }

  async function run(target: string, at: number, of: number): Promise<Counts> {
    const child = spawn(process.execPath, ['shard.mjs', corpusFolder, target, `${at}`, `${of}`], { cwd: folder });
    let printed = '';
    let faults = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    child.stderr.on('data', (chunk) => {
      faults += chunk;
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    if (status !== 0) throw new Error(`Process ${at} of ${of} ended with ${status}: ${faults}`);
    return JSON.parse(printed) as Counts;
  }
});

/** SHA-256 of each file by its path, hidden folders included: nothing is left of how they were written. */
function filesIn(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [path.relative(folder, file), createHash('sha256').update(readFileSync(file)).digest('hex')];
    }),
  );
}
