import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { anonymizerPage } from './anonymizer-page.ts';
import { overflow, violations } from './support/axe.ts';
import { temporaryFolder } from './support/folder.ts';
import { test } from './support/later-visit.ts';
import { needs, python } from './support/peers.ts';

const folder = temporaryFolder();
test.afterAll(() => folder.discard());

const purpose = (page: Page, name: string) =>
  page.getByRole('radiogroup', { name: 'What is it for?' }).getByRole('radio', { name });
const remember = (page: Page) => page.getByRole('checkbox', { name: 'Remember on this computer' });

test('a purpose is chosen by keys, says what is looser, and is remembered only if the person says so', async ({
  page,
}) => {
  const app = anonymizerPage(page);
  await app.open();
  await expect(purpose(page, 'Not sure')).toBeChecked();
  await expect(page.getByText('Looser than the default')).toBeHidden();
  await purpose(page, 'Not sure').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(purpose(page, 'Neuroimaging')).toBeChecked();
  await expect(page.getByText('Looser than the default')).toBeVisible();
  await expect(page.getByText('Kept where known safe')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await expect(purpose(page, 'Not sure'), 'nothing is kept without being asked').toBeChecked();
  await purpose(page, 'AI training').check();
  await remember(page).check();
  await app.open();
  await expect(purpose(page, 'AI training')).toBeChecked();
  await expect(remember(page)).toBeChecked();
  await app.open('?purpose=share');
  await expect(purpose(page, 'Share publicly'), 'the address wins').toBeChecked();
  await app.open();
  await remember(page).uncheck();
  await page.reload();
  await expect(purpose(page, 'Not sure')).toBeChecked();
});

test('an edited purpose is the person’s own profile, and is remembered as such', async ({ page }) => {
  const app = anonymizerPage(page);
  await app.open('?purpose=neuroimaging');
  await page.getByRole('button', { name: 'Adjust' }).click();
  const dialog = page.getByRole('dialog', { name: 'Profile' });
  await dialog.getByRole('switch', { name: /^Retain UIDs/ }).check();
  await expect(dialog.getByRole('combobox', { name: 'What is it for?' })).toHaveValue('');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(purpose(page, 'Own profile')).toBeChecked();
  const start = page.locator('#main');
  await expect(start.getByText('UIDs stay: whoever has the archive can find the patient.')).toBeVisible();
  await remember(page).check();
  await app.open();
  await expect(purpose(page, 'Own profile')).toBeChecked();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflow(page)).toBe(0);
});

test('one click switches the batch to Neuroimaging where converters need it, and Undo takes it back', async ({
  page,
}) => {
  test.skip(...needs('pydicom'));
  python('make_mosaic', [folder.path]);
  const app = anonymizerPage(page);
  await app.open();
  await app.drop(join(folder.path, 'mosaic.dcm'));
  await app.waitUntilScanned();
  expect(await app.foretold()).toMatchObject({ deidentified: 0, held: 1 });
  const note = page.getByRole('region', { name: 'Needed by converters' });
  await expect(note).toContainText('1 file waits: converters would take slices apart wrongly.');
  await note.getByText('What, and which programs').click();
  await expect(note).toContainText(
    /b-value and gradient direction \(dcm2niix, dcmstack, 3D Slicer\).*Retain Safe Private keeps it/,
  );
  expect(await violations(page)).toEqual([]);
  await note.getByRole('button', { name: 'Switch to Neuroimaging' }).click();
  await expect(note.getByRole('status')).toHaveText('Switched to Neuroimaging. Every file is checked again.');
  expect(await app.foretold()).toMatchObject({ deidentified: 1, held: 0 });
  await note.getByRole('button', { name: 'Undo' }).click();
  expect(await app.foretold()).toMatchObject({ deidentified: 0, held: 1 });
  await expect(note.getByRole('button', { name: 'Switch to Neuroimaging' })).toBeVisible();
});
