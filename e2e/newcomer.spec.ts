import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { violationsInBothThemes } from './support/axe.ts';
import { temporaryFolder } from './support/folder.ts';
import { ctSeries } from './support/series.ts';

const scratch = temporaryFolder();
test.afterAll(() => scratch.discard());

test('three clicks lead from the start page to a saved ZIP of the sample data', async ({ page }) => {
  await withoutSavePicker(page);
  const app = anonymizerPage(page);
  await app.open();
  let clicks = 0;
  const click = async (button: Locator) => {
    await button.click();
    clicks += 1;
  };
  await click(app.trySampleData);
  await click(app.deidentifyButton);
  const saved = page.waitForEvent('download');
  await click(app.saveZipButton);
  expect((await saved).suggestedFilename()).toBe('deidentified.zip');
  expect(clicks).toBe(3);
});

test('a folder with an own patient table and an own rule needs no document', async ({ page }) => {
  const series = ctSeries(3);
  const table = join(scratch.path, 'our-patients.csv');
  await writeFile(table, 'id_old,id_new\r\nFAKE-0001,STUDY-042\r\n');
  await withoutSavePicker(page);
  const app = anonymizerPage(page);
  await app.open();
  await choose(page, app.chooseFolder, series.path);
  await app.waitUntilScanned();

  // Each control says what it is for: nothing here is known from anywhere but the page.
  await page.getByRole('combobox', { name: 'Patient ID' }).selectOption({ label: 'Lookup table (CSV)' });
  const state = page.getByRole('status', { name: 'Lookup table' });
  await expect(state).toContainText('No table loaded: every patient is held.');
  await choose(page, page.getByRole('button', { name: 'Load table' }), table);
  await expect(state).toContainText('Every patient of this batch is in the table');

  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByRole('searchbox', { name: 'Search attributes' }).fill('study id');
  await page.getByRole('option', { name: /\(0020,0010\) Study ID/ }).click();
  await page.getByRole('combobox', { name: 'Decision' }).selectOption({ label: 'Replace with…' });
  await page.getByRole('textbox', { name: 'New value' }).fill('SITE 07');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Own rules' })).toContainText('Study ID → SITE 07');

  expect(await app.deidentify()).toEqual({ deidentified: 3, held: 0, skipped: 0, failed: 0 });
  const zip = await JSZip.loadAsync(await app.saveZip(join(scratch.path, 'out.zip')));
  const files = Object.values(zip.files).filter(({ dir }) => !dir);
  expect(files).toHaveLength(3);
  for (const file of files) {
    expect(file.name).toMatch(/^STUDY-042\//);
    const bytes = (await file.async('nodebuffer')).toString('latin1');
    expect(bytes).toContain('SITE 07');
    expect(bytes).not.toContain('FAKE-0001');
  }
  series.discard();
});

test('an attribute is found and ruled on with the keyboard alone', async ({ page }) => {
  const app = anonymizerPage(page);
  await app.open();
  await app.trySampleData.click();
  await app.waitUntilScanned();
  await page.getByRole('button', { name: 'Add rule' }).focus();
  await page.keyboard.press('Enter');
  const search = page.getByRole('searchbox', { name: 'Search attributes' });
  const found = page.getByRole('listbox', { name: 'Attributes found' });
  await expect(search, 'the field has the focus').toBeFocused();
  for (const text of ['0010,1030', '(0010,1030)', '00101030', 'PatientWeight', 'patient weight']) {
    await search.fill(text);
    await expect(found.getByRole('option').first()).toContainText("(0010,1030) Patient's Weight");
  }
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Decision' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Own rules' })).toContainText('(0010,1030)');
  await expect(page.getByRole('button', { name: 'Add rule' }), 'the focus is where the next rule begins').toBeFocused();
});

test('the panel says what a switch did to the open file, and a reset can be undone', async ({ page }) => {
  const app = anonymizerPage(page);
  await app.open();
  await app.trySampleData.click();
  await app.waitUntilScanned();
  await expect(app.tagChanges).toBeVisible();
  const effect = page.getByRole('status', { name: 'Effect of the last change' });
  const dates = page.getByRole('radiogroup', { name: 'Dates' });
  await page.getByRole('switch', { name: 'Retain full dates' }).click();
  await expect(effect).toHaveText(/^In the open file: \d+ more attributes kept/);
  await expect(dates.getByRole('radio', { name: 'Keep' }), 'one state, two views').toBeChecked();
  await dates.getByText('Shift').click();
  await expect(page.getByRole('switch', { name: 'Retain modified dates' })).toBeChecked();
  await expect(page.getByRole('switch', { name: 'Retain full dates' })).not.toBeChecked();
  const reset = page.getByRole('button', { name: 'Reset 1 change' });
  await reset.click();
  await expect(effect).toContainText('1 change reset.');
  await expect(dates.getByRole('radio', { name: 'Remove' })).toBeChecked();
  const undo = page.getByRole('button', { name: 'Undo reset' });
  await expect(undo).toBeFocused();
  await undo.click();
  await expect(dates.getByRole('radio', { name: 'Shift' })).toBeChecked();
  await expect(reset).toBeFocused();
});

test('the panel at work and the about box pass the rules of axe, light and dark', async ({ page }) => {
  const app = anonymizerPage(page);
  await app.open();
  await app.trySampleData.click();
  await app.waitUntilScanned();
  await page.getByRole('radiogroup', { name: 'Burned-in text' }).getByText('Export').click();
  const effect = page.getByRole('status', { name: 'Effect of the last change' });
  await expect(effect).toContainText(/In this batch: 1 more file ready, 1 fewer held\./);
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByRole('searchbox', { name: 'Search attributes' }).fill('weight');
  await expect(page.getByRole('listbox', { name: 'Attributes found' })).toBeVisible();
  expect(await violationsInBothThemes(page), 'panel').toEqual([]);
  await page.getByRole('button', { name: /requests? since load/ }).click();
  const about = page.getByRole('dialog', { name: /^About/ });
  await about.getByText('Rule data, SHA-256').click();
  await expect(about.getByText('table-e1-1.json')).toBeVisible();
  expect(await violationsInBothThemes(page), 'about').toEqual([]);
});

async function choose(page: Page, button: Locator, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await button.click();
  await (await chooser).setFiles(path);
}
