import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type AnonymizerPage, anonymizerPage } from './anonymizer-page.ts';
import { parseCsv } from './support/csv.ts';

test('placeholder', async ({ page }) => {
  const app = anonymizerPage(page);
  await app.open();
  await app.trySampleData.click();
  await app.waitUntilScanned();
  await app.openFirstSeries();
  await page.getByRole('tab', { name: 'Image' }).click();
  await page.waitForTimeout(3000);
  await page.screenshot({ path: '/tmp/image-1.png' });
  console.log(await app.preview.ariaSnapshot());
});
