import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { embedHeaders, notFoundHeaders, pageHeaders, securityHeaders, serviceWorkerHeaders } from '../src/csp.ts';
import { buildDeployment } from './support/deployed-page.ts';
import { filesBelow, temporaryFolder } from './support/folder.ts';
import { type HeadersHost, headersOf, parseHeadersFile } from './support/headers-file.ts';
import { type StaticHost, startStaticHost } from './support/static-host.ts';
import { untilControlled } from './support/visits.ts';

const pacs = 'https://pacs.example.org';
/** A block that adds a policy to every file, behind all others. */
const second = (policy: string) => `/*\n  Content-Security-Policy: ${policy}\n`;

/** `_headers` of a build, read as each of the hosts does it, before a real browser. */
for (const host of ['netlify', 'cloudflare-pages'] as const satisfies readonly HeadersHost[]) {
  test.describe(`_headers for ${host}`, () => {
    const folder = temporaryFolder();
    const dist = path.join(folder.path, 'dist');
    let text = '';
    let portal = '';
    let portalHost: StaticHost;

    test.beforeAll(async () => {
      test.setTimeout(180_000);
      portalHost = await startStaticHost(folder.path, { headersOf: () => new Map() });
      portal = portalHost.origin;
      const destinations = [{ kind: 'stow-rs', name: 'PACS', url: `${pacs}/dicom-web/studies` }];
      buildDeployment({ destinations, hosts: [portal] }, dist, host === 'netlify' ? '' : host);
      text = readFileSync(path.join(dist, '_headers'), 'utf8');
    });
    test.afterAll(async () => {
      await portalHost?.stop();
      folder.discard();
    });

    const serve = (headersText: string) => {
      const blocks = parseHeadersFile(headersText);
      return startStaticHost(dist, { headersOf: (file) => headersOf(blocks, file, host) });
    };

    test('gives each file its headers, each once', () => {
      const blocks = parseHeadersFile(text);
      const files = filesBelow(dist).map((file) => `/${path.relative(dist, file)}`);
      for (const file of ['/', '/embed', '/404', ...files.filter((one) => one !== '/_headers')]) {
        expect(Object.fromEntries(headersOf(blocks, file, host)), file).toEqual(lowerCase(expectedOf(file, portal)));
      }
      const elsewhere = headersOf(blocks, '/no/such/file', host);
      if (host === 'netlify') expect(elsewhere.size).toBe(0);
      else expect(Object.fromEntries(elsewhere)).toEqual(lowerCase(securityHeaders));
      for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(2000);
      expect(blocks.length).toBeLessThanOrEqual(100);
    });

    test('lets the service worker install, and a second policy on its file would not', async ({ page, context }) => {
      const right = await serve(text);
      await page.goto(`${right.origin}/`);
      await untilControlled(page);
      await right.stop();
      const wrong = await serve(text + second("connect-src 'none'"));
      const other = await context.newPage();
      await other.goto(`${wrong.origin}/`);
      await expect.poll(wrong.received).toContain('GET /service-worker.js');
      await other.waitForTimeout(2000);
      expect(await installs(other)).toBe(false);
      await wrong.stop();
    });

    test('lets the portal frame embed.html, and a second policy on it would not', async ({ page }) => {
      const right = await serve(text);
      expect(await frames(page, portal, right.origin)).toBe(true);
      await right.stop();
      const wrong = await serve(text + second("frame-ancestors 'none'"));
      expect(await frames(page, portal, wrong.origin)).toBe(false);
      await wrong.stop();
    });

    test('shows 404.html where nothing is, which runs and loads nothing', async ({ page }) => {
      const server = await serve(text);
      const response = await page.goto(`${server.origin}/no/such/place`);
      expect(response?.status()).toBe(404);
      await expect(page.getByRole('heading', { name: 'Nothing is at this address' })).toBeVisible();
      // A policy of its own, whatever headers came along.
      const outcome = await page.evaluate(() =>
        fetch('/favicon.svg').then(
          () => 'reached',
          () => 'stopped',
        ),
      );
      expect(outcome).toBe('stopped');
      await server.stop();
    });
  });
}

function expectedOf(file: string, portal: string): Readonly<Record<string, string>> {
  if (file === '/' || file === '/index.html') return pageHeaders([pacs], false);
  if (file === '/embed.html' || file === '/embed') return embedHeaders([portal]);
  if (file === '/404.html' || file === '/404') return notFoundHeaders;
  return file === '/service-worker.js' ? serviceWorkerHeaders : securityHeaders;
}

function lowerCase(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Whether the service worker of the page comes to life. The page itself says nothing when it does not. */
function installs(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const worker = registration?.installing ?? registration?.waiting ?? registration?.active ?? null;
    if (worker === null) return false;
    while (worker.state === 'installing') await new Promise((go) => setTimeout(go, 50));
    return worker.state !== 'redundant';
  });
}

async function frames(page: Page, portal: string, origin: string): Promise<boolean> {
  await page.goto(`${portal}/api/page`);
  await page.evaluate(
    (url) =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.src = url;
        frame.onload = resolve;
        document.body.append(frame);
      }),
    `${origin}/embed.html`,
  );
  return (await page.frameLocator('iframe').locator('#form').count()) > 0;
}
