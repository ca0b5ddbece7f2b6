import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { type Orthanc, startOrthanc } from './support/orthanc.ts';
import { packedPackage } from './support/packed-package.ts';
import { needs } from './support/peers.ts';
import { ctSeries } from './support/series.ts';

const files = 240;
const mostMsToKill = 60_000;

/** The command as others get it, and a real PACS. */
test('nescio sends to a server, is killed at half, goes on, and each file is stored once as a folder has it', async () => {
  test.skip(...needs('Orthanc', 'DICOMweb', 'pydicom'));
  test.setTimeout(300_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'nescio-server-'));
  const at = (name: string) => path.join(folder, name);
  writeFileSync(at('package.json'), '{ "name": "empty", "private": true, "type": "module" }');
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--silent', packedPackage()], folder);
  const nescio = at('node_modules/.bin/nescio');
  const series = ctSeries(files);
  // A file that came a second time would be told as a new one.
  const orthanc = await startOrthanc({ OverwriteInstances: true });
  try {
    run(nescio, ['key', 'new', 'key.json'], folder);
    run(nescio, ['deidentify', series.path, 'out', '--key', 'key.json'], folder);
    const send = ['deidentify', series.path, `${orthanc.url}/dicom-web`, '--key', 'key.json', '--records', 'records'];
    await killedAtHalf(spawn(process.execPath, [nescio, ...send], { cwd: folder, stdio: 'ignore' }), orthanc);
    const before = await storedBy(orthanc);
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(files);
    expect(readdirSync(folder).filter((name) => /^nescio-.*\.journal\.jsonl$/.test(name))).toHaveLength(1);
    expect(run(nescio, [...send, '--resume'], folder)).toContain(`${files} de-identified`);
    expect(await storedBy(orthanc)).toBe(files);
    expect([...(await orthanc.files()).values()].map(sha256).sort()).toEqual(hashesIn(at('out')));
    expect(readFileSync(at('records/outputs.jsonl'), 'utf8').trim().split('\n')).toHaveLength(files);
    expect(readdirSync(folder).some((name) => name.startsWith('nescio-'))).toBe(false);
  } finally {
    await orthanc.stop();
    series.discard();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function killedAtHalf(sending: ChildProcess, orthanc: Orthanc): Promise<void> {
  const ended = new Promise((resolve) => sending.once('exit', resolve));
  const startedMs = Date.now();
  while ((await storedBy(orthanc)) < files / 4 && Date.now() - startedMs < mostMsToKill) await wait(5);
  sending.kill('SIGKILL');
  await ended;
}

/** How often a file was stored, by the server's own list of what has changed. */
async function storedBy({ url }: Orthanc): Promise<number> {
  const answer = await fetch(`${url}/changes?limit=100000`);
  const { Changes: changes } = (await answer.json()) as {
    readonly Changes: readonly { readonly ChangeType: string }[];
  };
  return changes.filter(({ ChangeType: type }) => type === 'NewInstance').length;
}

function hashesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => sha256(readFileSync(path.join(parentPath, name)))).sort();
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function run(command: string, parameters: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, parameters, { cwd, encoding: 'utf8', timeout: 120_000 });
  expect(status, stderr).toBe(0);
  return `${stdout}${stderr}`;
}
