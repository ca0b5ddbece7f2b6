import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import path from 'node:path';
import { chromium, expect, type Page, test } from '@playwright/test';
import { embedHeaders, notFoundHeaders, pageHeaders, securityHeaders, serviceWorkerHeaders } from '../src/csp.ts';
import { buildDeployment } from './support/deployed-page.ts';
import { filesBelow, temporaryFolder } from './support/folder.ts';
import { freePort } from './support/free-port.ts';
import {
  adapt,
  configurationProblem,
  makeCertificate,
  nginxSnippets,
  startNginx,
  writeConfiguration,
} from './support/nginx.ts';
import { type Orthanc, startOrthanc } from './support/orthanc.ts';
import { needs } from './support/peers.ts';
import { ctSeries } from './support/series.ts';
import { readyToUpload, uploadLines } from './support/upload-site.ts';
import { onEachVisit } from './support/visits.ts';

const pageHost = 'nescio.example.org';
const pacsHost = 'pacs.example.org';
const portal = 'https://portal.example';
const pacs = `https://${pacsHost}`;

/** More than one request takes; `NESCIO_UPLOAD_FILES` asks for more. */
const { NESCIO_UPLOAD_FILES = '60', CHROMIUM_PATH = '/usr/bin/chromium' } = process.env;
const files = Number(NESCIO_UPLOAD_FILES);

type Asked = {
  readonly status: number;
  /** Each value of a header that came. */
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
  readonly text: string;
};

/**
 * The guide as it stands: its snippets in a real nginx with TLS, for the page and before a real Orthanc. Only ports, paths and the
 * certificate are this machine's; the names are those of the guide, and the browser is told where they are.
 */
test.describe('nginx as docs/hosting.md has it', () => {
  test.skip(...needs('nginx', 'openssl', 'Orthanc', 'DICOMweb', 'pydicom'));
  const folder = temporaryFolder();
  const stops: (() => unknown)[] = [];
  let orthanc: Orthanc;
  let port = 0;
  let dist = '';
  let keyHash = '';
  let authority: Buffer;
  let local: readonly string[] = [];

  test.beforeAll(async () => {
    test.setTimeout(300_000);
    port = await freePort();
    const certificate = makeCertificate(folder.path, [pageHost, pacsHost]);
    keyHash = certificate.keyHash;
    authority = readFileSync(certificate.certificate);
    dist = path.join(folder.path, 'dist');
    buildDeployment(
      { destinations: [{ kind: 'stow-rs', name: 'PACS', url: `${pacs}/dicom-web/studies` }], hosts: [portal] },
      dist,
    );
    orthanc = await startOrthanc();
    const tls = (host: string) => ({
      'listen 443 ssl;': `listen 127.0.0.1:${port} ssl;`,
      [`/etc/ssl/nescio/${host}.pem`]: certificate.certificate,
      [`/etc/ssl/nescio/${host}.key`]: certificate.key,
    });
    const [page, withDestinations, stow] = nginxSnippets() as [string, string, string];
    const served = { ...tls(pageHost), '/srv/nescio': dist };
    local = [adapt(page, served)];
    const deployed = adapt(page, served).replace(/^map \$uri \$nescio_policy \{[\s\S]*?^\}\n/m, () => withDestinations);
    expect(deployed).toContain(`connect-src ${pacs}`);
    const proxy = adapt(stow, { ...tls(pacsHost), 'http://127.0.0.1:8042': orthanc.url });
    const configuration = writeConfiguration(folder.path, [deployed, proxy]);
    expect(configurationProblem(configuration)).toBe('');
    stops.push((await startNginx(configuration, port)).stop, orthanc.stop, folder.discard);
  });
  test.afterAll(async () => {
    for (const stop of stops) await stop();
  });

  /** The names of the guide lead to this machine; its certificate is known by its key. */
  const browserWith = () =>
    chromium.launch({
      executablePath: CHROMIUM_PATH,
      args: [
        ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
        `--host-resolver-rules=MAP ${pageHost} 127.0.0.1:${port}, MAP ${pacsHost} 127.0.0.1:${port}`,
        `--ignore-certificate-errors-spki-list=${keyHash}`,
      ],
    });

  function ask(name: string): Promise<Asked> {
    return new Promise((resolve, reject) => {
      const host = { host: '127.0.0.1', port, servername: pageHost, ca: authority, headers: { Host: pageHost } };
      get({ ...host, path: `/${name}` }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const { statusCode = 0, headersDistinct } = answer;
          resolve({ status: statusCode, headers: headersDistinct, text: Buffer.concat(chunks).toString() });
        });
      }).on('error', reject);
    });
  }

  async function inBrowser(run: (page: Page) => Promise<void>): Promise<void> {
    const browser = await browserWith();
    try {
      await run(await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' }));
    } finally {
      await browser.close();
    }
  }

  test('the snippets pass nginx -t, the one without destinations too', () => {
    expect(nginxSnippets()).toHaveLength(3);
    const alone = temporaryFolder();
    expect(configurationProblem(writeConfiguration(alone.path, local))).toBe('');
    // The check finds what is wrong.
    expect(configurationProblem(writeConfiguration(alone.path, [...local, 'server { nonsense; }']))).toContain(
      'nonsense',
    );
    alone.discard();
  });

  test('each file has its headers, once; so has what is not there', async () => {
    const missing = 'no/such/file';
    const paths = ['', ...filesBelow(dist).map((file) => path.relative(dist, file)), missing];
    for (const name of paths) {
      const { status, headers, text } = await ask(name);
      expect(status, name).toBe(name === missing ? 404 : 200);
      for (const [header, value] of Object.entries(headersOf(name))) {
        expect(headers[header.toLowerCase()], `${header} of /${name}`).toEqual([value]);
      }
      const caching = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
      expect(headers['cache-control'], name).toEqual(status === 200 ? [caching] : undefined);
      if (name === missing) expect(text).toBe(readFileSync(path.join(dist, '404.html'), 'utf8'));
      if (name.endsWith('.js')) expect(headers['content-type']?.[0]).toMatch(/javascript/);
    }
    expect(paths.length).toBeGreaterThan(20);
  });

  onEachVisit('an upload through it', (visit) => {
    test(`of ${files} files stores each of them in Orthanc, and the connection test is content`, async () => {
      test.setTimeout(600_000);
      const series = ctSeries(files);
      await inBrowser(async (page) => {
        const app = await readyToUpload(page, `https://${pageHost}`, series.path, visit, 300_000);
        await app.testConnectionButton.click();
        await expect(app.destination.getByText('Requests of 24 MB pass')).toBeVisible();
        const before = (await orthanc.files()).size;
        await app.upload();
        await expect(app.uploadResult).toHaveText(`${files} stored, 0 refused, 0 not sent`, { timeout: 300_000 });
        const stored = await orthanc.files();
        expect(stored.size - before).toBe(files);
        const lines = await uploadLines(app, test.info().outputPath('receipt.zip'));
        expect(new Set(lines.map(({ status }) => status))).toEqual(new Set(['stored']));
        for (const line of lines) expect(stored.get(line.sop_instance_uid)?.length).toBe(Number(line.bytes));
        console.log(`${visit} visit: ${files} of ${files} stored by way of nginx with TLS`);
      });
      series.discard();
    });
  });
});

function headersOf(name: string): Readonly<Record<string, string>> {
  if (name === '' || name === 'index.html') return pageHeaders([pacs], false);
  if (name === 'embed.html') return embedHeaders([portal]);
  // What it says of caching is part of them.
  if (name === 'service-worker.js') return serviceWorkerHeaders;
  return name === '404.html' || name.startsWith('no/') ? notFoundHeaders : securityHeaders;
}
