import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { packedPackage } from './support/packed-package.ts';

const corpus = path.resolve(process.env['NESCIO_CORPUS'] ?? '../shared/corpus/dev');

/** De-identifies the files that it is given by the package, and prints `SHA-256 path` of each output. */
const byPackage = `
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createDeidentifier } from 'nescio';
const [keyFile, ...files] = process.argv.slice(2);
const key = Uint8Array.from(Buffer.from(JSON.parse(readFileSync(keyFile, 'utf8')).key, 'hex'));
const deidentifier = createDeidentifier({ profile: 'qmenta-guarded', key });
const inputs = files.map((path) => ({ path, blob: new Blob([readFileSync(path)]) }));
for await (const outcome of deidentifier.process(inputs)) {
  if (outcome.kind !== 'deidentified') continue;
  const bytes = Buffer.from(await outcome.file.arrayBuffer());
  console.log(createHash('sha256').update(bytes).digest('hex'), outcome.outputPath);
}
`;

/** The command as others get it: packed, and installed into an empty folder. */
test.describe('the command nescio', () => {
  test.skip(!existsSync(path.join(corpus, 'index.json')), `no corpus at ${corpus}`);
  let folder = '';
  const at = (name: string) => path.join(folder, name);
  const nescio = (...parameters: readonly string[]) => run(at('node_modules/.bin/nescio'), parameters, folder);

  test.beforeAll(() => {
    test.setTimeout(300_000);
    folder = mkdtempSync(path.join(tmpdir(), 'nescio-command-'));
    writeFileSync(at('package.json'), '{ "name": "empty", "private": true, "type": "module" }');
    const installed = run(
      'npm',
      ['install', '--offline', '--no-audit', '--no-fund', '--silent', packedPackage()],
      folder,
    );
    expect(installed.status).toBe(0);
  });

  test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('gives the bytes of the package for real files, and says how it ended', () => {
    const { files } = JSON.parse(readFileSync(path.join(corpus, 'index.json'), 'utf8'));
    const chosen: readonly string[] = files
      .filter((_: unknown, n: number) => n % 12 === 0)
      .map((file: { readonly path: string }) => path.join(corpus, file.path));
    expect(nescio('key', 'new', 'key.json').status).toBe(0);
    const ended = nescio('deidentify', ...chosen, 'out', '--key', 'key.json');
    expect([3, 4]).toContain(ended.status);
    expect(ended.stderr).toMatch(/\d+ de-identified, \d+ held, \d+ skipped, \d+ failed\./);
    writeFileSync(at('by-package.mjs'), byPackage);
    const expected = run(process.execPath, ['by-package.mjs', 'key.json', ...chosen], folder)
      .stdout.trim()
      .split('\n');
    expect(expected.length).toBeGreaterThan(10);
    expect(outputsOf(at('out'))).toEqual(expected.sort());
  });

  test('takes a list of files from whatever comes before it', () => {
    writeFileSync(at('a.txt'), 'no image');
    const ended = run('sh', ['-c', 'ls a.txt gone.txt | node_modules/.bin/nescio check --manifest -'], folder);
    expect(ended.stderr).toContain('0 de-identified, 0 held, 1 skipped, 0 failed.');
    expect(ended.status).toBe(0);
  });

  test('lists patients, what would remain, and what held images would be', () => {
    const { files } = JSON.parse(readFileSync(path.join(corpus, 'index.json'), 'utf8'));
    const chosen: readonly string[] = files
      .filter((_: unknown, n: number) => n % 25 === 0)
      .map((file: { readonly path: string }) => path.join(corpus, file.path));
    writeFileSync(at('list.txt'), chosen.join('\n'));
    const table = nescio('check', '--patients', '--manifest', 'list.txt', '--max-memory', '400');
    expect(table.stdout).toMatch(/^"id_old","id_new"\r\n("[^\n]+",""\r\n)+$/);
    const remains = nescio('remains', '--manifest', 'list.txt', '--log', 'none');
    expect(remains.stdout.split('\r\n').length).toBeGreaterThan(100);
    expect(remains.stderr).toBe('');
    const parameters = ['deidentify', '--manifest', 'list.txt', 'seen.zip', '--held-dir', 'held', '--search', 'none'];
    const ended = nescio(...parameters);
    const [, cleaned, held] = /Held folder: (\d+) of (\d+) held files/.exec(ended.stderr) ?? [];
    expect(Number(cleaned)).toBeGreaterThan(0);
    expect(Number(cleaned)).toBeLessThanOrEqual(Number(held));
    expect(outputsOf(at('held'))).toHaveLength(Number(cleaned) + 1);
    expect(ended.stderr).toContain(`${held} held`);
  });

  test('takes two words where nothing is chosen, and refuses to write over what is there', () => {
    mkdirSync(at('in'));
    writeFileSync(at('in/notes.txt'), 'no image');
    expect(nescio('deidentify', 'in', 'clean').status).toBe(0);
    expect(existsSync(at('clean.key.json'))).toBe(true);
    const again = nescio('deidentify', 'in', 'clean');
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('--key');
  });
});

function outputsOf(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const lines = entries.map(({ parentPath, name }) => {
    const place = path.join(parentPath, name);
    return `${createHash('sha256').update(readFileSync(place)).digest('hex')} ${path.relative(folder, place)}`;
  });
  return lines.sort();
}

function run(command: string, parameters: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(command, parameters, { cwd, encoding: 'utf8', timeout: 60_000 });
  return { status, stdout, stderr };
}
