import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { anonymizerPage } from './anonymizer-page.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`each step passes the WCAG 2.2 A and AA rules of axe, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const app = anonymizerPage(page);
    await app.open();
    await expect(app.trySampleData).toBeVisible();
    expect(await violations(page), 'start').toEqual([]);
    await app.trySampleData.click();
    await app.waitUntilScanned();
    await app.openFirstSeries();
    await expect(app.tagChanges).toBeVisible();
    expect(await violations(page), 'review').toEqual([]);
    await app.deidentify();
    expect(await violations(page), 'result').toEqual([]);
  });
}

test('the whole job can be done with the keyboard', async ({ page }) => {
  const app = anonymizerPage(page);
  await app.open();
  await expect(app.trySampleData).toBeEnabled();
  await tabTo(page, 'Try sample data');
  await page.keyboard.press('Enter');
  await app.waitUntilScanned();
  await tabTo(page, 'De-identify');
  await page.keyboard.press('Enter');
  await app.totals(60_000);
  await tabTo(page, 'Save ZIP');
});

test('nothing scrolls sideways at 320 CSS pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 720 });
  const app = anonymizerPage(page);
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await app.open();
  await expect(app.trySampleData).toBeVisible();
  expect(await overflow()).toBeLessThanOrEqual(0);
  await app.trySampleData.click();
  await app.waitUntilScanned();
  expect(await overflow()).toBeLessThanOrEqual(0);
});

/** Presses Tab until the button of that name has the focus; fails after as many stops as no page should have. */
async function tabTo(page: Page, name: string): Promise<void> {
  const target = page.getByRole('button', { name, exact: true });
  for (let stops = 0; stops < 80; stops += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${name} cannot be reached with Tab.`);
}

async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return found.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join('; ')})`,
  );
}
