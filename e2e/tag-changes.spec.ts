import { expect, type Locator, type Page, test } from '@playwright/test';
import { type AnonymizerPage, anonymizerPage } from './anonymizer-page.ts';
import { violationsInBothThemes } from './support/axe.ts';
import { temporaryFolder } from './support/folder.ts';
import { needs, python } from './support/peers.ts';

type Counts = Readonly<Record<string, { readonly distinct: number; readonly files: number }>>;

const FILES = 40;
const folder = temporaryFolder();
let counts: Counts = {};

test.skip(...needs('pydicom'));
test.beforeAll(() => {
  counts = python<Counts>('make_review_series', [folder.path, String(FILES)]);
});
test.afterAll(() => folder.discard());

const rowOf = (app: AnonymizerPage, tag: string): Locator => app.tagChanges.getByRole('row').filter({ hasText: tag });
const cell = (row: Locator, at: number): Locator => row.first().getByRole('gridcell').nth(at);
const focusedRow = (page: Page): Locator => page.locator('[role="row"]:focus');

async function openSeries(page: Page, search = ''): Promise<AnonymizerPage> {
  const app = anonymizerPage(page);
  await app.open(search);
  await expect(app.trySampleData).toBeEnabled();
  await app.drop(folder.path);
  await app.waitUntilScanned();
  await app.openFirstSeries();
  await expect(app.tagChanges).toBeVisible();
  return app;
}

test('the words that change are marked, before and after', async ({ page }) => {
  const app = await openSeries(page);
  const description = rowOf(app, '(0008,103E)');
  await expect(cell(description, 3).locator('mark')).toHaveText(/Phantom/);
  await expect(cell(description, 3)).toContainText('Thorax axial Phantom');
  await expect(cell(description, 4)).toContainText('Thorax axial');
  await expect(cell(description, 4).locator('mark')).toHaveCount(0);
});

test('nested rows fold by mouse and by keyboard, and stay so in the next file', async ({ page }) => {
  const app = await openSeries(page);
  const inside = rowOf(app, '(0008,1155)');
  await expect(inside).toHaveCount(2);
  const twist = app.tagChanges.getByRole('button', { name: 'What is in Referenced Image Sequence' });
  await expect(twist).toHaveAttribute('aria-expanded', 'true');
  await twist.click();
  await expect(inside).toHaveCount(0);
  await expect(twist).toHaveAttribute('aria-expanded', 'false');

  await page.getByRole('button', { name: 'Next file' }).click();
  await expect(app.preview.getByText('2 of 40')).toBeVisible();
  await expect(twist).toHaveAttribute('aria-expanded', 'false');
  await expect(inside).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Next file' }), 'the focus stays on the pager').toBeFocused();

  await rowOf(app, '(0008,1140)').click();
  await page.keyboard.press('ArrowRight');
  await expect(inside).toHaveCount(2);
  await page.keyboard.press('ArrowRight');
  await expect(focusedRow(page)).toContainText('Item 1');
  await page.keyboard.press('ArrowLeft');
  await expect(inside).toHaveCount(1);
  await page.keyboard.press('ArrowLeft');
  await expect(focusedRow(page)).toContainText('(0008,1140)');

  const fold = app.tagChanges.getByRole('row', { name: /attributes unchanged/ }).first();
  const before = await app.tagChanges.getAttribute('aria-rowcount');
  await fold.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(app.tagChanges).not.toHaveAttribute('aria-rowcount', before ?? '');
  await expect(focusedRow(page)).toContainText('unchanged');
});

test('search finds by name, keyword, tag and value, says how many, and keeps what they are in', async ({ page }) => {
  const app = await openSeries(page);
  const found = app.preview.getByRole('status').filter({ hasText: 'match' });
  for (const [text, tag] of [
    ['StudyDate', '(0008,0020)'],
    ['study date', '(0008,0020)'],
    ['00080020', '(0008,0020)'],
    ['Example Hospital', '(0008,0080)'],
  ] as const) {
    await app.searchTags.fill(text);
    await expect(found).toContainText('1 attribute matches');
    await expect(rowOf(app, tag)).toHaveCount(1);
  }
  await app.searchTags.fill('0008,1155');
  await expect(found).toContainText('2 attributes match');
  await expect(rowOf(app, '(0008,1140)'), 'the sequence stays as context').toHaveCount(1);
  await app.searchTags.fill('no such thing');
  await expect(found).toContainText('0 attributes match');
  await app.preview.getByRole('button', { name: 'Show all' }).click();
  await expect(app.searchTags).toHaveValue('');
});

test('a row and the table are copied, with a word on what is in them', async ({ page }) => {
  const app = await openSeries(page);
  await rowOf(app, '(0008,0080)').click();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Copy path' }).click();
  await expect(app.preview.getByRole('status').filter({ hasText: 'Path copied' })).toBeVisible();
  expect(await pasted(page)).toBe('(0008,0080)');
  await expect(focusedRow(page), 'the focus is back on the row').toContainText('(0008,0080)');

  await page.keyboard.press('Control+c');
  await expect(app.preview.getByText('Before values identify patients')).toBeVisible();
  expect((await pasted(page)).split('\t').slice(0, 5)).toEqual([
    '(0008,0080)',
    '(0008,0080)',
    'Institution Name',
    'LO',
    'Example Hospital',
  ]);

  await app.searchTags.fill('0008,1155');
  await page.getByRole('button', { name: 'More for this table' }).click();
  await page.getByRole('menuitem', { name: 'Copy 2 rows found' }).click();
  await expect(app.preview.getByText('2 rows copied')).toBeVisible();
  const lines = (await pasted(page)).trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain('(0008,1140)[0].(0008,1155)');
});

test('own rules are written from the row, and taken back one by one, by keyboard alone', async ({ page }) => {
  const app = await openSeries(page);
  const institution = rowOf(app, '(0008,0080)');
  await institution.click();
  await page.keyboard.press('Shift+F10');
  await page.keyboard.press('Enter');
  await expect(institution).toContainText('unchanged');
  await expect(institution).toContainText(/Own rule/);
  await expect(focusedRow(page)).toContainText('(0008,0080)');

  await page.keyboard.press('Shift+F10');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Replace in every file…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(app.preview.locator('input:focus'), 'the field for the value').toHaveCount(1);
  await page.keyboard.type('Somewhere');
  await page.keyboard.press('Enter');
  await expect(institution).toContainText('Somewhere');
  await expect(app.preview.getByRole('button', { name: 'Replace…' })).toBeFocused();

  const undo = app.preview.getByRole('button', { name: 'Undo' });
  await undo.focus();
  await page.keyboard.press('Enter');
  await expect(institution).toContainText('unchanged');
  await expect(undo, 'one more to take back').toBeFocused();
  await page.keyboard.press('Enter');
  await expect(institution).not.toContainText(/Own rule/);
  await expect(undo).toHaveCount(0);
  await expect(app.preview.getByRole('status').filter({ hasText: 'Own rule taken back' })).toBeFocused();
});

test('the series as one counts what pydicom counts, opens a file of a value, and takes rules', async ({ page }) => {
  const app = await openSeries(page);
  await app.preview.getByText('Whole series').click();
  await expect(app.preview.getByText(`${FILES} files seen as one`)).toBeVisible();

  for (const tag of ['(0008,0018)', '(0008,0080)', '(0020,0013)', '(0020,0032)', '(0008,1155)']) {
    const path = tag === '(0008,1155)' ? `(0008,1140)[].${tag}` : tag;
    await app.searchTags.fill(tag.slice(1, -1));
    await expect(cell(rowOf(app, tag), 3), tag).toHaveText(`${counts[path]?.distinct} distinct values`);
  }
  await app.searchTags.fill('0008,1010');
  await expect(rowOf(app, '(0008,1010)')).toContainText(`${counts['(0008,1010)']?.files} of ${FILES}`);
  await app.searchTags.fill('0008,0060');
  await expect(cell(rowOf(app, '(0008,0060)'), 3), 'one value is shown as in one file').toHaveText('CT');

  await app.searchTags.fill('0008,0080');
  await rowOf(app, '(0008,0080)').first().click();
  await page.keyboard.press('ArrowRight');
  const rare = app.tagChanges.getByRole('row').filter({ hasText: 'Other Hospital' });
  await expect(rare).toContainText(`in ${FILES / 5} files`);
  await expect(app.tagChanges.getByRole('row').filter({ hasText: 'Example Hospital' })).toContainText('in 32 files');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Keep in every file' }).click();
  await expect(app.preview.getByText(`${FILES} files seen as one`)).toBeVisible();
  await expect(cell(rowOf(app, '(0008,0080)'), 4)).toContainText('unchanged');
  await expect(focusedRow(page)).toContainText('(0008,0080)');

  await rare.click();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Open a file with it' }).click();
  await expect(app.preview.getByText('5 of 40')).toBeVisible();
  await expect(cell(rowOf(app, '(0008,0080)'), 3)).toHaveText('Other Hospital');
  await expect(focusedRow(page)).toContainText('(0008,0080)');
});

test('each state passes the WCAG rules of axe, light and dark', async ({ page }) => {
  const app = await openSeries(page);
  expect(await violationsInBothThemes(page), 'one file').toEqual([]);
  await rowOf(app, '(0008,0080)').click();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu')).toBeVisible();
  expect(await violationsInBothThemes(page), 'menu of a row').toEqual([]);
  await page.getByRole('menuitem', { name: 'Replace in every file…' }).click();
  await expect(app.preview.getByRole('group', { name: /^Own rule for/ })).toBeVisible();
  expect(await violationsInBothThemes(page), 'replacing').toEqual([]);
  await page.keyboard.press('Escape');
  await app.searchTags.fill('1155');
  expect(await violationsInBothThemes(page), 'search').toEqual([]);
  await app.preview.getByText('Whole series').click();
  await expect(app.preview.getByText(`${FILES} files seen as one`)).toBeVisible();
  await rowOf(app, '(0008,0018)').first().click();
  await page.keyboard.press('ArrowRight');
  expect(await violationsInBothThemes(page), 'series').toEqual([]);
});

/** What is on the clipboard, by way of a text field: the page itself may not read it. */
async function pasted(page: Page): Promise<string> {
  const before = await page.evaluateHandle(() => document.activeElement);
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    field.id = 'paste-here';
    document.body.append(field);
    field.focus();
  });
  await page.keyboard.press('Control+v');
  const text = await page.locator('#paste-here').inputValue();
  await page.evaluate((element) => {
    document.getElementById('paste-here')?.remove();
    (element as HTMLElement | null)?.focus();
  }, before);
  return text;
}
