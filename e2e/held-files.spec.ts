import { join } from 'node:path';
import { expect } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, sumOf, withoutSavePicker } from './anonymizer-page.ts';
import { parseCsv } from './support/csv.ts';
import { temporaryFolder } from './support/folder.ts';
import { test } from './support/later-visit.ts';

const scratch = temporaryFolder();
test.afterAll(() => scratch.discard());

const columns = ['input_path', 'output_path', 'outcome', 'code', 'reason'] as const;
const membersOf = async (bytes: Uint8Array) =>
  Object.keys((await JSZip.loadAsync(bytes, { checkCRC32: true })).files).length;

test('held images stay out until a person has looked at them, and nothing lets them go unseen', async ({ page }) => {
  await withoutSavePicker(page);
  const app = anonymizerPage(page);
  await app.open();
  await app.trySampleData.click();
  await app.waitUntilScanned();
  const before = await app.deidentify();
  expect(before.held).toBeGreaterThan(0);
  expect(before.deidentified).toBeGreaterThan(0);
  expect(await membersOf(await app.saveZip(join(scratch.path, 'before.zip')))).toBe(before.deidentified);

  const held = page.getByRole('region', { name: 'Held' });
  await expect(held.getByRole('button', { name: /^Release/ })).toHaveCount(0);
  await held
    .getByRole('button', { name: /^Look at \d+ images?$/ })
    .first()
    .click();
  const decide = page.getByRole('region', { name: 'Decide', exact: true });
  const decided = decide.getByRole('status', { name: 'Decided', exact: true });
  const [, waiting = ''] = /^0 of (\d+) decided$/.exec((await decided.textContent()) ?? '') ?? [];
  for (let n = 1; n <= Number(waiting); n += 1) {
    await decide.getByRole('button', { name: 'Nothing identifying' }).click();
    await expect(decided).toHaveText(`${n} of ${waiting} decided`);
  }
  await expect(decide.getByRole('heading', { name: `${waiting} of ${waiting} decided` })).toBeVisible();
  await page.getByRole('button', { name: /^Deliver \d/ }).click();

  await expect.poll(async () => (await app.totals()).deidentified).toBeGreaterThan(before.deidentified);
  const after = await app.totals();
  expect(sumOf(after)).toBe(sumOf(before));
  await expect(page.getByText(/out of date/).first()).toBeVisible();
  expect(await membersOf(await app.saveZip(join(scratch.path, 'after.zip')))).toBe(after.deidentified);
  await page.getByRole('button', { name: 'Save ZIP' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'This is saved already' })).toBeVisible();
  await expect(page.getByRole('status', { name: 'Saved ZIP' })).toHaveCount(2);

  const outgoing = page.getByRole('region', { name: 'What goes out' });
  await expect(outgoing).toContainText('nothing identifying in');
  await outgoing.scrollIntoViewIfNeeded();
  const widest = () =>
    outgoing.locator('canvas').evaluateAll((all) => Math.max(...all.map((one) => (one as HTMLCanvasElement).width)));
  await expect.poll(widest, { message: 'pictures as they leave' }).toBeGreaterThan(1);

  const records = await JSZip.loadAsync(await app.saveRecords(join(scratch.path, 'records.zip')));
  const rows = parseCsv((await records.file('files.csv')?.async('text')) ?? '', columns);
  const released = rows.filter((row) => row.code === 'released');
  expect(released).toHaveLength(after.deidentified - before.deidentified);
  for (const row of released) expect(row.reason).toMatch(/^Nothing identifying, /);
});

test('held images can be left out, one or all, and are counted as skipped', async ({ page }) => {
  await withoutSavePicker(page);
  const app = anonymizerPage(page);
  await app.open();
  await app.trySampleData.click();
  await app.waitUntilScanned();
  const before = await app.deidentify();
  await page.getByRole('region', { name: 'Held' }).getByRole('button', { name: 'Leave all out' }).click();
  await expect.poll(async () => (await app.totals()).held).toBe(0);
  const after = await app.totals();
  expect(after).toEqual({ ...before, held: 0, skipped: before.skipped + before.held });
  const records = await JSZip.loadAsync(await app.saveRecords(join(scratch.path, 'left-out.zip')));
  const rows = parseCsv((await records.file('files.csv')?.async('text')) ?? '', columns);
  expect(rows.filter((row) => row.code === 'left-out')).toHaveLength(before.held);
});

test('the series of a patient who is in no table are left out in one act, and come back in one', async ({ page }) => {
  await withoutSavePicker(page);
  const app = anonymizerPage(page);
  await app.open();
  await app.trySampleData.click();
  await app.waitUntilScanned();
  await page.getByRole('combobox', { name: 'Patient ID' }).selectOption({ label: 'Lookup table (CSV)' });
  await app.deidentify();
  const held = page.getByRole('region', { name: 'Held' });
  // A reason that several series share is said once.
  await expect(held.getByText('as above.')).toHaveCount(2);
  await held.getByRole('button', { name: 'Look at what waits' }).click();
  const decide = page.getByRole('region', { name: 'Decide', exact: true });
  const decided = decide.getByRole('status', { name: 'Decided', exact: true });
  const queue = decide.getByRole('list', { name: 'Waiting', exact: true });
  await expect(queue.getByRole('heading', { name: /^Patient without a new ID/ })).toBeVisible();
  const [, total = ''] = /^0 of (\d+) decided$/.exec((await decided.textContent()) ?? '') ?? [];
  const whole = decide.getByRole('button', { name: /^Leave out all \d+ series of this patient$/ });
  const [, series = ''] = /(\d+) series/.exec((await whole.textContent()) ?? '') ?? [];
  await whole.click();
  await expect(decided).toHaveText(`${series} of ${total} decided`);
  await expect(decide.getByText(`and in ${Number(series) - 1} more series`)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(decided).toHaveText(`0 of ${total} decided`);
});
