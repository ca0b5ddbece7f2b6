import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { pythonPath } from './setup/peers.mjs';
import { temporaryFolder } from './support/folder.ts';
import { packedPackage } from './support/packed-package.ts';
import { needs } from './support/peers.ts';

/** One slice with a name burned in; TEXT_SEARCH_IMAGES=12 for all kinds, as `.ci/nightly` does. */
const count = Number(process.env['TEXT_SEARCH_IMAGES'] ?? 1);

const scratch = temporaryFolder();
const at = (name: string) => join(scratch.path, name);
test.beforeAll(() => {
  if (needs('pydicom', 'NumPy', 'Pillow', 'DejaVu')[0]) return;
  const script = new URL('./pixels/make_images.py', import.meta.url).pathname;
  mkdirSync(at('made'));
  execFileSync(pythonPath(), ['-B', '-W', 'ignore', script, at('made'), String(count), '1']);
});
test.afterAll(() => scratch.discard());
test.skip(...needs('pydicom', 'NumPy', 'Pillow', 'DejaVu'));
test.describe.configure({ timeout: 300_000 + count * 120_000 });

test('the command finds and blanks the text that the page does, to the byte', async ({ page }) => {
  await withoutSavePicker(page);
  const app = anonymizerPage(page);
  await page.goto('./?pixels=clean');
  const images = readdirSync(at('made')).filter((name) => name.endsWith('.dcm'));
  await app.drop(...images.map((name) => join(at('made'), name)));
  await app.waitUntilScanned();
  await app.deidentify();
  // The save waits for the search by itself.
  await app.saveZip(at('page.zip'));
  const { deidentified, held } = await app.totals();
  expect(deidentified).toBeGreaterThan(0);
  const download = page.waitForEvent('download');
  await app.inKeyNote('Save project key').click();
  await (await download).saveAs(at('key.json'));
  execFileSync('chmod', ['600', at('key.json')]);

  mkdirSync(at('installed'));
  writeFileSync(at('installed/package.json'), '{ "name": "empty", "private": true, "type": "module" }');
  const install = ['install', '--offline', '--no-audit', '--no-fund', '--silent', packedPackage()];
  execFileSync('npm', install, { cwd: at('installed') });
  const given = images.map((name) => join(at('made'), name));
  const asked = ['--pixels', 'clean', '--search', 'all', '--key', at('key.json'), '--allow-held'];
  const command = at('installed/node_modules/.bin/nescio');
  const ended = spawnSync(command, ['deidentify', ...given, at('out'), ...asked], { encoding: 'utf8' });
  expect(ended.stderr).toContain(`${deidentified} de-identified, ${held} held, 0 skipped, 0 failed.`);
  expect(ended.status).toBe(0);
  expect(hashesBelow(at('out'))).toEqual(await hashesIn(at('page.zip')));
});

type Hashes = Readonly<Record<string, string>>;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function hashesBelow(folder: string): Hashes {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const places = entries.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(places.map((place) => [relative(folder, place), sha256(readFileSync(place))]));
}

async function hashesIn(zip: string): Promise<Hashes> {
  const archive = await JSZip.loadAsync(readFileSync(zip));
  const files = Object.values(archive.files).filter(({ dir }) => !dir);
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file.name, sha256(await file.async('nodebuffer'))] as const)),
  );
}
