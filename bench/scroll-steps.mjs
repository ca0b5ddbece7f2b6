// What a person does with long lists, step by step, for `--scroll`.
import { openSeries, scrollThrough, settle } from './scroll-page.mjs';

export async function batchSteps(page, step, repeat) {
  await treeSteps(page, step, repeat);
  await previewSteps(page, step);
  await remainsSteps(page, step);
  const tab = (name) => page.getByRole('tab', { name });
  for (const name of [/Image/, /Tag changes/, /What remains/, /Tag changes/]) {
    await step(`Switch to ${name.source}`, () => act(page, () => tab(name).click(), 600));
  }
  await step('Narrow and wide window', async () => {
    await page.setViewportSize({ width: 600, height: 900 });
    await page.evaluate(settle);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.evaluate(settle);
  });
}

async function treeSteps(page, step, repeat) {
  const files = page.getByRole('region', { name: 'Files', exact: true });
  const button = (name) => files.getByRole('button', { name, exact: true });
  await step('Files: open all studies', async () => {
    await button('Sort and view').click();
    await page.getByRole('menuitem', { name: 'Open all studies' }).click();
    await page.evaluate(settle);
  });
  await step('Files: scroll, all studies open', () => scroll(page, 'Patients, studies and series'));
  await page.evaluate(openSeries, 12);
  await step('Files: scroll, 12 studies with their files', () => scroll(page, 'Patients, studies and series'));
  const box = page.getByRole('searchbox', { name: /^Filter by name/ });
  // Words of paths: no patient, study or series is called so, and every file is asked.
  await step('Files: open the filter', () => act(page, () => button('Filter files').click()));
  for (const text of ['.', '.d', '.dc', '.d']) {
    await step(`Files: filter, “${text}” typed`, () => act(page, () => box.fill(text), 800));
  }
  await step('Files: filter, cleared', () => act(page, () => box.fill(''), 400));
  for (const name of ['Images', 'Size', 'Name']) {
    await step(`Files: sort by ${name}`, () => act(page, () => button(name).click(), 400), { times: repeat });
  }
  // From the top: the first row that is made is then the first in sight, and stays so.
  await page.evaluate(() => document.querySelector('[role=treegrid]').parentElement.scrollTo(0, 0));
  await page.evaluate(settle);
  const first = files.getByRole('row', { level: 1 }).first().getByRole('checkbox');
  const all = page.getByRole('checkbox', { name: 'Include all files' });
  const outAndBack = (box, waitMs) => async () => {
    await act(page, () => box.click(), waitMs);
    await act(page, () => box.click(), waitMs);
  };
  await step('Files: leave a patient out, and put back', outAndBack(first, 300), { times: repeat });
  await step('Files: leave all out, and put back', outAndBack(all, 600), { times: repeat });
  if (!(await all.isChecked())) throw new Error('Not every file is put back.');
}

async function previewSteps(page, step) {
  const next = page.getByRole('button', { name: 'Next file' });
  await openLongSeries(page, next);
  await step('Preview: next file', () => act(page, () => next.click(), 400));
  await step('Whole series: open', () =>
    act(page, () => page.getByText('Whole series', { exact: true }).click(), 2000),
  );
  await step('Whole series: scroll', () => scroll(page, 'Tag changes'));
  await page.getByText('This file', { exact: true }).click();
}

/** The first in sight with more than one file. */
async function openLongSeries(page, next) {
  for (const series of await page.getByRole('treegrid').getByRole('row', { level: 3 }).all()) {
    await series.click();
    await page.waitForTimeout(300);
    if ((await next.count()) > 0 && (await next.isEnabled())) return;
  }
  throw new Error('No series in sight has a next file.');
}

async function remainsSteps(page, step) {
  await step(
    'What remains: first look, to its end',
    async () => {
      await page.getByRole('tab', { name: /What remains/ }).click();
      await page.waitForFunction(hasLooked, null, { timeout: 0, polling: 500 });
      await page.evaluate(settle);
    },
    { isLong: true },
  );
  await step('What remains: scroll', () => scroll(page, 'What remains'));
  const plain = ofAnyRole(page, ['checkbox', 'switch', 'button'], 'Numbers and new values');
  await step('What remains: numbers and new values too', () => act(page, () => plain.click(), 400));
  await step('What remains: scroll, all values', () => scroll(page, 'What remains'));
  const search = page.getByRole('searchbox', { name: 'Search values' });
  for (const text of ['s', 'se', '']) {
    await step(`What remains: search, “${text}”`, () => act(page, () => search.fill(text), 400));
  }
}

/** Runs in the page. Before the look has begun nothing is said of it yet. */
function hasLooked() {
  const named = (role) => document.querySelector(`[role=${role}][aria-label="What remains"]`);
  return named('grid')?.getAttribute('aria-busy') === 'false' && named('status')?.textContent !== '';
}

export async function diffSteps(page, step) {
  const choose = async (name) => {
    await page.getByRole('button', { name: 'More for this table' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
    await page.waitForTimeout(1500);
    await page.evaluate(settle);
  };
  await step('Tag changes: scroll, as at first', () => scroll(page, 'Tag changes'));
  await step('Tag changes: unfold all', () => choose('Unfold all'));
  await step('Tag changes: scroll, all unfolded', () => scroll(page, 'Tag changes'));
  const box = page.getByRole('searchbox', { name: 'Search tags' });
  for (const text of ['p', 'po', '']) {
    await step(`Tag changes: search, “${text}”`, () => act(page, () => box.fill(text), 1200));
  }
  await step('Tag changes: fold all', () => choose('Fold all'));
  await step('Tag changes: unfold all again', () => choose('Unfold all'));
  await step('Tag changes: a line chosen', () =>
    act(page, () => page.getByRole('grid', { name: 'Tag changes' }).getByRole('row').nth(5).click(), 300),
  );
  await step('Tag changes: arrow down, five times', async () => {
    for (let at = 0; at < 5; at++) await page.keyboard.press('ArrowDown');
    await page.evaluate(settle);
  });
  await step('Tag changes: a line folded and unfolded', async () => {
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(600);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(600);
  });
}

async function scroll(page, grid) {
  const found = await page.evaluate(scrollThrough, { grid, mostFrames: 900 });
  if (found.rows < 1) throw new Error('There is nothing to scroll.');
  return found;
}

/** A control whose face may change while its name stays. */
const ofAnyRole = (page, roles, name) =>
  roles.map((role) => page.getByRole(role, { name, exact: true })).reduce((one, other) => one.or(other));

/** An action, and time for what it sets off. */
async function act(page, action, waitMs = 200) {
  await action();
  await page.waitForTimeout(waitMs);
  await page.evaluate(settle);
}
