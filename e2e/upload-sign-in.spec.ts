import { expect, type Page, test } from '@playwright/test';
import type { AnonymizerPage } from './anonymizer-page.ts';
import { overflow, violationsInBothThemes } from './support/axe.ts';
import { keptByOrigin } from './support/kept-by-origin.ts';
import { needs } from './support/peers.ts';
import { ctSeries } from './support/series.ts';
import { type StandInIssuer, startStandInIssuer } from './support/stand-in-issuer.ts';
import { readyToUpload, startUploadSite, type UploadSite, uploadLines } from './support/upload-site.ts';

const files = 500;
/** Of the sign-ins that go on in other ways: `.ci/nightly` sends as many there. */
const fewer = process.env['NESCIO_VISITS'] === 'all' ? files : 100;
const client = 'nescio-test';

test.describe('a sign-in that is given', () => {
  test.skip(...needs('Orthanc', 'DICOMweb', 'pydicom'));
  let issuer: StandInIssuer;
  let series: ReturnType<typeof ctSeries>;
  let part: ReturnType<typeof ctSeries>;
  let few: ReturnType<typeof ctSeries>;
  let upload: UploadSite;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    issuer = await startStandInIssuer(client);
    series = ctSeries(files);
    part = ctSeries(fewer);
    few = ctSeries(3);
  });
  test.afterAll(async () => {
    series?.discard();
    part?.discard();
    few?.discard();
    await issuer?.stop();
  });
  test.beforeEach(() => {
    issuer.state('up');
    issuer.person('accept');
    issuer.givesRefreshTokens(true);
    upload.proxy.letIn((authorization) => issuer.isGood(authorization));
  });
  test.afterEach(() => expect(issuer.faults()).toEqual([]));

  const partsOf = (body: Buffer) => body.toString('latin1').split('Content-Type: application/dicom\r\n').length - 1;

  /** After so many files have been let in, the tokens that were given are worth nothing. */
  function expireAfter(most: number): { readonly letIn: () => number } {
    let letIn = 0;
    let isOver = false;
    upload.proxy.letIn((authorization, { method, body }) => {
      if (!isOver && letIn + partsOf(body) > most) {
        isOver = true;
        issuer.expire();
      }
      const isGood = issuer.isGood(authorization);
      if (isGood && method === 'POST') letIn += partsOf(body);
      return isGood;
    });
    return { letIn: () => letIn };
  }

  async function expectAllOnce(app: AnonymizerPage, before: number, count: number): Promise<void> {
    await expect(app.uploadResult).toHaveText(`${count} stored, 0 refused, 0 not sent`, { timeout: 60_000 });
    const lines = await uploadLines(app, test.info().outputPath('receipt.zip'));
    expect(new Set(lines.map(({ sop_instance_uid: uid }) => uid)).size).toBe(count);
    expect(new Set(lines.map(({ status, code }) => `${status}${code}`))).toEqual(new Set(['stored']));
    expect((await upload.orthanc.files()).size - before).toBe(count);
  }

  const status = (page: Page) => page.getByRole('status', { name: 'Sign-in', exact: true });
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  /** State and tokens are in memory alone. */
  async function keptWithoutSecrets(page: Page) {
    const kept = await keptByOrigin(page);
    expect(kept.ofText).toEqual([]);
    const secrets = issuer.secrets();
    expect(secrets.length).toBeGreaterThan(3);
    expect(secrets.filter((secret) => kept.databases.includes(secret) || kept.caches.includes(secret))).toEqual([]);
    return kept;
  }

  /** The window of the issuer, opened by a key, and the person's way through it. */
  async function signIn(page: Page, name = 'Sign in'): Promise<void> {
    const opening = page.waitForEvent('popup');
    await button(page, name).press('Enter');
    const popUp = await opening;
    await popUp.locator('#go').click();
  }

  test.describe('by an endpoint', () => {
    test.beforeAll(async () => {
      test.setTimeout(180_000);
      upload = await startUploadSite({ kind: 'endpoint', url: `${issuer.origin}/token-of-session` });
    });
    test.afterAll(() => upload?.stop());

    test('goes on after its token has ended in the middle of an upload: each file once, and nobody is asked', async ({
      page,
    }) => {
      await page.goto(`${issuer.origin}/login`);
      const before = (await upload.orthanc.files()).size;
      const app = await readyToUpload(page, upload.site.origin, part.path, 'first');
      const { endpoint } = issuer.given();
      await expect(status(page)).toContainText('comes from your session at 127.0.0.1');
      const counted = expireAfter(fewer / 2);
      await app.upload();
      await expectAllOnce(app, before, fewer);
      expect(counted.letIn(), 'each file was let in once').toBe(fewer);
      expect(issuer.given().endpoint - endpoint).toBe(2);
      await expect(status(page)).toContainText('Signed in by 127.0.0.1');
    });

    test('says what is missing where nobody has a session there, and sends when there is one', async ({ page }) => {
      const before = (await upload.orthanc.files()).size;
      const app = await readyToUpload(page, upload.site.origin, few.path, 'first');
      await app.upload();
      await expect(app.uploadResult).toHaveText('0 stored, 0 refused, 3 not sent');
      await expect(status(page)).toContainText('gives no sign-in. Sign in there in another tab.');
      const other = await page.context().newPage();
      await other.goto(`${issuer.origin}/login`);
      await other.close();
      await button(page, 'Send 3 files again').click();
      await expectAllOnce(app, before, 3);
    });

    test('is waited for while it does not answer, with the time of the next try', async ({ page }) => {
      await page.goto(`${issuer.origin}/login`);
      const before = (await upload.orthanc.files()).size;
      const app = await readyToUpload(page, upload.site.origin, few.path, 'first');
      issuer.state('down');
      await app.upload();
      const pause = page.getByRole('status', { name: 'Pause', exact: true });
      await expect(pause).toContainText(/No sign-in is given.*next try is at \d\d:\d\d:\d\d/);
      issuer.state('up');
      await expectAllOnce(app, before, 3);
    });
  });

  test.describe('by an issuer', () => {
    test.beforeAll(async () => {
      test.setTimeout(180_000);
      upload = await startUploadSite({ kind: 'oidc', issuer: issuer.origin, clientId: client, scope: 'openid' });
    });
    test.afterAll(() => upload?.stop());

    test('by keys: signed in by PKCE, and renewed by itself in the middle of 500 files', async ({ page }) => {
      const before = (await upload.orthanc.files()).size;
      const app = await readyToUpload(page, upload.site.origin, series.path, 'first');
      await expect(status(page)).toContainText('Not signed in.');
      await expect(app.uploadButton).toBeDisabled();
      const shown = await status(page).elementHandle();
      await signIn(page);
      await expect(status(page)).toContainText('Signed in by 127.0.0.1');
      await expect(status(page), 'what the button led to').toBeFocused();
      const isSame = await status(page).evaluate((now, before) => now === before, shown);
      expect(isSame, 'a new status is not read out').toBe(true);
      await looksRight(page, 'signed-in');
      const counted = expireAfter(250);
      const { code, refresh } = issuer.given();
      await app.upload();
      await expectAllOnce(app, before, files);
      expect(counted.letIn()).toBe(files);
      expect(issuer.given().refresh - refresh).toBe(1);
      expect(issuer.given().code, 'no second window').toBe(code);
      expect((await keptWithoutSecrets(page)).caches, 'what it looked into').toContain(`${upload.site.origin}/`);
    });

    test('expires where the issuer renews nothing: the upload waits, and goes on by itself after a new sign-in', async ({
      page,
    }) => {
      const before = (await upload.orthanc.files()).size;
      const app = await readyToUpload(page, upload.site.origin, part.path, 'later');
      issuer.givesRefreshTokens(false);
      await signIn(page);
      await expect(status(page)).toContainText('when it ends, you are asked to sign in again');
      const counted = expireAfter(fewer / 2);
      await app.upload();
      await expect(status(page)).toContainText('The sign-in has expired. Sign in again');
      await expect(page.getByText(new RegExp(`^[1-9]\\d*0 of ${fewer} files stored`))).toBeVisible();
      const databases = async () => (await keptWithoutSecrets(page)).databases;
      await expect.poll(databases, 'what it looked into').toContain('"stored"');
      await looksRight(page, 'expired');
      await signIn(page, 'Sign in again');
      await expectAllOnce(app, before, fewer);
      expect(counted.letIn()).toBe(fewer);
    });

    test('says each way in which it fails, fits a phone and the dark, and is passed by keys', async ({ page }) => {
      await readyToUpload(page, upload.site.origin, few.path, 'first');
      await looksRight(page, 'signed-out');
      issuer.person('deny');
      await signIn(page);
      await expect(status(page)).toContainText('refused the sign-in.');
      await looksRight(page, 'refused');

      const opening = page.waitForEvent('popup');
      await button(page, 'Sign in again').press('Enter');
      await opening;
      await expect(status(page)).toContainText('Signing in: go on in the window of 127.0.0.1');
      await expect(button(page, 'Cancel sign-in')).toBeFocused();
      await looksRight(page, 'signing-in');
      await button(page, 'Cancel sign-in').press('Enter');
      await expect(status(page)).toContainText('refused the sign-in.');

      await page.evaluate(() => {
        window.open = () => null;
      });
      await button(page, 'Sign in again').press('Enter');
      await expect(status(page)).toContainText('The browser blocked the window of the sign-in. Allow pop-ups');
      await looksRight(page, 'blocked');
    });

    test('that the server does not accept is said, and another person may sign in', async ({ page }) => {
      const before = (await upload.orthanc.files()).size;
      const app = await readyToUpload(page, upload.site.origin, few.path, 'first');
      upload.proxy.letIn(() => false);
      await signIn(page);
      await expect(status(page)).toContainText('Signed in');
      await app.upload();
      await expect(status(page)).toContainText('The server did not accept the sign-in of 127.0.0.1');
      upload.proxy.letIn((authorization) => issuer.isGood(authorization));
      await signIn(page, 'Sign in again');
      await expectAllOnce(app, before, 3);
    });
  });
});

/** In the light and the dark, at the width of a desk and of a phone; pictures are kept. */
async function looksRight(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()!;
  const shoot = async (theme: string) => {
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      const region = page.getByRole('region', { name: 'Destination', exact: true });
      await region.screenshot({ path: `test-results/screenshots/sign-in-${name}-${width}-${theme}.png` });
    }
  };
  expect(await violationsInBothThemes(page, shoot), name).toEqual([]);
  await page.setViewportSize(size);
}
