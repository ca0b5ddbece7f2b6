import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { anonymizerPage } from './anonymizer-page.ts';

test('the number of workers is the person’s choice, kept as a plain number', async ({ page }) => {
  const app = anonymizerPage(page);
  await app.open();
  await expect(app.trySampleData).toBeEnabled();
  await page.getByRole('button', { name: /requests? since load/ }).click();
  const workers = page.getByRole('combobox', { name: 'Files worked on side by side' });
  await expect(workers).toHaveValue('');
  await workers.selectOption({ label: '1 worker' });
  await page.getByRole('combobox', { name: 'Memory for packed files' }).selectOption({ label: '128 MB' });
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await page.reload();
  await expect(app.trySampleData).toBeEnabled();
  await expect.poll(() => page.workers().length).toBe(1);
  expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({
    'nescio-workers': '1',
    'nescio-memory-megabytes': '128',
  });

  await page.getByRole('button', { name: /requests? since load/ }).click();
  await workers.selectOption('');
  expect(await page.evaluate(() => localStorage.getItem('nescio-workers'))).toBeNull();
});

test('a tab that is not looked at goes on', async ({ page, context }) => {
  const app = anonymizerPage(page);
  await app.open();
  await app.trySampleData.click();
  await app.waitUntilScanned();
  const other = await context.newPage();
  await other.bringToFront();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  // What a hidden tab may count on of its timers: none at all.
  await page.evaluate(() => {
    const never = () => 0;
    Object.assign(globalThis, { setTimeout: never, setInterval: never });
  });
  const totals = await app.deidentify(30_000);
  expect(totals.deidentified).toBeGreaterThan(0);
});
