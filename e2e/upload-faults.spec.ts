import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { AnonymizerPage } from './anonymizer-page.ts';
import { needs, python } from './support/peers.ts';
import { ctSeries } from './support/series.ts';
import type { Fault } from './support/upload-proxy.ts';
import { readyToUpload, startUploadSite, type UploadSite, uploadLines } from './support/upload-site.ts';
import { isTurnOf, onEachVisit } from './support/visits.ts';

const files = 6;
const answer = (status: number, headers: Readonly<Record<string, string>> = {}): Fault => ({
  kind: 'answer',
  status,
  headers,
});
/** Nothing waits: the server asks for no pause. */
const atOnce = { 'Retry-After': '0' };
/** Five of all six, then parts of 3, 2, 1, 1, 1, 3, 2, 1 files, those of one twice; four files alone that fail end the search. */
const triesOfSix = 5 + 4 + 4 * 2;
const times = (count: number, fault: Fault): readonly Fault[] => Array.from({ length: count }, () => fault);

onEachVisit('faults of a server while files are uploaded', (visit, inTurn) => {
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

  /** UIDs that Orthanc has got since. */
  async function newUids(before: ReadonlyMap<string, Buffer>): Promise<readonly string[]> {
    return [...(await upload.orthanc.files()).keys()].filter((uid) => !before.has(uid)).sort();
  }

  async function ready(page: Page, faults: readonly Fault[], folder = series.path): Promise<AnonymizerPage> {
    const app = await readyToUpload(page, upload.site.origin, folder, visit);
    upload.proxy.script(faults);
    return app;
  }

  const passing: readonly (readonly [name: string, faults: readonly Fault[], requests: number])[] = [
    ['too many requests (429)', [answer(429, { 'Retry-After': '1' })], 2],
    ['a fault of the server (500)', [answer(500)], 2],
    ['a proxy without its server (502)', [answer(502, atOnce), answer(502, atOnce)], 3],
    ['a request that is too large (413)', [answer(413)], 3],
    ['a slow server', [{ kind: 'slow', ms: 2500 }], 1],
    ['a connection cut in the middle of a body', [{ kind: 'reset' }], 2],
    ['a connection cut before the answer', [{ kind: 'forward-and-reset' }], 2],
  ];
  for (const [index, [name, faults, requests]] of passing.entries()) {
    if (!isTurnOf(visit, index)) continue;
    test(`stores everything, once, after ${name}`, async ({ page }) => {
      const before = await upload.orthanc.files();
      const app = await ready(page, faults);
      const received = upload.proxy.received().length;
      await app.upload();
      await expect(app.uploadResult).toHaveText(`${files} stored, 0 refused, 0 not sent`);
      expect(upload.proxy.received().length - received).toBe(requests);
      const lines = await uploadLines(app, test.info().outputPath('receipt.zip'));
      expect(await newUids(before)).toEqual(lines.map((line) => line.sop_instance_uid).sort());
      expect(new Set(lines.map(({ status }) => status))).toEqual(new Set(['stored']));
    });
  }

  const stopping: readonly (readonly [name: string, faults: readonly Fault[], message: RegExp])[] = [
    ['the sign-in is wrong (401)', [answer(401)], /did not accept the sign-in \(401\)/],
    ['the sign-in may not store (403)', [answer(403)], /does not let this sign-in store files here \(403\)/],
    ['the address is wrong (404)', [answer(404)], /knows nothing at this address \(404\)/],
    ['the server does not recover (500)', times(triesOfSix, answer(500, atOnce)), /answered 500\. Send again later/],
  ];
  for (const [index, [name, faults, message]] of stopping.entries()) {
    if (!isTurnOf(visit, index)) continue;
    test(`sends nothing more when ${name}, and everything once it is mended`, async ({ page }) => {
      const before = await upload.orthanc.files();
      const app = await ready(page, faults);
      const received = upload.proxy.received().length;
      await app.upload();
      await expect(app.uploadResult).toHaveText(`0 stored, 0 refused, ${files} not sent`);
      await expect(app.destination.getByText(message).first()).toBeVisible();
      expect(upload.proxy.received().length - received).toBe(faults.length);
      expect(await newUids(before)).toEqual([]);
      await app.destination.getByRole('button', { name: `Send ${files} files again` }).click();
      await expect(app.uploadResult).toHaveText(`${files} stored, 0 refused, 0 not sent`);
      expect(await newUids(before)).toHaveLength(files);
    });
  }

  inTurn()('names the limit when every single file is too large', async ({ page }) => {
    const app = await ready(page, times(11, answer(413)));
    await app.upload();
    await expect(app.uploadResult).toHaveText(`0 stored, ${files} refused, 0 not sent`);
    await expect(app.destination.getByText(/client_max_body_size/)).toBeVisible();
  });

  inTurn()('stores the good files of a batch with a bad one, and says which one is not there', async ({ page }) => {
    const mixed = ctSeries(files);
    const [bad] = readdirSync(mixed.path);
    python('spoil', [path.join(mixed.path, bad!), 'StudyInstanceUID']);
    const before = await upload.orthanc.files();
    const app = await ready(page, [], mixed.path);
    await app.upload();
    await expect(app.uploadResult).toHaveText(`${files - 1} stored, 1 refused, 0 not sent`);
    const lines = await uploadLines(app, test.info().outputPath('receipt.zip'));
    const stored = lines.filter(({ status }) => status === 'stored');
    expect(await newUids(before)).toEqual(stored.map((line) => line.sop_instance_uid).sort());
    mixed.discard();
  });

  inTurn()('waits while the network is off and goes on when it is back', async ({ page, context }) => {
    const before = await upload.orthanc.files();
    const app = await ready(page, []);
    const received = upload.proxy.received().length;
    await context.setOffline(true);
    await app.upload();
    await expect(app.destination.getByText(/The network is off/)).toBeVisible();
    expect(upload.proxy.received()).toHaveLength(received);
    await context.setOffline(false);
    await expect(app.uploadResult).toHaveText(`${files} stored, 0 refused, 0 not sent`);
    expect(await newUids(before)).toHaveLength(files);
  });

  inTurn()('waits for a server that is away for ten minutes, says until when, and needs no hand', async ({ page }) => {
    // It answers once, and then the connection breaks twelve times: after five tries another server would be given up.
    await page.clock.install();
    const before = await upload.orthanc.files();
    const app = await ready(page, [answer(413), ...times(12, { kind: 'reset' })]);
    const startedMs = await page.evaluate(() => Date.now());
    await app.upload();
    const pause = page.getByRole('status', { name: 'Pause', exact: true });
    const seen = new Set<string>();
    await expect
      .poll(async () => {
        const [text = ''] = await pause.allTextContents();
        if (text !== '' && !seen.has(text)) {
          seen.add(text);
          await page.clock.fastForward(130_000);
        }
        return app.uploadResult.count();
      })
      .toBe(1);
    await expect(app.uploadResult).toHaveText(`${files} stored, 0 refused, 0 not sent`);
    for (const text of seen)
      expect(text).toMatch(/does not answer now\. Nothing is lost\. The next try is at \d\d:\d\d:\d\d/);
    expect((await page.evaluate(() => Date.now())) - startedMs).toBeGreaterThan(600_000);
    expect(await newUids(before)).toHaveLength(files);
  });

  inTurn()('a Cancel leaves no file without a status, and sending again doubles nothing', async ({ page }) => {
    const before = await upload.orthanc.files();
    const app = await ready(page, [{ kind: 'slow', ms: 2000 }]);
    const received = upload.proxy.received().length;
    await app.upload();
    const cancel = app.destination.getByRole('button', { name: 'Cancel upload' });
    await expect(cancel).toBeFocused();
    await expect.poll(() => upload.proxy.received().length).toBe(received + 1);
    await cancel.press('Enter');
    await expect(app.uploadResult).toHaveText(`0 stored, 0 refused, ${files} not sent`);
    await app.destination.getByRole('button', { name: `Send ${files} files again` }).click();
    await expect(app.uploadResult).toHaveText(`${files} stored, 0 refused, 0 not sent`);
    // What had been on its way when Cancel was pressed arrives too; it is the same file under the same UID.
    await page.waitForTimeout(2500);
    expect(await newUids(before)).toHaveLength(files);
  });

  inTurn()(
    'a tab that is reloaded in the middle sends the same files under the same key, and nothing is doubled',
    async ({ page }) => {
      const before = await upload.orthanc.files();
      const many = ctSeries(90);
      const app = await ready(
        page,
        [{ kind: 'forward' }, { kind: 'slow', ms: 60_000 }, { kind: 'slow', ms: 60_000 }],
        many.path,
      );
      await app.page.getByRole('button', { name: 'Back to review' }).click();
      const key = test.info().outputPath('key.json');
      const started = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save key' }).click();
      await (await started).saveAs(key);
      await app.deidentify();
      await app.upload();
      await expect(app.destination.getByText(/^40 of 90 files stored/)).toBeVisible();
      // The page asks first: an upload is under way.
      const asked = page.waitForEvent('dialog');
      page.once('dialog', (dialog) => dialog.accept());
      await page.reload();
      expect((await asked).type()).toBe('beforeunload');

      await app.drop(many.path);
      await app.waitUntilScanned();
      const choosing = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Load key' }).click();
      await (await choosing).setFiles(key);
      await expect(page.getByText('Loaded from a file')).toBeVisible();
      await app.deidentify();
      upload.proxy.script([]);
      await app.upload();
      await expect(app.uploadResult).toHaveText('90 stored, 0 refused, 0 not sent');
      expect(await newUids(before)).toHaveLength(90);
      many.discard();
    },
  );
});
