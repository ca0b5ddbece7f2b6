import { expect, test } from '@playwright/test';
import { anonymizerPage } from './anonymizer-page.ts';
import { themes } from './support/axe.ts';
import { patchScript, scripts, withoutServiceWorker } from './support/patched-scripts.ts';

test.use(withoutServiceWorker);

/** Slows each reading so that the steps that pass by can be seen. */
const slow = `{
  const original = Blob.prototype.arrayBuffer;
  Blob.prototype.arrayBuffer = async function () { await new Promise((resolve) => setTimeout(resolve, 150)); return original.call(this); };
}`;

test('each step, light and dark', async ({ page }) => {
  await patchScript(page, scripts.deidentifyWorker, slow);
  const app = anonymizerPage(page);
  const shoot = async (step: string) => {
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.screenshot({ path: `test-results/screenshots/${step}-${theme}.png` });
    }
  };
  await app.open();
  await expect(app.trySampleData).toBeEnabled();
  await shoot('1-start');
  await app.trySampleData.click();
  await page.waitForTimeout(200);
  await shoot('2-scanning');
  await app.waitUntilScanned();
  await app.openFirstSeries();
  await expect(app.tagChanges.getByRole('row').nth(3)).toBeVisible();
  await shoot('3-review');
  await app.deidentifyButton.click();
  await expect(app.progress.or(app.result)).toBeVisible();
  await page.waitForTimeout(700);
  await shoot('4-running');
  await app.totals(60_000);
  await shoot('5-result');
});
