import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { AnonymizerPage } from './anonymizer-page.ts';
import { overflow, violationsInBothThemes } from './support/axe.ts';
import { temporaryFolder } from './support/folder.ts';
import { deidentifiedSample, filesIn, pickedFiles, subfoldersOf, zipHashes } from './support/picked-folder.ts';
import { writeProjectKey } from './support/project-key.ts';

const scratch = temporaryFolder();
test.afterAll(() => scratch.discard());

const ready = async (page: Page): Promise<AnonymizerPage> => (await deidentifiedSample(page)).app;

const keyFile = (name: string, byte: string) => writeProjectKey(scratch.path, name, byte);

const patientsOf = (hashes: Readonly<Record<string, string>>) =>
  [...new Set(Object.keys(hashes).map((path) => path.split('/')[0]))].sort();

test('Save to folder asks for the key until it is saved; Escape takes the save back', async ({ page }) => {
  const app = await ready(page);
  await app.saveToFolderButton.click();
  await expect(app.keyDialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(app.keyDialog).toHaveCount(0);
  await expect(app.saveToFolderButton).toBeFocused();
  expect(await pickedFiles(page)).toEqual({});

  await app.saveToFolderButton.click();
  await app.inKeyDialog('Continue without').click();
  await expect(app.savedFolder).toHaveCount(1);

  await app.saveToFolderButton.click();
  const download = page.waitForEvent('download');
  await app.inKeyDialog('Save project key').click();
  const key = join(scratch.path, 'saved.json');
  await (await download).saveAs(key);
  expect((await download).suggestedFilename()).toBe('nescio-project-key.json');
  expect(JSON.parse(readFileSync(key, 'utf8'))).toMatchObject({ format: 'nescio-project-key', formatVersion: 1 });
  await expect(app.savedFolder).toHaveCount(2);
  await expect(app.keyNote).toContainText('The project key is saved.');

  await app.saveToFolderButton.click();
  await expect(app.savedFolder).toHaveCount(3);
  const picked = await pickedFiles(page);
  const [first, second, third] = subfoldersOf(picked) as [string, string, string];
  expect(filesIn(picked, second)).toEqual(filesIn(picked, first));
  expect(filesIn(picked, third)).toEqual(filesIn(picked, first));
});

test('the question can be answered with keys alone', async ({ page }) => {
  const app = await ready(page);
  await app.saveToFolderButton.focus();
  await page.keyboard.press('Enter');
  const focused = app.keyDialog.locator(':focus');
  for (const name of ['Continue without', 'Open project key', 'Save project key']) {
    await expect(app.inKeyDialog(name)).toBeVisible();
  }
  const chooser = page.waitForEvent('filechooser');
  for (let stops = 0; (await focused.textContent()) !== 'Open project key' && stops < 9; stops += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(keyFile('not-a-key.json', 'zz'));
  await expect(app.keyDialog.getByRole('alert')).toContainText('not a project key');
  for (let stops = 0; (await focused.textContent()) !== 'Save project key' && stops < 9; stops += 1)
    await page.keyboard.press('Tab');
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  await download;
  await expect(app.savedFolder).toHaveCount(1);
});

test('another key that is opened makes the result again, says so, keeps decisions, and the save goes on', async ({
  page,
}) => {
  const app = await ready(page);
  const held = page.getByRole('region', { name: 'Held' });
  await held
    .getByRole('button', { name: /^Leave out/ })
    .first()
    .click();
  const decided = await app.totals();
  const before = await zipHashes(await app.saveZip(join(scratch.path, 'before.zip')));

  await app.saveToFolderButton.click();
  await app.openProjectKey(app.inKeyDialog('Open project key'), keyFile('other.json', 'ab'));
  await expect(app.savedFolder).toHaveCount(1);
  expect(await app.totals()).toEqual(decided);
  await expect(page.getByText(/files were de-identified again.*Your decisions were kept/)).toBeVisible();
  await expect(page.getByText(/This file may be out of date/)).toBeVisible();
  const picked = await pickedFiles(page);
  const after = filesIn(picked, subfoldersOf(picked)[0] as string);
  expect(Object.keys(after)).toHaveLength(Object.keys(before).length);
  expect(patientsOf(after)).not.toEqual(patientsOf(before));
  expect(Object.keys(after).filter((path) => path in before)).toEqual([]);

  // The same key on a page of its own gives the same files.
  const other = await page.context().newPage();
  const second = await ready(other);
  await second.openProjectKey(second.inKeyNote('Open project key'), keyFile('other-2.json', 'ab'));
  await expect(other.getByText(/files were de-identified again/)).toBeVisible();
  const again = await zipHashes(await second.saveZip(join(scratch.path, 'again.zip')));
  expect(again).toMatchObject(after);
});

test('beside Save ZIP the same stands inline and is never in the way', async ({ page }) => {
  const app = await ready(page);
  await expect(app.keyNote).toContainText('The project key is not saved yet.');
  await app.saveZip(join(scratch.path, 'inline.zip'));
  await expect(app.keyDialog).toHaveCount(0);
  await app.openProjectKey(app.inKeyNote('Open project key'), keyFile('nothing.json', 'zz'));
  await expect(page.getByRole('alert')).toContainText('not a project key');
  const download = page.waitForEvent('download');
  await app.inKeyNote('Save project key').click();
  expect((await download).suggestedFilename()).toBe('nescio-project-key.json');
  await expect(app.keyNote).toContainText('The project key is saved.');
});

for (const width of [1440, 390]) {
  test(`the question and the note pass the rules of axe and do not scroll sideways, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    const app = await ready(page);
    const check = async (what: string) => {
      const shoot = (theme: string) =>
        page.screenshot({ path: `test-results/screenshots/key-${what}-${theme}-${width}.png` });
      expect(await violationsInBothThemes(page, shoot), what).toEqual([]);
      expect(await overflow(page), what).toBeLessThanOrEqual(0);
    };
    await app.keyNote.scrollIntoViewIfNeeded();
    await check('note');
    await app.saveToFolderButton.click();
    await expect(app.keyDialog).toBeVisible();
    await check('dialog');
    await app.openProjectKey(app.inKeyDialog('Open project key'), keyFile('wrong.json', 'zz'));
    await expect(app.keyDialog.getByRole('alert')).toBeVisible();
    await check('dialog-problem');
    await app.openProjectKey(app.inKeyDialog('Open project key'), keyFile('right.json', 'cd'));
    await expect(app.savedFolder).toHaveCount(1);
    await check('opened');
  });
}
