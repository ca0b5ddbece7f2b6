import { createHash } from 'node:crypto';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { DrivenBrowser } from './browsers/driven-browser.ts';
import { deidentifyInForm, openTreesOf } from './browsers/driven-form.ts';
import { inEach } from './browsers/in-each.ts';
import { until } from './browsers/processes.ts';
import { startFiles } from './portal/example-servers.ts';
import { buildExample, reachesRegistry } from './portal/example-site.ts';
import { mergePolicy } from './portal/policy-table.ts';
import { canaries, makeInputs } from './portal/portal-page.ts';
import { installPortal, serveSite } from './portal/serve-portal.ts';
import { serveDeployment } from './support/deployed-page.ts';
import { temporaryFolder } from './support/folder.ts';
import { freePort } from './support/free-port.ts';
import { needs } from './support/peers.ts';
import { startUploadProxy } from './support/upload-proxy.ts';

/** A portal with an embedded form, ready for files. */
type Portal = {
  readonly url: string;
  readonly isFrame: boolean;
  /** The bytes of each file that it has been handed so far. */
  readonly uploads: () => readonly Buffer[];
  readonly stop: () => Promise<void>;
};

/** Each once in `npm test`, but for the one that asks the npm registry: NESCIO_EXAMPLES=all. */
const forms: Readonly<Record<string, () => Promise<Portal>>> = {
  'plain HTML': () => openExample('plain-html'),
  'the frame': openFrame,
  ...(process.env['NESCIO_EXAMPLES'] === 'all' ? { React: () => openExample('react-vite') } : {}),
};

/** The forms for portals do in Firefox and WebKit what they do in Chromium (docs/embedding.md). */
for (const [form, openPortal] of Object.entries(forms)) {
  test(`${form} hands the same bytes to a portal in every browser`, async () => {
    test.setTimeout(600_000);
    test.skip(...needs('pydicom'));
    test.skip(form === 'React' && !reachesRegistry(), 'The npm registry cannot be reached.');
    const files = temporaryFolder();
    const inputs = makeInputs(files.path);
    const portal = await openPortal();
    try {
      await inEach(
        (browser) => handedBy(browser, portal, inputs),
        (name, found, expected) => expect(found, name).toEqual(expected),
      );
    } finally {
      await portal.stop();
      files.discard();
    }
  });
}

/** @returns SHA-256 of what the portal was handed, in order */
async function handedBy(browser: DrivenBrowser, portal: Portal, inputs: readonly string[]): Promise<readonly string[]> {
  const before = portal.uploads().length;
  await browser.open(portal.url);
  if (portal.isFrame) {
    await until('The frame', () => browser.run(() => document.querySelector('iframe') !== null), 30_000);
    await browser.enterFrame();
  }
  await deidentifyInForm(browser, inputs);
  if (portal.isFrame) await browser.leaveFrame();
  const end = () => browser.run(() => document.querySelector('output')?.textContent || null);
  expect(await until('The end', end, 60_000), browser.name).toMatch(/3 uploaded, 1 held|"handed":3/);
  const handed = portal.uploads().slice(before);
  expect(handed, browser.name).toHaveLength(3);
  for (const bytes of handed) for (const canary of canaries) expect(bytes.toString('latin1')).not.toContain(canary);
  return handed.map((bytes) => createHash('sha256').update(bytes).digest('hex')).sort();
}

async function openExample(name: string): Promise<Portal> {
  const folder = temporaryFolder();
  const dist = buildExample(name, folder.path);
  openTreesOf(dist, 'index.html');
  const site = await startFiles(dist, mergePolicy(['page', 'engine']));
  return {
    url: `${site.origin}/`,
    isFrame: false,
    uploads: () => site.received.filter(({ url }) => url === '/upload').map(({ body }) => body),
    stop: async () => {
      await site.stop();
      folder.discard();
    },
  };
}

async function openFrame(): Promise<Portal> {
  const site = installPortal();
  const port = await freePort();
  const deid = await serveDeployment({ hosts: [`http://localhost:${port}`] });
  openTreesOf(deid.folder, 'embed.html');
  const pacs = await startUploadProxy(() => ({ status: 200 }));
  const places = { pacs: pacs.origin, tus: pacs.origin, deid: deid.origin };
  await site.build(places);
  const server = await serveSite(path.join(site.folder, 'dist'), port, () => places, []);
  return {
    url: `http://localhost:${port}/iframe.html`,
    isFrame: true,
    uploads: () => pacs.received().map(({ body }) => onlyPart(body)),
    stop: async () => {
      for (const stop of [server.stop, deid.stop, pacs.stop, site.discard]) await stop();
    },
  };
}

/** What a multipart body of one part holds (RFC 2046 5.1). */
function onlyPart(body: Buffer): Buffer {
  return body.subarray(body.indexOf('\r\n\r\n') + 4, body.lastIndexOf('\r\n--'));
}
