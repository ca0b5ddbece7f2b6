import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import JSZip from 'jszip';
import { type AnonymizerPage, anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { overflow, violationsInBothThemes } from './support/axe.ts';
import { drag } from './support/drag-on-image.ts';
import { temporaryFolder } from './support/folder.ts';
import { test } from './support/later-visit.ts';
import { needs, python } from './support/peers.ts';

type Rectangle = { readonly column: number; readonly row: number; readonly columns: number; readonly rows: number };
type Compared = {
  readonly outsideDiffers: number;
  readonly insideValues: readonly (readonly number[])[];
  readonly isOtherInstance: boolean;
  readonly sopInstanceUid: string;
  readonly imageType: string;
  readonly burnedIn: string;
  readonly identityRemoved: string;
  readonly claimsCleanPixels: boolean;
};

const folder = temporaryFolder();
const scratch = temporaryFolder();
let burnedIn: Rectangle;
test.beforeAll(() => {
  if (!needs('pydicom')[0]) burnedIn = python<{ readonly text: Rectangle }>('make_captures', [folder.path]).text;
});
test.afterAll(() => {
  folder.discard();
  scratch.discard();
});
test.skip(...needs('pydicom'));

test('boxes drawn by mouse are blanked in a series, and nothing else is', async ({ page }) => {
  await withoutSavePicker(page);
  const app = await openCaptures(page, 'us-1.dcm', 'us-2.dcm', 'us-3.dcm', 'us-4.dcm');
  expect(await app.foretold()).toMatchObject({ deidentified: 0, held: 4 });
  await page.getByRole('button', { name: 'Draw box', exact: true }).click();
  await drag(page, [6, 6], [170, 24]);
  const first = onImage(page).getByRole('button', { name: /^Box 1, 16\d × \d+ pixels, will be blanked$/ });
  await expect(first, 'the new box has the focus').toBeFocused();
  await drag(page, [200, 100], [220, 120]);
  await expect(boxes(page).getByRole('checkbox')).toHaveCount(2);
  await page.keyboard.press('Delete');
  await expect(boxes(page).getByRole('checkbox')).toHaveCount(1);
  await expect(first).toBeFocused();

  await page.getByRole('radio', { name: 'Series' }).check();
  await expect(page.getByText('1 image of another size is not among them.')).toBeVisible();
  await page.getByRole('button', { name: 'Blank 1 box' }).click();
  await expect(page.getByRole('img', { name: /^Image after blanking, 320 by 240/ })).toBeVisible();
  expect(await shadesIn(page, burnedIn)).toEqual([0]);
  await page.getByRole('radio', { name: 'Before' }).check();
  await expect.poll(() => shadesIn(page, burnedIn)).toEqual([0, 255]);
  expect(await app.foretold()).toMatchObject({ deidentified: 3, held: 1 });

  expect(await app.deidentify()).toMatchObject({ deidentified: 3, held: 1 });
  const zip = join(scratch.path, 'blanked.zip');
  await app.saveZip(zip);
  const records = await JSZip.loadAsync(await app.saveRecords(join(scratch.path, 'records.zip')));
  const receipt = await JSZip.loadAsync(await app.saveReceipt(join(scratch.path, 'receipt.zip')));
  expect(Object.keys(receipt.files)).not.toContain('decisions.json');
  const decisions = JSON.parse((await records.file('decisions.json')?.async('string')) ?? '');
  expect(decisions.boxes).toHaveLength(1);
  const [{ areas, scope, review, sopInstanceUids }] = decisions.boxes;
  expect([scope, review, areas.length]).toEqual(['series', 'not-all-seen', 1]);
  const [{ rectangles }] = areas;
  const found = python<Record<string, Compared>>('check_blanked', [folder.path, zip], {
    1: rectangles,
    2: rectangles,
    3: rectangles,
  });
  expect(Object.keys(found).sort()).toEqual(['1', '2', '3']);
  expect(
    Object.values(found)
      .map((file) => file.sopInstanceUid)
      .sort(),
  ).toEqual([...sopInstanceUids].sort());
  for (const { sopInstanceUid: _, ...file } of Object.values(found)) {
    expect(file).toEqual({
      outsideDiffers: 0,
      insideValues: [[0, 0, 0]],
      isOtherInstance: true,
      imageType: 'DERIVED',
      burnedIn: '',
      identityRemoved: 'NO',
      claimsCleanPixels: false,
    });
  }
});

test('a box is set, moved and resized by keys alone, blanked and taken back', async ({ page }) => {
  const app = await openCaptures(page, 'us-1.dcm');
  await page.getByRole('region', { name: /^Image, scrolls/ }).focus();
  await page.keyboard.press('b');
  const box = onImage(page).getByRole('button', { name: /^Box 1/ });
  await expect(box).toBeFocused();
  // From the middle into the corner.
  for (let n = 0; n < 13; n += 1) await page.keyboard.press('Shift+ArrowLeft');
  for (let n = 0; n < 12; n += 1) await page.keyboard.press('Shift+ArrowUp');
  for (const [key, times] of [
    ['Alt+Shift+ArrowRight', 10],
    ['Alt+Shift+ArrowDown', 1],
  ] as const) {
    for (let n = 0; n < times; n += 1) await page.keyboard.press(key);
  }
  await page.keyboard.press('ArrowDown');
  const listed = boxes(page).getByRole('checkbox', { name: /^Box 1, \d+ × \d+ pixels at 0, 1$/ });
  await expect(listed).toBeChecked();
  await expect(box).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(box).toHaveAccessibleName(/stays$/);
  await page.keyboard.press('Enter');
  await tabTo(page, 'Blank 1 box');
  await page.keyboard.press('Enter');
  expect(await app.foretold()).toMatchObject({ deidentified: 1, held: 0 });
  await expect(page.getByRole('status', { name: 'Boxes' })).toHaveText(/^Boxes are set in 1 image/);
  await box.focus();
  const isDark = () => shadesIn(page, burnedIn).then((shades) => shades.length === 1);
  await expect.poll(isDark).toBe(true);
  await page.keyboard.press('a');
  await expect.poll(isDark).toBe(false);
  await tabTo(page, 'Undo');
  await page.keyboard.press('Enter');
  expect(await app.foretold()).toMatchObject({ deidentified: 0, held: 1 });
  await expect(app.preview.getByRole('heading', { name: 'Why it is held' })).toBeVisible();
  await expect(listed, 'what was drawn is still there').toBeChecked();
});

test('what cannot be blanked stays held, with its reason beside its boxes', async ({ page }) => {
  const app = await openCaptures(page, 'capture-9.dcm');
  await page.getByRole('region', { name: /^Image, scrolls/ }).focus();
  await page.keyboard.press('b');
  await page.getByRole('button', { name: 'Blank 1 box' }).click();
  expect(await app.foretold()).toMatchObject({ deidentified: 0, held: 1 });
  await expect(page.getByRole('status', { name: 'Boxes' })).toContainText('1 image with boxes stays held');
  await expect(page.getByRole('status', { name: 'Boxes' })).toContainText('cannot be blanked');
  await expect(boxes(page).getByRole('checkbox')).toHaveCount(1);
  await page.getByRole('radio', { name: 'Before' }).check();
  await expect(onImage(page).getByRole('button', { name: /^Box 1/ })).toBeVisible();
});

test('boxes pass axe and fit at all widths, light and dark', async ({ page }) => {
  const app = await openCaptures(page, 'us-1.dcm', 'us-2.dcm');
  for (const width of [1440, 1024, 390]) {
    const shoot = (state: string) => (theme: string) =>
      page.screenshot({ path: `test-results/screenshots/boxes-${state}-${width}-${theme}.png` });
    await page.setViewportSize({ width, height: 900 });
    if (width === 390) await page.getByRole('button', { name: 'Preview', exact: true }).click();
    await page.getByRole('region', { name: /^Image, scrolls/ }).focus();
    await page.keyboard.press('b');
    await expect(onImage(page).getByRole('button', { name: /^Box/ }).first()).toBeVisible();
    if (width !== 1024) expect(await violationsInBothThemes(page, shoot('drawn')), `drawn, ${width}`).toEqual([]);
    expect(await overflow(page), `drawn, ${width}`).toBe(0);
    await page.getByRole('button', { name: /^Blank \d/ }).click();
    await app.foretold();
    await expect(page.getByRole('img', { name: /after blanking/ })).toBeVisible();
    if (width === 1440) expect(await violationsInBothThemes(page, shoot('blanked')), `blanked, ${width}`).toEqual([]);
  }
});

async function openCaptures(page: Page, ...names: readonly string[]): Promise<AnonymizerPage> {
  const app = anonymizerPage(page);
  await app.open();
  await expect(app.trySampleData).toBeEnabled();
  await app.drop(...names.map((name) => join(folder.path, name)));
  await app.waitUntilScanned();
  await app.openFirstSeries();
  await page.getByRole('tab', { name: 'Image' }).click();
  await expect(page.getByRole('img', { name: /^Image, / })).toBeVisible();
  return app;
}

const boxes = (page: Page) => page.getByRole('group', { name: 'Boxes', exact: true });
const onImage = (page: Page) => page.getByRole('group', { name: 'Boxes on the image', exact: true });

/** Distinct values of red in a part of the picture. */
function shadesIn(page: Page, { column, row, columns, rows }: Rectangle): Promise<readonly number[]> {
  return page.getByRole('img', { name: /^Image/ }).evaluate(
    (node, [x, y, width, height]) => {
      const { data } = (node as HTMLCanvasElement).getContext('2d')!.getImageData(x!, y!, width!, height!);
      return [...new Set(data.filter((_, at) => at % 4 === 0))].sort((a, b) => a - b);
    },
    [column, row, columns, rows],
  );
}

async function tabTo(page: Page, name: string): Promise<void> {
  const target = page.getByRole('button', { name, exact: true });
  for (let stops = 0; stops < 40; stops += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${name} cannot be reached with Tab.`);
}
