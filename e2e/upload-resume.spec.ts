import { expect, type Page, test } from '@playwright/test';
import { type AnonymizerPage, anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { overflow, violationsInBothThemes } from './support/axe.ts';
import { filesBelow } from './support/folder.ts';
import { journalOf } from './support/journal.ts';
import { needs } from './support/peers.ts';
import { ctSeries } from './support/series.ts';
import { readyToUpload, startUploadSite, type UploadSite, uploadLines } from './support/upload-site.ts';
import { onEachVisit } from './support/visits.ts';
import { withoutTextSearch } from './support/without-text-search.ts';

const files = 90;
const journalName = 'nescio-upload-journal';
const address = '?profile=ps315-basic&pixels=export';

onEachVisit('a reload at half way of an upload to Orthanc', (visit, inTurn) => {
  test.skip(...needs('Orthanc', 'DICOMweb', 'pydicom'));
  let upload: UploadSite;
  let series: ReturnType<typeof ctSeries>;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    upload = await startUploadSite();
    series = ctSeries(files);
  });
  test.afterAll(async () => {
    series?.discard();
    await upload?.stop();
  });

  const stored = async (what: 'patients' | 'instances') =>
    (await (await fetch(`${upload.orthanc.url}/${what}`)).json()) as readonly string[];

  /** Files that the proxy was sent: each is a part of its own. */
  const partsSince = (request: number): number =>
    upload.proxy
      .received()
      .slice(request)
      .reduce(
        (sum, { body }) => sum + body.toString('latin1').split('Content-Type: application/dicom\r\n').length - 1,
        0,
      );

  /** Uploads until 40 of 90 files are acknowledged; the key is in a file by then. */
  async function uploadPart(page: Page, key: string): Promise<AnonymizerPage> {
    const app = await readyToUpload(page, upload.site.origin, series.path, visit);
    const slow = { kind: 'slow', ms: 60_000 } as const;
    upload.proxy.script([{ kind: 'forward' }, slow, slow]);
    await app.uploadButton.click();
    const download = page.waitForEvent('download');
    await app.inKeyDialog('Save project key').click();
    await (await download).saveAs(key);
    await expect(app.destination.getByText(/^40 of 90 files stored/)).toBeVisible();
    // A row for the upload, one for each file that was acknowledged.
    await expect.poll(async () => (await journalOf(page, journalName)).length).toBe(41);
    return app;
  }

  /** The same, and then a reload. */
  async function breakOff(page: Page, key: string): Promise<AnonymizerPage> {
    const app = await uploadPart(page, key);
    page.on('dialog', (dialog) => dialog.accept());
    await page.goto(withoutTextSearch(`${upload.site.origin}/${address}`));
    upload.proxy.script([]);
    await expect(page.getByRole('region', { name: 'An upload was broken off' })).toBeVisible();
    return app;
  }

  async function expectOnceUnderOnePseudonym(
    before: Readonly<Record<'patients' | 'instances', number>>,
  ): Promise<void> {
    await expect.poll(async () => (await stored('instances')).length - before.instances).toBe(files);
    expect((await stored('patients')).length - before.patients).toBe(1);
  }

  const standing = async () => ({
    patients: (await stored('patients')).length,
    instances: (await stored('instances')).length,
  });

  test('the start page says so; with the same key and files the rest is sent, each file once', async ({ page }) => {
    const before = await standing();
    const key = test.info().outputPath('key.json');
    const app = await breakOff(page, key);
    const card = page.getByRole('region', { name: 'An upload was broken off' });
    await expect(card).toContainText('40 of 90 files are on the server');
    expectNothingIdentifying(await journalOf(page, journalName), series.path);
    expect(await violationsInBothThemes(page)).toEqual([]);
    await app.openProjectKey(card.getByRole('button', { name: 'Open project key' }), key);
    await expect(card.getByRole('status')).toContainText('The project key matches');
    await app.drop(series.path);
    await app.waitUntilScanned();
    await app.deidentify();
    const requests = upload.proxy.received().length;
    await app.uploadButton.click();
    await expect(app.keyDialog, 'the key was opened: nothing to ask').toHaveCount(0);
    await expect(app.uploadResult).toHaveText(`${files} stored, 0 refused, 0 not sent`);
    // What was on its way at the reload may arrive late and is looked at, not sent again, then.
    expect(partsSince(requests), 'what was acknowledged is passed over').toBeLessThanOrEqual(files - 40);
    await expectOnceUnderOnePseudonym(before);
    const lines = await uploadLines(app, test.info().outputPath('receipt.zip'));
    expect(new Set(lines.map(({ sop_instance_uid: uid }) => uid)).size).toBe(files);
    for (const { status } of lines) expect(['stored', 'already-there']).toContain(status);
    expect(await journalOf(page, journalName), 'nothing of a finished upload is kept').toEqual([]);
  });

  inTurn()(
    'by keys: the key is opened where Upload asks, the files run again under it, and the rest is sent',
    async ({ page }) => {
      const before = await standing();
      const key = test.info().outputPath('key.json');
      const app = await breakOff(page, key);
      await app.drop(series.path);
      await app.waitUntilScanned();
      await app.deidentifyButton.press('Enter');
      await app.totals();
      const requests = upload.proxy.received().length;
      await app.uploadButton.press('Enter');
      await expect(app.keyDialog).toBeVisible();
      const chooser = page.waitForEvent('filechooser');
      await app.inKeyDialog('Open project key').press('Enter');
      await (await chooser).setFiles(key);
      await expect(app.uploadResult).toHaveText(`${files} stored, 0 refused, 0 not sent`);
      await expect(page.getByText(/90 files were de-identified again/)).toBeVisible();
      expect(partsSince(requests)).toBeLessThanOrEqual(files - 40);
      await expectOnceUnderOnePseudonym(before);
    },
  );

  inTurn()('after a crash the rest is sent too, each file once', async ({ page, context }) => {
    const before = await standing();
    const key = test.info().outputPath('key.json');
    await uploadPart(page, key);
    const session = await context.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    upload.proxy.script([]);
    const next = await context.newPage();
    await withoutSavePicker(next);
    const app = anonymizerPage(next);
    await next.goto(withoutTextSearch(`${upload.site.origin}/${address}`));
    const card = next.getByRole('region', { name: 'An upload was broken off' });
    await expect(card).toContainText('40 of 90 files are on the server');
    await app.openProjectKey(card.getByRole('button', { name: 'Open project key' }), key);
    await app.drop(series.path);
    await app.waitUntilScanned();
    await app.deidentify();
    const requests = upload.proxy.received().length;
    await app.uploadButton.click();
    await expect(app.uploadResult).toHaveText(`${files} stored, 0 refused, 0 not sent`);
    expect(partsSince(requests)).toBeLessThanOrEqual(files - 40);
    await expectOnceUnderOnePseudonym(before);
    expect(await journalOf(next, journalName)).toEqual([]);
  });

  inTurn()('is refused under another profile; once that upload is discarded, all is sent', async ({ page }) => {
    const key = test.info().outputPath('key.json');
    const app = await breakOff(page, key);
    await page.goto(
      withoutTextSearch(`${upload.site.origin}/?profile=ps315-basic&pixels=export&options=retainDeviceIdentity`),
    );
    await app.openProjectKey(page.getByRole('button', { name: 'Open project key' }), key);
    await app.drop(series.path);
    await app.waitUntilScanned();
    await app.deidentify();
    const requests = upload.proxy.received().length;
    await app.uploadButton.click();
    await expect(app.uploadResult).toHaveText(`0 stored, 0 refused, ${files} not sent`);
    await expect(app.destination).toContainText('was broken off under another profile, and nothing is mixed with it.');
    expect(upload.proxy.received()).toHaveLength(requests);
    expect(await violationsInBothThemes(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await app.destination.screenshot({ path: `test-results/screenshots/upload-other-settings-390-${visit}.png` });
    await app.destination.getByRole('button', { name: 'Discard that upload' }).press('Enter');
    await expect(app.destination).not.toContainText('was broken off');
    expect(await journalOf(page, journalName)).toEqual([]);
    await app.destination.getByRole('button', { name: `Send ${files} files again` }).press('Enter');
    await expect(app.uploadResult).toContainText(/stored/);
    await expect.poll(() => partsSince(requests)).toBeGreaterThanOrEqual(files - 40);
  });

  inTurn()('Discard upload forgets it; the notice fits a phone', async ({ page }) => {
    await breakOff(page, test.info().outputPath('key.json'));
    await page.setViewportSize({ width: 390, height: 844 });
    const card = page.getByRole('region', { name: 'An upload was broken off' });
    await expect(card).toBeVisible();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.screenshot({ path: `test-results/screenshots/upload-resume-390-${visit}.png` });
    await card.getByRole('button', { name: 'Discard upload' }).click();
    await expect(card).toHaveCount(0);
    expect(await journalOf(page, journalName)).toEqual([]);
  });
});

/** Hashes under the key, counts and times: no name of an input, no UID, no address. */
function expectNothingIdentifying(rows: Awaited<ReturnType<typeof journalOf>>, folder: string): void {
  const text = JSON.stringify(rows);
  for (const file of filesBelow(folder)) expect(text).not.toContain(file.split('/').at(-1));
  expect(text).not.toMatch(/127\.0\.0\.1|\d+\.\d+\.\d+\.\d+\.\d+|\^/);
  for (const row of rows) {
    const run = ['decisionsCheck', 'engine', 'id', 'keyCheck', 'patientsCheck', 'profileHash', 'startedAtMs', 'total'];
    const entry = ['attempts', 'file', 'run', 'settledAt', 'status'];
    expect([run, entry]).toContainEqual(Object.keys(row).sort());
  }
}
