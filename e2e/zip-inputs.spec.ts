import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, type Totals, withoutSavePicker } from './anonymizer-page.ts';
import { filesBelow, temporaryFolder } from './support/folder.ts';
import { test } from './support/later-visit.ts';
import { needs } from './support/peers.ts';
import { ctSeries } from './support/series.ts';

const scratch = temporaryFolder();
let series: ReturnType<typeof ctSeries>;
test.skip(...needs('Python'));
test.beforeAll(() => {
  series = ctSeries(4);
});
test.afterAll(() => {
  series.discard();
  scratch.discard();
});

async function zipOf(entries: Readonly<Record<string, Uint8Array>>, compression: 'STORE' | 'DEFLATE'): Promise<Buffer> {
  const zip = new JSZip();
  for (const [name, bytes] of Object.entries(entries)) zip.file(name, bytes, { createFolders: false });
  return zip.generateAsync({ type: 'nodebuffer', compression, compressionOptions: { level: 9 } });
}

const images = () =>
  Object.fromEntries(filesBelow(series.path).map((file) => [basename(file), new Uint8Array(readFileSync(file))]));

async function outcomeOf(page: import('@playwright/test').Page, name: string, bytes: Uint8Array): Promise<Totals> {
  const file = join(scratch.path, name);
  writeFileSync(file, bytes);
  const app = anonymizerPage(page);
  await app.open();
  await app.drop(file);
  await app.waitUntilScanned();
  return app.deidentify();
}

for (const compression of ['STORE', 'DEFLATE'] as const) {
  test(`each member of a zip counts as a file (${compression})`, async ({ page }) => {
    await withoutSavePicker(page);
    const bytes = await zipOf({ ...images(), 'notes.txt': new TextEncoder().encode('not an image') }, compression);
    expect(await outcomeOf(page, `${compression}.zip`, bytes)).toEqual({
      deidentified: 4,
      held: 0,
      skipped: 1,
      failed: 0,
    });
    const saved = await anonymizerPage(page).saveZip(join(scratch.path, `${compression}-out.zip`));
    expect(Object.keys((await JSZip.loadAsync(saved, { checkCRC32: true })).files)).toHaveLength(4);
  });
}

test('a zip inside a dropped folder is opened, a zip inside a zip is reported', async ({ page }) => {
  const inner = await zipOf(images(), 'DEFLATE');
  const outer = await zipOf({ ...images(), 'more.zip': new Uint8Array(inner) }, 'STORE');
  const folder = join(scratch.path, 'with-zip', 'deeper');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'export.zip'), outer);
  const app = anonymizerPage(page);
  await app.open();
  await app.drop(join(scratch.path, 'with-zip'));
  await app.waitUntilScanned();
  expect(await app.deidentify()).toEqual({ deidentified: 4, held: 0, skipped: 1, failed: 0 });
});

test('names that try to climb out of the archive end in no path', async ({ page }) => {
  await withoutSavePicker(page);
  const [image] = Object.values(images());
  const bytes = await zipOf({ 'a/b.dcm': image as Uint8Array }, 'STORE');
  // Written by hand: JSZip would clean the name.
  const evil = Buffer.from(bytes.toString('latin1').replaceAll('a/b.dcm', '../evil'), 'latin1');
  expect(await outcomeOf(page, 'evil.zip', evil)).toEqual({ deidentified: 1, held: 0, skipped: 0, failed: 0 });
  const saved = await JSZip.loadAsync(await anonymizerPage(page).saveZip(join(scratch.path, 'evil-out.zip')));
  for (const name of Object.keys(saved.files)) expect(name).not.toContain('..');
});

test('an encrypted member fails with a reason, the others go through', async ({ page }) => {
  const bytes = await zipOf(images(), 'STORE');
  expect(await outcomeOf(page, 'locked.zip', encryptFirst(bytes))).toEqual({
    deidentified: 3,
    held: 0,
    skipped: 0,
    failed: 1,
  });
  await expect(page.getByText(/encrypted/i).first()).toBeVisible();
});

test('a member that would unpack to far more than its size fails, and quickly', async ({ page }) => {
  // 300 MB of zeros in 300 KB: the highest ratio that deflate can reach.
  const bytes = await zipOf({ ...images(), 'zeros.dcm': new Uint8Array(300 * 1024 * 1024) }, 'DEFLATE');
  const totals = await outcomeOf(page, 'bomb.zip', bytes);
  expect(totals.deidentified).toBe(4);
  expect(totals.failed + totals.skipped).toBe(1);
});

test('what is called a zip and is none is one failed file, the rest goes on', async ({ page }) => {
  const broken = join(scratch.path, 'broken.zip');
  writeFileSync(broken, 'PK, but not really a zip');
  const app = anonymizerPage(page);
  await app.open();
  await app.drop(broken, ...filesBelow(series.path));
  await app.waitUntilScanned();
  expect(await app.deidentify()).toEqual({ deidentified: 4, held: 0, skipped: 0, failed: 1 });
});

/** Sets the encryption bit of the first member in its local and its central header (APPNOTE 4.4.4). */
function encryptFirst(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  copy.writeUInt16LE(copy.readUInt16LE(6) | 1, 6);
  const central = copy.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  copy.writeUInt16LE(copy.readUInt16LE(central + 8) | 1, central + 8);
  return copy;
}

test('a drop counts where the page changes under the pointer just before it', async ({ page }) => {
  const app = anonymizerPage(page);
  await app.open();
  await app.dropAfter(async () => {
    await page.evaluate(() => {
      const cover = document.createElement('div');
      Object.assign(cover.style, { position: 'fixed', inset: '0' });
      document.body.append(cover);
    });
  }, series.path);
  await expect(app.files).toBeVisible();
});
