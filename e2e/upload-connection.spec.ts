import { expect, type Page, test } from '@playwright/test';
import { violationsInBothThemes } from './support/axe.ts';
import { needs } from './support/peers.ts';
import { ctSeries } from './support/series.ts';
import { readyToUpload, startUploadSite, type UploadSite } from './support/upload-site.ts';
import { onEachVisit } from './support/visits.ts';

onEachVisit('Test connection', (visit, inTurn) => {
  test.skip(...needs('Orthanc', 'DICOMweb', 'pydicom'));
  let upload: UploadSite;
  let series: ReturnType<typeof ctSeries>;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    upload = await startUploadSite();
    series = ctSeries(2);
  });
  test.afterAll(async () => {
    series?.discard();
    await upload?.stop();
  });

  async function testedLines(page: Page, address: string | null = null): Promise<string> {
    const app = await readyToUpload(page, upload.site.origin, series.path, visit);
    if (address !== null) await app.destination.getByLabel('Studies URL').fill(address);
    await app.testConnectionButton.click();
    const lines = app.destination.getByRole('status', { name: 'Connection test', exact: true });
    await expect(app.testConnectionButton).toBeEnabled({ timeout: 30_000 });
    return (await lines.textContent()) ?? '';
  }

  test('says what is right, stores nothing, and the page passes axe', async ({ page }) => {
    upload.proxy.script([]);
    const lines = await testedLines(page);
    expect(lines).toMatch(/Reached 127\.0\.0\.1:\d+, and it lets this page in\d+ ms/);
    expect(lines).toMatch(/Signed in, STOW-RS accepted/);
    expect(lines).toMatch(/Requests of 24 MB pass/);
    expect((await upload.orthanc.files()).size).toBe(0);
    await expect(page.getByText('Tested', { exact: true })).toBeVisible();
    expect(await violationsInBothThemes(page)).toEqual([]);
  });

  inTurn()('tells a server that does not let pages in (CORS)', async ({ page }) => {
    upload.proxy.allowOrigin(false);
    expect(await testedLines(page)).toMatch(/answers, but does not let pages of this address send to it \(CORS\)/);
    upload.proxy.allowOrigin(true);
  });

  inTurn()('tells a wrong path', async ({ page }) => {
    expect(await testedLines(page, `${upload.proxy.origin}/nowhere`)).toMatch(/knows nothing at this address.*404/);
  });

  inTurn()('tells a wrong sign-in', async ({ page }) => {
    upload.proxy.script([{ kind: 'answer', status: 401 }]);
    expect(await testedLines(page)).toMatch(/sign-in was not accepted.*401/);
  });

  inTurn()('finds the size that a proxy lets through', async ({ page }) => {
    const tooLarge = { kind: 'answer', status: 413 } as const;
    upload.proxy.script([{ kind: 'forward' }, tooLarge]);
    expect(await testedLines(page)).toMatch(/Larger requests are refused: batches set to 8 MB413/);
    upload.proxy.script([{ kind: 'forward' }, tooLarge, tooLarge, tooLarge]);
    expect(await testedLines(page)).toMatch(/refuses requests of 1 MB.*client_max_body_size/);
  });

  inTurn()('refuses an address of a server that the deployment does not name', async ({ page }) => {
    const app = await readyToUpload(page, upload.site.origin, series.path, visit);
    const received = upload.proxy.everything().length;
    await app.destination.getByLabel('Studies URL').fill('https://other.example/studies');
    await expect(app.destination.getByRole('alert')).toHaveText(/may only connect to/);
    await expect(app.testConnectionButton).toBeDisabled();
    await expect(app.uploadButton).toBeDisabled();
    expect(upload.proxy.everything()).toHaveLength(received);
  });

  inTurn()('tells a server that is down', async ({ page }) => {
    await upload.proxy.stop();
    expect(await testedLines(page)).toMatch(/did not answer: wrong address, server or network down, or a certificate/);
  });
});
