import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { violationsInBothThemes } from './support/axe.ts';
import { parseCsv } from './support/csv.ts';
import { temporaryFolder } from './support/folder.ts';
import { test } from './support/later-visit.ts';

const scratch = temporaryFolder();
test.afterAll(() => scratch.discard());

const columns = ['tag', 'attribute', 'vr', 'action', 'what_happens', 'reason'] as const;

function rulesDialog(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Rules' });
  return {
    dialog,
    browse: page.getByRole('button', { name: 'Browse rules' }),
    grid: dialog.getByRole('grid', { name: 'Rules' }),
    search: dialog.getByRole('searchbox', { name: 'Search rules' }),
    action: dialog.getByRole('combobox', { name: 'Action' }),
    preset: dialog.getByRole('combobox', { name: 'Rules of' }),
    count: dialog.getByRole('status').filter({ hasText: /rules?$/ }),
    exportCsv: dialog.getByRole('button', { name: 'Export CSV' }),
    print: dialog.getByRole('button', { name: 'Print' }),
    compare: dialog.getByRole('tab', { name: 'Compare profiles' }),
    first: dialog.getByRole('combobox', { name: 'First profile' }),
    second: dialog.getByRole('combobox', { name: 'Second profile' }),
    comparison: dialog.getByRole('status', { name: 'Comparison' }),
    differences: dialog.getByRole('grid', { name: 'Differences' }),
  };
}

async function openRules(page: Page, search = '') {
  const rules = rulesDialog(page);
  await page.goto(`./${search}`);
  await rules.browse.click();
  await expect(rules.grid).toBeVisible();
  return rules;
}

async function savedText(page: Page, press: () => Promise<void>, name: string): Promise<string> {
  const download = page.waitForEvent('download');
  await press();
  const target = join(scratch.path, name);
  await (await download).saveAs(target);
  return readFile(target, 'utf8');
}

test('the exported rules of PS3.15 Basic are Table E.1-1, row for row', async ({ page }) => {
  const rules = await openRules(page, '?profile=ps315-basic');
  const rows = parseCsv(await savedText(page, () => rules.exportCsv.click(), 'rules.csv'), columns);
  const table = JSON.parse(await readFile('src/profile/data/table-e1-1.json', 'utf8')) as {
    rowCount: number;
    rows: [id: string, name: string, action: string][];
  };
  const printed = (id: string) =>
    id === 'private' ? '(gggg,eeee), gggg odd' : id.replace(/^(.{4})(.{4})$/, '($1,$2)');
  expect(table.rows).toHaveLength(657);
  expect(rows.slice(0, 657).map(({ tag, attribute, action }) => [tag, attribute, action])).toEqual(
    table.rows.map(([id, name, action]) => [printed(id), name, action]),
  );
  expect(rows.find(({ tag }) => tag === '(0010,0010)')).toMatchObject({ vr: 'PN' });
});

test('rules are found by number, name and keyword, and narrowed to an action', async ({ page }) => {
  const rules = await openRules(page, '?profile=ps315-basic');
  for (const text of ['(0010,0010)', '0010,0010', '00100010', 'PatientName', "patient's name"]) {
    await rules.search.fill(text);
    await expect(rules.grid.getByRole('row', { name: /\(0010,0010\) Patient's Name PN Z/ })).toBeVisible();
  }
  await rules.search.fill('no such attribute');
  await expect(rules.dialog.getByText('No rule matches.')).toBeVisible();
  await rules.dialog.getByRole('button', { name: 'Show all' }).click();
  await rules.action.selectOption('Z/D');
  const rows = parseCsv(await savedText(page, () => rules.exportCsv.click(), 'narrowed.csv'), columns);
  expect(new Set(rows.map(({ action }) => action))).toEqual(new Set(['Z/D']));
  await expect(rules.count).toHaveText(new RegExp(`^${rows.length} of \\d+ rules$`));
});

test('options and own presets show in the table at once', async ({ page }) => {
  const rules = await openRules(page, '?profile=ps315-basic&options=retainUids');
  await rules.search.fill('00080018');
  await expect(rules.grid.getByRole('row', { name: /SOP Instance UID UI K kept/ })).toBeVisible();
  await rules.preset.selectOption('qmenta');
  await rules.search.fill('00100020');
  await expect(rules.grid.getByRole('row', { name: /Patient ID LO Z replaced by the pseudonym QMENTA/ })).toBeVisible();
});

test('two profiles are compared in sentences and attribute by attribute', async ({ page }) => {
  const rules = await openRules(page);
  await rules.compare.click();
  await rules.first.selectOption('ps315-basic');
  await rules.second.selectOption('qmenta');
  await expect(rules.comparison).toContainText(/PS3.15 Basic removes \d+ attributes that QMENTA as published keeps\./);
  await rules.dialog.getByRole('searchbox', { name: 'Search differences' }).fill('0020000D');
  await expect(rules.differences.getByRole('row', { name: /Study Instance UID/ })).toContainText(/new UID.*kept/);
  const csv = await savedText(page, () => rules.exportCsv.click(), 'comparison.csv');
  expect(csv).toMatch(/^"tag","attribute","vr","PS3.15 Basic","QMENTA as published",/);
  await rules.second.selectOption('ps315-basic');
  await expect(rules.comparison).toContainText('Both do the same to every file.');
});

test('a profile from a file is compared, and what is none is refused', async ({ page }) => {
  const rules = await openRules(page, '?profile=ps315-basic');
  await rules.compare.click();
  const choose = async (name: string, text: string) => {
    const chooser = page.waitForEvent('filechooser');
    await rules.second.selectOption({ label: 'Profile from a file…' });
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  };
  await choose('broken.json', '{"format":"something-else"}');
  await expect(rules.dialog.getByRole('alert')).toContainText('broken.json cannot be compared');
  const ownRules = [{ selector: { kind: 'keyword', keyword: 'InstitutionName' }, decision: { kind: 'keep' } }];
  const profile = { format: 'nescio-profile', formatVersion: 1, preset: 'ps315-basic', ownRules };
  await choose('site.json', JSON.stringify(profile));
  await expect(rules.comparison).toContainText('1 attribute is treated differently.');
  await expect(rules.differences.getByRole('row', { name: /\(0008,0080\) Institution Name/ })).toBeVisible();
});

test('the whole table is printed, not only the rows in view', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  const rules = await openRules(page, '?profile=ps315-basic');
  const all = Number(/\d+/.exec((await rules.count.textContent()) ?? '')?.[0]);
  expect(await rules.grid.getByRole('row').count()).toBeLessThan(all / 2);
  await rules.print.click();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(all + 1);
  await expect(rules.dialog).toBeHidden();
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(10);
  await page.emulateMedia({ media: 'screen' });
  await expect(rules.dialog).toBeVisible();
});

test('rules are browsed and compared with the keyboard alone', async ({ page }) => {
  const rules = rulesDialog(page);
  await page.goto('./');
  await rules.browse.focus();
  await page.keyboard.press('Enter');
  await expect(rules.grid).toBeVisible();
  await tabTo(page, rules.search);
  await page.keyboard.type('date');
  await expect(rules.count).toHaveText(/ of /);
  const row = rules.grid.locator('[role=row][tabindex="0"]');
  await tabTo(page, row);
  await page.keyboard.press('End');
  await expect(row).toBeFocused();
  await expect(row).toHaveAttribute('aria-rowindex', /^\d{2,}$/);
  await page.keyboard.press('Home');
  await expect(row).toHaveAttribute('aria-rowindex', '2');
  await rules.search.focus();
  await page.keyboard.press('Escape');
  await expect(rules.search, 'the first Escape empties the field').toHaveValue('');
  await rules.dialog.getByRole('tab', { name: 'All rules' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(rules.compare).toHaveAttribute('aria-selected', 'true');
  await tabTo(page, rules.second);
  await page.keyboard.press('Escape');
  await expect(rules.dialog).toBeHidden();
  await expect(rules.browse, 'the focus is back where it was').toBeFocused();
});

test('the rules pass the WCAG 2.2 A and AA rules of axe, light and dark', async ({ page }) => {
  const rules = await openRules(page);
  expect(await violationsInBothThemes(page), 'browse').toEqual([]);
  await rules.compare.click();
  await expect(rules.differences).toBeVisible();
  expect(await violationsInBothThemes(page), 'compare').toEqual([]);
});

test('nothing of the rules scrolls sideways at 320 CSS pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 720 });
  const rules = await openRules(page);
  const overflow = () =>
    rules.dialog.evaluate((dialog) =>
      Math.max(...[dialog, ...dialog.querySelectorAll('*')].map((node) => node.getBoundingClientRect().right)),
    );
  // Rows are measured after they are drawn.
  await expect.poll(overflow).toBeLessThanOrEqual(320);
  await rules.compare.click();
  await expect(rules.differences).toBeVisible();
  await expect.poll(overflow).toBeLessThanOrEqual(320);
});

async function tabTo(page: Page, target: ReturnType<Page['locator']>): Promise<void> {
  for (let stops = 0; stops < 40; stops += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error('The control cannot be reached with Tab.');
}
