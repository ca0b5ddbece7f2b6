import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { overflow, violations } from './support/axe.ts';
import { drag } from './support/drag-on-image.ts';
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

test('boxes drawn once are placed in the other series of the device, and each is looked at and confirmed with two keys', async ({
  page,
}) => {
  const showAs = await visibilityOf(page);
  await withoutSavePicker(page);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const app = anonymizerPage(page);
  await app.open();
  await openClinic(page, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const decide = page.getByRole('region', { name: 'Decide', exact: true });
  const status = page.getByRole('status', { name: 'Decided', exact: true });
  const seenAfter = decide.getByText('Seen after blanking', { exact: true }).locator('xpath=following-sibling::*');
  const boxes = decide.getByRole('group', { name: 'Boxes', exact: true });
  const blank = decide.getByRole('button', { name: 'Blank 1 box' });
  await expect(status).toHaveText('0 of 9 decided');
  let presses = 0;
  const press = async (key: string) => {
    presses += 1;
    await page.keyboard.press(key);
  };
  await page.getByRole('button', { name: 'Draw box', exact: true }).click();
  await drag(page, [6, 6], [170, 24]);
  await expect(boxes.getByRole('checkbox')).toHaveCount(1);
  await press('a');
  await expect(seenAfter).toHaveText('1 of 1');

  const scope = decide.getByRole('radiogroup', { name: 'Apply to' });
  const sameDevice = scope.getByRole('radio', { name: 'Same device: 8 series' });
  await press('s');
  await expect(sameDevice).toBeChecked();
  await sameDevice.focus();
  await page.keyboard.press('ArrowRight');
  await expect(scope.getByRole('radio', { name: 'This image' })).toBeChecked();
  await page.keyboard.press('ArrowLeft');
  await expect(sameDevice).toBeChecked();
  for (const [width, colorScheme] of [
    [1440, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    if (width === 390) expect(await violations(page)).toEqual([]);
    expect(await overflow(page), `${width}`).toBe(0);
    await sameDevice.scrollIntoViewIfNeeded();
    await page.screenshot({ path: `test-results/screenshots/same-device-${width}-${colorScheme}.png` });
  }
  await page.setViewportSize({ width: 1440, height: 900 });

  await showAs('hidden');
  await press('Enter');
  const said = 'Placed in 7 other series of the same device, which wait';
  await expect(decide.getByText(said)).toBeVisible();
  await expect(status).toHaveText('1 of 9 decided');
  const waiting = decide.getByRole('list', { name: 'Waiting', exact: true });
  const placed = waiting.getByText('Blank 1 box from the same device');
  await expect(placed).toHaveCount(7);
  await expect(decide.getByText('Boxes from the same device. Nothing is blanked here')).toBeVisible();
  await page.screenshot({ path: 'test-results/screenshots/same-device-placed.png' });
  // What was not on the screen with these boxes is blanked by no number of keys.
  await expect(seenAfter).toHaveText('0 of 1');
  await expect(blank).toBeDisabled();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('Enter');
  await expect(status).toHaveText('1 of 9 decided');
  await showAs('visible');
  // The whole act is taken back at once.
  await page.keyboard.press('Control+z');
  await expect(status).toHaveText('0 of 9 decided');
  await expect(placed).toHaveCount(0);
  await expect(sameDevice).toBeVisible();
  await expect(seenAfter).toHaveText('1 of 1');
  await sameDevice.check();
  await expect(blank).toBeEnabled();
  await page.keyboard.press('Enter');

  for (let decided = 1; decided < 8; decided += 1) {
    await expect(status).toHaveText(`${decided} of 9 decided`);
    await expect(boxes.getByRole('checkbox')).toHaveCount(1);
    // Each series opens as it is: what its boxes cover is seen before it goes.
    await expect(decide.getByRole('radio', { name: 'Before', exact: true })).toBeChecked();
    await expect(decide.getByRole('button', { name: 'Look with the boxes blanked' })).toBeEnabled();
    await press('Enter');
    await expect(seenAfter).toHaveText('1 of 1');
    await expect(decide.getByText('Every image was seen with its boxes blanked.')).toBeVisible();
    await expect(blank).toBeEnabled();
    await press('Enter');
  }
  // The last one is of another station.
  await expect(status).toHaveText('8 of 9 decided');
  await expect(boxes.getByRole('checkbox')).toHaveCount(0);
  await expect(scope.getByRole('radio', { name: 'Same device', exact: true })).toBeDisabled();
  await expect(decide.getByText('no other series of this device waits')).toBeVisible();
  await press('x');
  await expect(status).toHaveText('9 of 9 decided');
  await press('Enter');
  expect(await app.totals()).toEqual({ deidentified: 8, held: 0, skipped: 1, failed: 0 });
  const zip = join(scratch.path, 'clinic.zip');
  await app.saveZip(zip);
  expect(presses).toBeLessThanOrEqual(20);

  const records = await JSZip.loadAsync(await app.saveRecords(join(scratch.path, 'records.zip')));
  const decisions = (await records.file('decisions.json')?.async('string')) ?? '';
  const { devices, boxes: saved } = JSON.parse(decisions);
  expect(devices).toMatchObject([{ match: { model: 'Sono 3', rows: 240, columns: 320 }, blanked: { series: 8 } }]);
  expect(JSON.stringify(devices)).not.toContain('FAKEROOM');
  const { rectangles } = devices[0];
  const numbers = Array.from({ length: 8 }, (_, n) => String(51 + n));
  const found = python<Record<string, object>>(
    'check_blanked',
    [folder.path, zip],
    Object.fromEntries(numbers.map((number) => [number, rectangles])),
  );
  expect(Object.keys(found).sort()).toEqual(numbers);
  for (const file of Object.values(found)) {
    expect(file).toMatchObject({
      outsideDiffers: 0,
      insideValues: [[0, 0, 0]],
      burnedIn: 'NO',
      claimsCleanPixels: true,
    });
  }
  expect(saved.map((one: { scope: string }) => one.scope).sort()).toEqual(
    ['device', ...Array(7).fill('series')].sort(),
  );

  // What comes later from this device has the boxes placed, under the same key.
  await page.getByRole('button', { name: 'Start over' }).first().click();
  await openClinic(page, [9, 10]);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open decisions' }).click();
  await (await chooser).setFiles({
    name: 'decisions.json',
    mimeType: 'application/json',
    buffer: Buffer.from(decisions),
  });
  await expect(placed).toHaveCount(1);
  await expect(status).toHaveText('0 of 1 decided');
  const opened = decide.getByRole('list', { name: 'Opened boxes of this device' });
  await opened.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/screenshots/opened-devices-1440.png' });
  await decide.getByRole('button', { name: 'Remove opened boxes 1' }).click();
  await expect(placed).toHaveCount(0);
  await expect(opened).toHaveCount(0);
  await decide.getByText('no longer proposed for this device').getByRole('button', { name: 'Undo' }).click();
  await expect(placed).toHaveCount(1);
  await expect(opened.getByRole('listitem')).toHaveCount(1);
});

async function openClinic(page: Page, numbers: readonly number[]): Promise<void> {
  const app = anonymizerPage(page);
  await expect(app.trySampleData).toBeEnabled();
  await app.drop(...numbers.map((number) => join(folder.path, `clinic-${number}.dcm`)));
  await app.waitUntilScanned();
  await app.foretold();
  await page.getByRole('button', { name: 'Decide', exact: true }).click();
}
