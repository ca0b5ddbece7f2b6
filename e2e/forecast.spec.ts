import { expect, type Page, test } from '@playwright/test';
import { anonymizerPage, sumOf } from './anonymizer-page.ts';
import { corpusFolder, corpusSkip, countInputs, hasCorpus } from './support/corpus.ts';
import { holdCalls, letGo } from './support/held-calls.ts';
import { patchScript, scripts, stopPatching, withoutServiceWorker } from './support/patched-scripts.ts';
import { needs } from './support/peers.ts';
import { ctSeries } from './support/series.ts';

const files = 60;
test.use(withoutServiceWorker);
test.afterEach(({ page }) => stopPatching(page));
test.setTimeout(180_000);

/** Everything from the second message on waits until it is let go. */
async function reviewHeldInTheMiddle(page: Page, folder: string) {
  const app = anonymizerPage(page);
  await patchScript(page, scripts.deidentifyWorker, holdCalls('deidentify', 8));
  await app.open();
  await app.drop(folder);
  await app.waitUntilScanned();
  await expect(page.getByText(/^Checking: [1-9]\d* of 60 files$/)).toBeVisible();
  await expect(app.forecast).toHaveText(`checking, ${files} ready, 0 waiting, 0 skipped, 0 failed`);
  return app;
}

/** Lets calls go until everything is known: workers that began anew hold theirs as well. */
async function letAllGo(page: Page) {
  const app = anonymizerPage(page);
  await expect(async () => {
    await letGo(page, 'deidentify');
    await app.foretold(500);
  }).toPass({ timeout: 60_000 });
  return app.foretold();
}

test.describe('over the corpus', () => {
  test.skip(!hasCorpus, corpusSkip);

  // Under every preset, and file by file: src/app/intents/forecast-corpus.test.ts.
  test('Forecast says what Result says', async ({ page }) => {
    const app = anonymizerPage(page);
    await app.open();
    await app.drop(corpusFolder);
    await app.waitUntilScanned();
    const forecast = await app.foretold();
    console.log(`forecast: ${JSON.stringify(forecast)}`);
    expect(sumOf(forecast)).toBe(await countInputs(corpusFolder));
    expect(forecast.held).toBeGreaterThan(0);
    await app.deidentifyButton.click();
    await expect(app.progress, 'nothing is left to do').toHaveCount(0);
    expect(await app.totals(2_000)).toEqual(forecast);
  });
});

test.describe('over a series', () => {
  test.skip(...needs('Python'));

  test('Stop checking stops it, Resume checking goes on', async ({ page }) => {
    const series = ctSeries(files);
    const app = await reviewHeldInTheMiddle(page, series.path);
    await page.getByRole('button', { name: 'Stop checking' }).click();
    await expect(page.getByText(/^\d+ files not checked$/)).toBeVisible();
    await expect(app.forecast).toHaveText(/^checking, /);
    await expect(app.deidentifyButton, 'the run does not need it').toBeEnabled();
    await page.getByRole('button', { name: 'Resume checking' }).click();
    expect(await letAllGo(page)).toEqual({ deidentified: files, held: 0, skipped: 0, failed: 0 });
    await expect(page.getByRole('button', { name: /checking/ })).toHaveCount(0);
    await expect(page.locator('#main'), 'the button had the focus, and is gone').toBeFocused();
    series.discard();
  });

  test('De-identify in the middle goes on with what is left, and Cancel ends it', async ({ page }) => {
    const series = ctSeries(files);
    const app = await reviewHeldInTheMiddle(page, series.path);
    await app.deidentifyButton.click();
    await expect(app.progress).toHaveAttribute('aria-valuemax', String(files));
    await expect(app.progress).not.toHaveAttribute('aria-valuenow', '0');
    await app.cancelButton.click();
    const totals = await app.totals();
    expect(sumOf(totals)).toBe(files);
    expect(totals.deidentified).toBeGreaterThan(0);
    expect(totals.skipped).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Back to review' }).click();
    expect(await app.foretold(), 'what Result says').toEqual(totals);
    await app.deidentifyButton.click();
    await expect(async () => {
      await letGo(page, 'deidentify');
      expect(await app.totals(500)).toEqual({ deidentified: files, held: 0, skipped: 0, failed: 0 });
    }).toPass({ timeout: 60_000 });
    series.discard();
  });

  test('a change of the profile in the middle begins again at once', async ({ page }) => {
    const series = ctSeries(files);
    const app = await reviewHeldInTheMiddle(page, series.path);
    await page.getByRole('switch', { name: 'Retain UIDs' }).click();
    await expect(page.getByText('Checking: 0 of 60 files')).toBeVisible();
    expect(await letAllGo(page)).toEqual({ deidentified: files, held: 0, skipped: 0, failed: 0 });
    expect(await app.deidentify(5_000)).toEqual({ deidentified: files, held: 0, skipped: 0, failed: 0 });
    series.discard();
  });

  test('files that come in the middle are part of it', async ({ page }) => {
    const [series, more] = [ctSeries(files), ctSeries(files)];
    const app = await reviewHeldInTheMiddle(page, series.path);
    await app.drop(more.path);
    await expect(app.forecast).toHaveText(/^checking, 120 ready/);
    const forecast = await letAllGo(page);
    expect(sumOf(forecast)).toBe(2 * files);
    expect(await app.deidentify(5_000)).toEqual(forecast);
    for (const folder of [series, more]) folder.discard();
  });

  test('Start over in the middle leaves nothing behind', async ({ page }) => {
    const series = ctSeries(files);
    const app = await reviewHeldInTheMiddle(page, series.path);
    await app.deidentifyButton.click();
    await app.cancelButton.click();
    await app.totals();
    await page.getByRole('button', { name: 'Start over' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard and start over' }).click();
    await letGo(page, 'deidentify');
    await app.drop(series.path);
    await app.waitUntilScanned();
    expect(await letAllGo(page)).toEqual({ deidentified: files, held: 0, skipped: 0, failed: 0 });
    series.discard();
  });

  test('a screen reader hears of it a few times at most', async ({ page }) => {
    const series = ctSeries(600);
    const app = anonymizerPage(page);
    await app.open();
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(globalThis, { said });
      new MutationObserver(() => {
        const text = document.querySelector('[role=status][aria-label=Forecast]')?.textContent;
        if (text && text !== said.at(-1)) said.push(text);
      }).observe(document, { subtree: true, childList: true, characterData: true });
    });
    await app.drop(series.path);
    await app.waitUntilScanned();
    await app.foretold();
    const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
    expect(said.at(-1)).toBe('600 ready, 0 waiting, 0 skipped, 0 failed');
    expect(said.length).toBeLessThanOrEqual(6);
    series.discard();
  });
});
