import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { overflow, violations, violationsInBothThemes } from './support/axe.ts';
import { temporaryFolder } from './support/folder.ts';
import { test } from './support/later-visit.ts';
import { needs, python } from './support/peers.ts';
import { visibilityOf } from './support/visibility.ts';

const folder = temporaryFolder();
const scratch = temporaryFolder();
test.beforeAll(() => {
  if (!needs('pydicom')[0]) python('make_captures', [folder.path]);
});
test.afterAll(() => {
  folder.discard();
  scratch.discard();
});
test.skip(...needs('pydicom'));

test('what waits is looked at, blanked, left out and taken back by keys alone', async ({ page }) => {
  await withoutSavePicker(page);
  const { app, decide, seen } = await openQueue(page, 'us-1.dcm', 'us-2.dcm', 'us-3.dcm', 'capture-9.dcm');
  await expect(decide.getByRole('list', { name: 'Waiting', exact: true }).getByRole('listitem')).toHaveCount(2);
  await expect(status(page)).toHaveText('0 of 2 decided');
  await expect(seen('Seen large enough')).toHaveText('1 of 3');
  // Enter, meant for Look, comes just after the first button has begun to say Blank.
  await page.evaluate(() => {
    for (const key of ['b', 'Enter']) {
      document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }
  });
  await expect(decide.getByRole('group', { name: 'Boxes', exact: true }).getByRole('checkbox')).toHaveCount(1);
  await expect(decide.getByRole('button', { name: 'Blank 1 box' })).toBeEnabled();
  await expect(status(page)).toHaveText('0 of 2 decided');
  await decide.getByRole('textbox', { name: 'Your initials' }).fill('JD');
  // Enter ends the writing, and decides nothing.
  await page.keyboard.press('Enter');
  await expect(status(page)).toHaveText('0 of 2 decided');
  await page.keyboard.press('a');
  await expect(seen('Seen after blanking')).toHaveText('1 of 3');
  await page.keyboard.press('Escape');
  for (const count of [2, 3]) {
    await page.keyboard.press('ArrowDown');
    await expect(seen('Seen after blanking')).toHaveText(`${count} of 3`);
  }
  await page.keyboard.press('Enter');
  await expect(decide.getByText('Blanked 1 box in 3 images of 1 Abdomen')).toBeVisible();
  await expect(status(page)).toHaveText('1 of 2 decided');
  await page.keyboard.press('x');
  await expect(status(page)).toHaveText('2 of 2 decided');
  await page.keyboard.press('Control+z');
  await expect(status(page)).toHaveText('1 of 2 decided');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
  // What is drawn anew while the dialog closes does not open it again, and the next key counts.
  await page.evaluate(() => {
    document.querySelector('dialog')?.close();
    for (const key of ['+', 'x']) {
      document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }
  });
  await expect(decide.getByRole('heading', { name: '2 of 2 decided' })).toBeVisible();
  await page.keyboard.press('Enter');
  expect(await app.totals()).toEqual({ deidentified: 3, held: 0, skipped: 1, failed: 0 });
  const made = page.getByRole('region', { name: 'Decisions' });
  await expect(made.getByRole('listitem')).toHaveCount(2);
  expect(await violations(page)).toEqual([]);
  await made.getByRole('button', { name: /^Undo: Left out/ }).click();
  await expect(status(page)).toHaveText('1 of 2 decided');
  await page.keyboard.press('x');
  await expect(decide.getByRole('heading', { name: '2 of 2 decided' })).toBeVisible();
  await page.keyboard.press('Enter');
  expect(await app.totals()).toEqual({ deidentified: 3, held: 0, skipped: 1, failed: 0 });
  const records = await JSZip.loadAsync(await app.saveRecords(join(scratch.path, 'records.zip')));
  const decisions = JSON.parse((await records.file('decisions.json')?.async('string')) ?? '');
  expect(decisions.boxes).toHaveLength(1);
  expect(decisions.boxes[0]).toMatchObject({ scope: 'series', review: 'seen', by: 'JD' });
  expect(decisions.boxes[0].shown).toContain('With these boxes blanked, 3 of 3 images were seen.');
});

test('only what was on the screen counts as seen, and nothing of it is claimed otherwise', async ({ page }) => {
  const showAs = await visibilityOf(page);
  await anonymizerPage(page).open();
  await showAs('hidden');
  const { decide, seen } = await openQueue(page, 'us-1.dcm', 'us-2.dcm', 'us-3.dcm', 'us-4.dcm');
  await expect(decide.getByRole('img', { name: /^Image, 320 by 240/ })).toBeVisible();
  await expect(decide.getByText('Not seen yet')).toBeVisible();
  await expect(seen('Seen large enough')).toHaveText('0 of 4');
  await expect(decide.getByRole('button', { name: 'Nothing identifying' })).toBeDisabled();
  await page.keyboard.press('n');
  await expect(status(page)).toHaveText('0 of 1 decided');
  await expect(page.getByRole('button', { name: /unseen/ })).toHaveCount(0);
  await showAs('visible');
  await expect(seen('Seen large enough')).toHaveText('1 of 4');
  // Past two images at once, as a wheel does it: only the last one stays.
  await page.evaluate(() => {
    for (let n = 0; n < 3; n += 1) {
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
    }
  });
  await expect(decide.getByText('4 of 4', { exact: true }).first()).toBeVisible();
  await expect(seen('Seen large enough')).toHaveText('2 of 4');
  await decide.getByRole('button', { name: 'Nothing identifying' }).click();
  await expect(status(page)).toHaveText('1 of 1 decided');
  await expect(decide.getByText('1 series said to show nothing identifying, not all seen.')).toBeVisible();
});

test('a sheet counts only tiles that were on the screen, and groups only where the detector found nothing', async ({
  page,
}) => {
  // The detector looks twice, which takes long on a busy machine.
  test.setTimeout(300_000);
  const showAs = await visibilityOf(page);
  const slices = Array.from({ length: 5 }, (_, n) => `slice-${n + 1}.dcm`);
  await page.setViewportSize({ width: 1440, height: 620 });
  await anonymizerPage(page).open('?search=all');
  await expect(anonymizerPage(page).trySampleData).toBeEnabled();
  await showAs('hidden');
  const { decide, seen } = await openQueue(page, ...slices);
  await expect(seen('Checked by the detector')).toHaveText('5 of 5', { timeout: 90_000 });
  const standings = (said: string) => decide.getByRole('button', { name: new RegExp(`, ${said}$`) });
  // Nothing counts in a tab that is hidden, whatever is pressed.
  await page.keyboard.press('3');
  await expect(standings('Not seen yet')).toHaveCount(4);
  await expect(decide.getByRole('list', { name: 'Tiles' }).getByRole('button').first()).toHaveAccessibleName(
    /^5, text found/,
  );
  await page.keyboard.press('m');
  await expect(decide.getByText('Page 2 of 2')).toBeVisible();
  await expect(seen('Seen large enough')).toHaveText('0 of 5');
  await showAs('visible');
  // Through the pages too fast: what was on the screen for a moment is not confirmed.
  await page.evaluate(() => {
    for (const key of ['PageUp', 'm', 'PageUp', 'm', 'PageUp']) {
      document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }
  });
  await expect(decide.getByText('Page 1 of 2')).toBeVisible();
  await expect(standings('On screen')).toHaveCount(4);
  await expect(seen('Seen large enough')).toHaveText('0 of 5');
  await page.keyboard.press('m');
  await expect(decide.getByText('Page 2 of 2')).toBeVisible();
  await expect(seen('Seen large enough')).toHaveText('4 of 5');
  const size = decide.getByRole('slider', { name: 'Tile size' });
  await size.focus();
  await page.keyboard.press('Home');
  await expect(decide.getByRole('button', { name: 'Tiles too small to count' })).toBeDisabled();
  await page.keyboard.press('m');
  await expect(seen('Seen large enough')).toHaveText('4 of 5');
  expect(await violations(page)).toEqual([]);
  await size.focus();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('PageUp');
  // The image with text stays by itself; the others are one tile, which the detector has to look at too.
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('2');
  await expect(decide.getByRole('button', { name: /^1–4, 4 images, brightest and darkest, / })).toBeVisible();
  await expect(decide.getByText(/1 of 2 tiles seen/)).toBeVisible();
  await expect(decide.getByRole('button', { name: /^1–4.*On screen$/ })).toBeVisible({ timeout: 150_000 });
  await decide.getByRole('button', { name: 'Mark page as seen' }).click();
  await expect(seen('Seen in projections')).toHaveText('1 of 5');
  await expect(seen('Seen large enough')).toHaveText('4 of 5');
});

test('images of several series are looked at on pages, which decide only what all of it was on the screen', async ({
  page,
}) => {
  const showAs = await visibilityOf(page);
  await withoutSavePicker(page);
  await page.setViewportSize({ width: 1440, height: 620 });
  await anonymizerPage(page).open();
  await showAs('hidden');
  const names = ['us-1', 'us-2', 'us-3', 'us-4', 'slice-1', 'slice-2', 'slice-3', 'slice-4', 'slice-5', 'torn'];
  const { app, decide, seen } = await openQueue(page, ...names.map((name) => `${name}.dcm`));
  const mark = decide.getByRole('button', { name: 'Mark page as seen' });
  const standings = (said: string) => decide.getByRole('button', { name: new RegExp(`, ${said}$`) });
  await decide.getByRole('button', { name: 'Look at them on 2 pages' }).click();
  await expect(decide.getByText('Page 1 of 2')).toBeVisible();
  await expect(decide.getByRole('button', { name: /^1 Abdomen · .+, image 1, not searched, / })).toBeVisible();
  // In a hidden tab nothing is on the screen, whatever is pressed.
  for (const key of ['m', 'Enter', 'PageDown', 'm', 'PageUp', 'm']) await page.keyboard.press(key);
  await expect(decide.getByText('Page 1 of 2')).toBeVisible();
  await expect(mark).toBeDisabled();
  await showAs('visible');
  await expect(standings('On screen')).toHaveCount(5);
  expect(await violations(page)).toEqual([]);
  await mark.click();
  await expect(status(page)).toHaveText('1 of 3 decided');
  // Away before the other slices are marked: they wait on.
  await expect(decide.getByText('Page 2 of 2')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(decide.getByText('Nothing identifying in 4 images of 1 Abdomen')).toBeVisible();
  await expect(seen('Seen large enough')).toHaveText('1 of 5');
  await page.keyboard.press('Control+z');
  await expect(status(page)).toHaveText('0 of 3 decided');
  await showAs('hidden');
  await decide.getByRole('button', { name: 'Look at them on 2 pages' }).click();
  for (const key of ['m', 'Enter']) await page.keyboard.press(key);
  await expect(status(page)).toHaveText('0 of 3 decided');
  await showAs('visible');
  // The series that came back is marked anew; the slice beside it was marked and not taken back.
  await expect(standings('Seen')).toHaveCount(1);
  await expect(standings('On screen')).toHaveCount(4);
  await page.keyboard.press('m');
  await expect(status(page)).toHaveText('1 of 3 decided');
  await expect(standings('Not shown')).toHaveCount(1);
  await expect(decide.getByText('1 series to decide on its own')).toBeVisible();
  await expect(mark).toBeEnabled();
  await page.keyboard.press('m');
  await expect(status(page)).toHaveText('2 of 3 decided');
  await expect(decide.getByRole('list', { name: 'Waiting', exact: true }).getByRole('listitem')).toHaveCount(1);
  // The pages have ended: the next Enter is for the queue, not for the entry that is open.
  await expect(
    decide.getByRole('list', { name: 'Waiting', exact: true }).getByRole('listitem').getByRole('button'),
  ).toBeFocused();
  await expect(page.getByRole('button', { name: /Look at them|unseen/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Deliver 9 files' }).click();
  expect(await app.totals()).toEqual({ deidentified: 9, held: 1, skipped: 0, failed: 0 });
  const records = await JSZip.loadAsync(await app.saveRecords(join(scratch.path, 'pages.zip')));
  const decisions = (await records.file('decisions.json')?.async('string')) ?? '';
  for (const count of [4, 5])
    expect(decisions).toContain(
      `Of ${count} images: ${count} seen one by one, 0 seen in projections, 0 checked by the detector.`,
    );
});

test('a value that identifies is removed wherever it stands, and a blank page takes the place of a document', async ({
  page,
}) => {
  await withoutSavePicker(page);
  const { app, decide } = await openQueue(page, 'kernel-21.dcm', 'kernel-22.dcm', 'letter.dcm');
  await expect(decide.getByRole('button', { name: 'Not an identifier' })).toBeVisible();
  const value = decide.getByRole('region', { name: /^The value of Convolution Kernel/ });
  await expect(value.locator('mark')).toHaveText('Quillfeather', { ignoreCase: true });
  await expect(value).toContainText("family name of Patient's Name");
  const shoot = (theme: string) => page.screenshot({ path: `test-results/screenshots/decide-value-${theme}.png` });
  expect(await violationsInBothThemes(page, shoot)).toEqual([]);
  await decide.getByRole('button', { name: 'Replace…' }).click();
  await decide.getByRole('textbox', { name: 'New value' }).fill('Quillfeather B');
  await page.keyboard.press('Enter');
  // What was put in its place identifies as well, so the files wait again.
  await expect(status(page)).toHaveText('0 of 2 decided');
  await expect(decide.getByText('Replaced a value in 2 files')).toBeVisible();
  const waiting = decide.getByRole('list', { name: 'Waiting', exact: true });
  await expect(waiting.getByRole('listitem')).toHaveCount(2);
  await waiting.getByRole('button', { name: /Series 4/ }).click();
  await expect(value).toContainText('Quillfeather B');
  await decide.getByRole('button', { name: 'Remove the value' }).click();
  await expect(status(page)).toHaveText('1 of 2 decided');
  await decide.getByRole('button', { name: 'Blank page' }).click();
  await expect(status(page)).toHaveText('2 of 2 decided');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save decisions' }).click();
  expect((await saved).suggestedFilename()).toBe('decisions.json');
  await page.getByRole('button', { name: 'Deliver 3 files' }).click();
  expect(await app.totals()).toEqual({ deidentified: 3, held: 0, skipped: 0, failed: 0 });
  const archive = await app.saveZip(join(scratch.path, 'values.zip'));
  const zip = await JSZip.loadAsync(archive);
  const outputs = await Promise.all(Object.values(zip.files).map((file) => file.async('nodebuffer')));
  expect(outputs.filter((bytes) => bytes.subarray(128, 132).toString() === 'DICM')).toHaveLength(3);
  for (const bytes of outputs) expect(bytes.includes('Quillfeather')).toBe(false);
});

test('the queue passes axe and fits at all widths, light and dark', async ({ page }) => {
  const { seen } = await openQueue(page, 'us-1.dcm', 'us-2.dcm', 'capture-9.dcm');
  await expect(seen('Seen large enough')).toHaveText('1 of 2');
  await page.keyboard.press('b');
  for (const width of [1440, 1024, 390]) {
    const shoot = (theme: string) => page.screenshot({ path: `test-results/screenshots/decide-${width}-${theme}.png` });
    await page.setViewportSize({ width, height: 900 });
    expect(await violationsInBothThemes(page, shoot), `${width}`).toEqual([]);
    expect(await overflow(page), `${width}`).toBe(0);
  }
});

const status = (page: Page) => page.getByRole('status', { name: 'Decided', exact: true });

async function openQueue(page: Page, ...names: readonly string[]) {
  const app = anonymizerPage(page);
  if (page.url() === 'about:blank') await app.open();
  await expect(app.trySampleData).toBeEnabled();
  await app.drop(...names.map((name) => join(folder.path, name)));
  await app.waitUntilScanned();
  await app.foretold();
  await page.getByRole('button', { name: 'Decide', exact: true }).click();
  const decide = page.getByRole('region', { name: 'Decide', exact: true });
  await expect(decide.getByRole('list', { name: 'Waiting', exact: true })).toBeVisible();
  return {
    app,
    decide,
    seen: (what: string) => decide.getByText(what, { exact: true }).locator('xpath=following-sibling::*'),
  };
}
