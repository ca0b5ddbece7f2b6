import { join } from 'node:path';
import { expect } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { overflow, violations } from './support/axe.ts';
import { temporaryFolder } from './support/folder.ts';
import { test } from './support/later-visit.ts';
import { needs, python } from './support/peers.ts';

const folder = temporaryFolder();
const scratch = temporaryFolder();

test.skip(...needs('pydicom'));
test.beforeAll(() => {
  python('make_report', [folder.path, '60']);
});
test.afterAll(() => {
  folder.discard();
  scratch.discard();
});

test('a report whose text was on the screen to its end can be called read, and then says so', async ({ page }) => {
  const app = anonymizerPage(page);
  await withoutSavePicker(page);
  await app.open();
  await expect(app.trySampleData).toBeEnabled();
  await app.drop(folder.path);
  await app.waitUntilScanned();
  await app.openFirstSeries();
  await page.getByRole('button', { name: 'Read the report…', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'The report as it leaves' });
  const confirm = dialog.getByRole('button', { name: 'I have read this report', exact: true });
  await expect(dialog.getByText('Nodule of 1 mm in the left upper lobe.')).toBeVisible();
  await expect(dialog.getByText(/Zqxforeign/)).toHaveCount(0);
  await expect(confirm).toBeDisabled();
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  const list = dialog.getByRole('list');
  // The end alone is not the whole.
  await list.evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await expect(confirm).toBeDisabled();
  // A busy machine may draw less often than the list moves, so it is read until each part was drawn.
  await expect(async () => {
    await list.evaluate(async (box) => {
      const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      for (let top = 0; top <= box.scrollHeight; top += box.clientHeight / 2) {
        box.scrollTo(0, top);
        await drawn();
      }
    });
    await expect(confirm).toBeEnabled({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  await confirm.click();
  await expect(page.getByText('You have read this report.')).toBeVisible();
  expect(await app.deidentify()).toMatchObject({ deidentified: 1, held: 0 });
  const archive = join(scratch.path, 'out.zip');
  await app.saveZip(archive);
  const unpacked = join(scratch.path, 'out');
  python('check_zip', [archive, unpacked]);
  const values = python<readonly { path: string; text: string }[]>('list_values', [unpacked]);
  const textAt = (path: string) => values.filter((value) => value.path === path).map(({ text }) => text);
  expect(textAt('(0012,0062)')).toEqual(['YES']);
  expect(textAt('(0012,0064)[].(0008,0100)').join(' ')).toContain('113104');
  const records = await JSZip.loadAsync(await app.saveRecords(join(scratch.path, 'records.zip')));
  const decisions = JSON.parse((await records.file('decisions.json')?.async('string')) ?? '');
  expect(decisions.releases).toMatchObject([
    {
      covers: 'texts',
      shown: expect.stringContaining('each part of them was on the screen'),
      pixels: { kind: 'unstated' },
    },
  ]);
});
