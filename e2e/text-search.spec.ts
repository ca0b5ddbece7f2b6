import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { pythonPath } from './setup/peers.mjs';
import { violations } from './support/axe.ts';
import { parseCsv } from './support/csv.ts';
import { temporaryFolder } from './support/folder.ts';
import { watchNetwork } from './support/network-watch.ts';
import { needs } from './support/peers.ts';

/** A CT slice and an angiogram with a name burned in, of class C and B, and a chest X-ray without any text, of class B. */
const folder = temporaryFolder();
const scratch = temporaryFolder();
test.beforeAll(() => {
  if (needs('pydicom', 'NumPy', 'Pillow', 'DejaVu')[0]) return;
  const script = new URL('./pixels/make_images.py', import.meta.url).pathname;
  execFileSync(pythonPath(), ['-B', '-W', 'ignore', script, folder.path, '4', '1']);
});
test.afterAll(() => {
  folder.discard();
  scratch.discard();
});
test.skip(...needs('pydicom', 'NumPy', 'Pillow', 'DejaVu'));

const images = () => readdirSync(folder.path).filter((name) => /00[023]\.dcm$/.test(name));

// Each look takes a second of a quiet core, and many on a busy machine.
test.describe.configure({ timeout: 400_000 });

test('text in images is found, holds them, and nothing is claimed of the others', async ({ page, baseURL }) => {
  const isProbe = (text: string) => /data:,probe|connect-src data/.test(text);
  const watch = await watchNetwork(page, new URL(baseURL ?? '').origin, isProbe);
  await withoutSavePicker(page);
  const app = await open(page);
  await expect(page.getByRole('progressbar', { name: 'Looking for text' })).toBeVisible();
  await expect(app.forecast).toHaveText(/, [123] searching$/);
  expect(await violations(page)).toEqual([]);
  expect(await app.foretold(300_000)).toEqual({ deidentified: 1, held: 2, skipped: 0, failed: 0 });
  await expect(page.getByRole('progressbar', { name: 'Looking for text' })).toHaveCount(0);

  expect(await app.deidentify()).toEqual({ deidentified: 1, held: 2, skipped: 0, failed: 0 });
  const zip = join(scratch.path, 'searched.zip');
  await app.saveZip(zip);
  expect(await methodsIn(zip)).toEqual(['pixels searched by program, not reviewed']);
  const records = await JSZip.loadAsync(await app.saveRecords(join(scratch.path, 'records.zip')));
  const rows = parseCsv((await records.file('files.csv')?.async('string')) ?? '', fileColumns);
  expect(rows.map(({ outcome }) => outcome).sort()).toEqual(['deidentified', 'held', 'held']);
  for (const { outcome, reason } of rows) if (outcome === 'held') expect(reason).toContain('Text found in the image');

  // What was found is proposed to be blanked; to say that it tells nothing, over a name of the header, needs a reason.
  await page.getByRole('button', { name: 'Decide', exact: true }).click();
  const decision = page.getByRole('region', { name: 'Decision' });
  const boxes = page.getByRole('group', { name: 'Boxes', exact: true }).getByRole('checkbox');
  await expect(boxes.first()).toBeChecked();
  await expect(page.getByText('Seen large enough').locator('..')).toContainText('1 of 1');
  await decision.getByRole('button', { name: /^Nothing identifying/ }).click();
  await expect(decision.getByRole('textbox', { name: 'Why it does not identify' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Show what changes in it' }).click();
  await page.getByRole('tab', { name: 'Image', exact: true }).click();
  await expect(page.getByText('Seen large enough to read.')).toBeVisible();
  const stated = page.getByRole('button', { name: 'Nothing identifying', exact: true });
  await stated.click();
  await expect(page.getByRole('textbox', { name: 'Why it does not identify' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(stated).toBeVisible();
  await page.getByRole('button', { name: 'Decide', exact: true }).click();
  await decision.getByRole('button', { name: /^Blank \d+ box/ }).click();
  await expect(page.getByRole('status', { name: 'Decided' })).toHaveText('1 of 2 decided');
  await expect(boxes.first()).toBeChecked();
  const count = await boxes.count();
  for (let left = count; left > 0; left -= 1) {
    await expect(boxes).toHaveCount(left);
    await page
      .getByRole('button', { name: /^Delete box/ })
      .first()
      .click();
  }
  await expect(boxes).toHaveCount(0);
  expect(watch.problems()).toEqual([]);
});

test('a save that is asked for during the search waits for it by itself, or is given up', async ({ page }) => {
  await withoutSavePicker(page);
  const app = await open(page);
  expect(await app.deidentify()).toEqual({ deidentified: 3, held: 0, skipped: 0, failed: 0 });
  await app.saveZipButton.click();
  await expect(page.getByText('The save begins by itself')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save without the search' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await app.cancelButton.click();
  await expect(page.getByText('Nothing was saved.')).toBeVisible();

  const zip = join(scratch.path, 'later.zip');
  await app.saveZip(zip);
  expect(await app.totals()).toEqual({ deidentified: 1, held: 2, skipped: 0, failed: 0 });
  expect(await methodsIn(zip)).toEqual(['pixels searched by program, not reviewed']);
});

test('files are saved without the search when a person says so, and say so themselves', async ({ page }) => {
  await withoutSavePicker(page);
  const app = await open(page);
  await page.getByRole('button', { name: 'Stop looking' }).click();
  expect(await app.deidentify()).toEqual({ deidentified: 3, held: 0, skipped: 0, failed: 0 });
  const zip = join(scratch.path, 'unsearched.zip');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save without the search' }).click();
  await (await download).saveAs(zip);
  expect(await methodsIn(zip)).toEqual(['pixels not searched', 'pixels not searched', 'pixels not searched']);
});

test('the build holds no WebAssembly file, and its offline copy no models', () => {
  const files = readdirSync(process.env['NESCIO_E2E_DIST']!, { recursive: true }).map(String);
  expect(files.filter((name) => name.endsWith('.wasm') || name.endsWith('.onnx'))).toEqual([]);
  const worker = readFileSync(join(process.env['NESCIO_E2E_DIST']!, 'service-worker.js'), 'utf8');
  const [, kept = '', later = ''] = /"files":\[(.*?)\],"later":\[(.*?)\]/.exec(worker) ?? [];
  expect(kept).not.toContain('text-search-');
  expect(later).toContain('text-search-detector');
});

/** As a person opens the page: the search is on. */
async function open(page: Page) {
  const app = anonymizerPage(page);
  await app.openPlain();
  await app.drop(...images().map((name) => join(folder.path, name)));
  await app.waitUntilScanned();
  return app;
}

const fileColumns = ['input_path', 'output_path', 'outcome', 'code', 'reason'] as const;

/** What the files of an archive say of how their pixels were looked at. */
async function methodsIn(path: string): Promise<readonly string[]> {
  const archive = await JSZip.loadAsync(readFileSync(path));
  const files = Object.values(archive.files).filter(({ name }) => name.endsWith('.dcm'));
  const texts = await Promise.all(files.map((file) => file.async('nodebuffer')));
  return texts.map(
    (bytes) => /pixels (?:not searched|searched by program, not reviewed)/.exec(bytes.toString('latin1'))?.[0] ?? '',
  );
}
