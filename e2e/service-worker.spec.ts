import { expect, type Page, test } from '@playwright/test';
import { anonymizerPage } from './anonymizer-page.ts';
import { type StaticHost, startStaticHost } from './support/static-host.ts';
import { untilControlled, visitPage } from './support/visits.ts';

const { NESCIO_E2E_DIST = 'dist' } = process.env;
const noHeaders = () => new Map<string, string>();

/**
 * A host that serves other things beside the page, from the same origin. Nothing but files of the build is answered by the
 * service worker; the policy is put aside here, so that the page may ask for the others at all.
 */
test.describe('the service worker passes by', () => {
  let host: StaticHost;
  test.beforeAll(async () => {
    host = await startStaticHost(NESCIO_E2E_DIST, { headersOf: noHeaders, withoutPolicy: true });
  });
  test.afterAll(() => host.stop());

  async function controlledPage(page: Page): Promise<void> {
    await visitPage(page, `${host.origin}/`, 'later');
    host.forget();
  }

  const ask = (page: Page, address: string, init: RequestInit = {}) =>
    page.evaluate(
      async ([url, options]) => {
        const answer = await fetch(url, options);
        return { status: answer.status, text: (await answer.text()).slice(0, 200) };
      },
      [address, init] as const,
    );

  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']) {
    test(`a ${method} to the host itself`, async ({ page }) => {
      await controlledPage(page);
      const body = method === 'HEAD' || method === 'DELETE' ? {} : { body: 'sent' };
      expect((await ask(page, './api/files', { method, ...body })).status).toBe(200);
      expect(host.received()).toEqual([`${method} /api/files`]);
    });
  }

  test('a POST to the address of one of its own files', async ({ page }) => {
    await controlledPage(page);
    await ask(page, './index.html', { method: 'POST', body: 'sent' });
    expect(host.received()).toEqual(['POST /index.html']);
  });

  test('a GET of what is not part of the build, with its query', async ({ page }) => {
    await controlledPage(page);
    expect(await ask(page, './api/files?page=2')).toEqual({ status: 200, text: 'GET /api/files?page=2' });
  });

  test('a part of a file (Range)', async ({ page }) => {
    await controlledPage(page);
    expect(await ask(page, './favicon.svg', { headers: { Range: 'bytes=0-3' } })).toEqual({
      status: 206,
      text: '<svg',
    });
  });

  test('another origin, read and written', async ({ page }) => {
    const other = await startStaticHost(NESCIO_E2E_DIST, { headersOf: noHeaders });
    await controlledPage(page);
    expect((await ask(page, `${other.origin}/api/one`)).status).toBe(200);
    expect((await ask(page, `${other.origin}/api/two`, { method: 'POST', body: 'sent' })).status).toBe(200);
    expect(other.received()).toEqual(['GET /api/one', 'POST /api/two']);
    expect(host.received()).toEqual([]);
    await other.stop();
  });

  test('a page of the host that is not part of the build, and an address that is nowhere', async ({ page }) => {
    await controlledPage(page);
    await page.goto(`${host.origin}/api/portal`);
    await expect(page.locator('body')).toHaveText('GET /api/portal');
    expect((await page.goto(`${host.origin}/nowhere`))?.status()).toBe(404);
  });

  test('nothing of its own: with the host gone the page, its query and its profile are there', async ({ page }) => {
    await controlledPage(page);
    await page.goto(`${host.origin}/?profile=ps315-basic`);
    await expect(anonymizerPage(page).trySampleData).toBeVisible();
    await page.goto(`${host.origin}/embed.html`);
    expect(host.received()).toEqual([]);
  });
});

test('a host that redirects pages to their short address is no hindrance', async ({ page }) => {
  const host = await startStaticHost(NESCIO_E2E_DIST, { headersOf: noHeaders, shortAddresses: true });
  await page.goto(`${host.origin}/`);
  await untilControlled(page);
  host.forget();
  for (const address of ['', 'index.html', 'embed.html']) {
    expect((await page.goto(`${host.origin}/${address}`))?.status(), address).toBe(200);
  }
  expect(host.received()).toEqual([]);
  await host.stop();
});
