import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { anonymizerPage } from './anonymizer-page.ts';
import { temporaryFolder } from './support/folder.ts';
import { test } from './support/later-visit.ts';
import { needs, python } from './support/peers.ts';

const folder = temporaryFolder();
test.beforeAll(() => {
  if (!needs('pydicom')[0]) python('make_captures', [folder.path]);
});
test.afterAll(() => folder.discard());
test.skip(...needs('pydicom'));

test('Enter on the open entry does what the first button says, and on a phone the whole queue is in sight', async ({
  page,
}) => {
  const app = anonymizerPage(page);
  await app.open();
  await expect(app.trySampleData).toBeEnabled();
  await app.drop(...['us-1.dcm', 'us-2.dcm', 'capture-9.dcm'].map((name) => join(folder.path, name)));
  await app.waitUntilScanned();
  await app.foretold();
  await page.getByRole('button', { name: 'Look at what waits' }).click();
  const rows = page.getByRole('list', { name: 'Waiting', exact: true }).getByRole('button');
  await expect(rows).toHaveCount(2);
  await rows.first().click();
  await expect(page.getByRole('button', { name: 'Look at the next image' })).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('slider', { name: 'Image' })).toHaveValue('2');

  await page.setViewportSize({ width: 390, height: 844 });
  const save = page.getByRole('button', { name: 'Save decisions' });
  await expect(page.getByRole('button', { name: 'Back to review' })).toBeVisible();
  await expect(save).toBeHidden();
  // What lies under the panel below it would never count as seen.
  const stage = await boxOf(page.getByRole('region', { name: 'Image, scrolls when zoomed' }));
  const decision = await boxOf(page.getByRole('region', { name: 'Decision', exact: true }));
  expect(stage.y + stage.height).toBeLessThanOrEqual(decision.y);
  expect(stage.height).toBeGreaterThan(160);
  await page.keyboard.press('ArrowUp');
  await expect(page.getByText('Seen', { exact: true })).toBeVisible();
  expect((await boxOf(page.getByRole('contentinfo'))).height).toBeLessThan(100);
  await page.getByRole('button', { name: 'Queue', exact: true }).click();
  await expect(save).toBeVisible();
  const foot = await boxOf(page.getByRole('contentinfo'));
  const queue = await boxOf(page.getByRole('region', { name: 'Waiting for you' }));
  expect(Math.abs(foot.y - (queue.y + queue.height)), 'nothing empty below the queue').toBeLessThan(2);
});

test('names of files to save stay in their pane at 1024 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  const app = anonymizerPage(page);
  await app.open();
  await app.trySampleData.click();
  await app.waitUntilScanned();
  await app.foretold();
  await app.deidentifyButton.click();
  await app.totals();
  const save = await boxOf(page.getByRole('region', { name: 'Save', exact: true }));
  const names = await boxOf(page.getByRole('radiogroup', { name: 'File names' }));
  expect(names.x + names.width).toBeLessThanOrEqual(save.x + save.width);
});

async function boxOf(element: Locator) {
  const box = await element.boundingBox();
  if (box === null) throw new Error('Not on the screen.');
  return box;
}
