import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import JSZip from 'jszip';
import { type DeployedPage, serveDeployment } from './support/deployed-page.ts';
import { type FakeServers, fakeServers } from './support/fake-servers.ts';
import { filesBelow, temporaryFolder } from './support/folder.ts';
import { watchNetwork } from './support/network-watch.ts';
import { type Orthanc, startOrthanc } from './support/orthanc.ts';
import { stopPatching } from './support/patched-scripts.ts';
import { countWithJava, needs, python } from './support/peers.ts';
import { startUploadProxy, type UploadProxy } from './support/upload-proxy.ts';
import { readyToUpload, uploadLines } from './support/upload-site.ts';
import { onEachVisit } from './support/visits.ts';

type Found = { readonly bytes: number; readonly hits: readonly { readonly in: string }[] };

const isProbe = (text: string) => /data:,probe|connect-src data/.test(text);
const secret = 'Qz99999Secret';

onEachVisit('every kind of destination', (visit, inTurn) => {
  test.skip(...needs('Orthanc', 'DICOMweb', 'Python', 'Java'));
  const planted = temporaryFolder();
  const folder = join(planted.path, 'Qz90000Dropped');
  const manifestFile = join(planted.path, 'needles.json');
  let orthanc: Orthanc;
  let pacs: UploadProxy;
  let others: UploadProxy;
  let fakes: FakeServers;
  let site: DeployedPage;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    const data = [resolve('src/profile/data/table-e1-1.json'), resolve('src/dicom/data/dictionary.json')];
    writeFileSync(manifestFile, JSON.stringify(python('plant', [...data, folder])));
    orthanc = await startOrthanc();
    pacs = await startUploadProxy(orthanc.url);
    fakes = fakeServers(() => others.origin);
    others = await startUploadProxy((request) => fakes.handle(request));
    site = await serveDeployment({
      destinations: [
        { kind: 'stow-rs', name: 'PACS', url: `${pacs.origin}/dicom-web/studies` },
        { kind: 'xnat', name: 'XNAT', url: `${others.origin}/xnat`, signIn: 'basic' },
        { kind: 'presigned', name: 'Bucket', url: `${others.origin}/links`, signIn: 'bearer' },
        { kind: 'tus', name: 'Portal', url: `${others.origin}/tus/` },
      ],
    });
  });
  test.afterAll(async () => {
    await site?.stop();
    await others?.stop();
    await pacs?.stop();
    await orthanc?.stop();
    planted.discard();
  });
  test.afterEach(({ page }) => stopPatching(page));

  inTurn()('nothing that was planted reaches a server, and what reaches it is what was saved', async ({ page }) => {
    test.setTimeout(300_000);
    const watch = await watchNetwork(page, site.origin, isProbe, visit === 'first' ? 1 : 2);
    const app = await readyToUpload(page, site.origin, folder, visit);
    const saved = await JSZip.loadAsync(await app.saveZip(test.info().outputPath('saved.zip')));
    // Until Upload is pressed the page has asked for its own files and nobody has heard of it.
    expect(watch.problems()).toEqual([]);
    expect([...pacs.everything(), ...others.everything()]).toEqual([]);
    const { deidentified } = await app.totals();
    const outputs = await Promise.all(
      Object.values(saved.files)
        .filter(({ dir }) => !dir)
        .map((entry) => entry.async('nodebuffer')),
    );
    const savedHashes = outputs.map(sha256);
    const sorted = (hashes: readonly string[]) => [...hashes].sort();
    const kind = (name: string) => app.destination.getByRole('radio', { name, exact: true });
    const send = async () => {
      await app.upload();
      await expect(app.uploadResult).toHaveText(`${deidentified} stored, 0 refused, 0 not sent`, { timeout: 60_000 });
    };

    await send();
    expect(sorted([...(await orthanc.files()).values()].map(sha256))).toEqual(sorted(savedHashes));

    await kind('XNAT').check();
    await expect(app.uploadButton).toBeDisabled();
    await app.destination.getByRole('textbox', { name: 'Project' }).fill('P1');
    await app.destination.getByRole('textbox', { name: 'User' }).fill('user');
    await app.destination.getByLabel(/^Password/).fill(secret);
    await send();
    let entries = 0;
    const filed: string[] = [];
    for (const [session, bytes] of fakes.sessions) {
      const file = test.info().outputPath(`${session}.zip`);
      writeFileSync(file, bytes);
      entries += countWithJava(file);
      const archive = await JSZip.loadAsync(bytes);
      const files = Object.values(archive.files).filter(({ dir }) => !dir);
      filed.push(...(await Promise.all(files.map(async (entry) => sha256(await entry.async('nodebuffer'))))));
    }
    expect(entries).toBe(deidentified);
    expect(sorted(filed)).toEqual(sorted(savedHashes));

    await kind('Presigned PUT').check();
    await app.destination.getByLabel(/^Token/).fill(secret);
    await send();
    expect(sorted([...fakes.objects.values()].map(sha256))).toEqual(sorted(savedHashes));
    const toBucket = others.received().filter(({ url }) => url.startsWith('/bucket/'));
    expect(toBucket.some(({ headers }) => /authorization|cookie/.test(headers))).toBe(false);

    await kind('tus').check();
    others.script([{ kind: 'forward' }, { kind: 'reset' }, { kind: 'forward-and-reset' }]);
    await send();
    expect(sorted([...fakes.uploads().values()].map(sha256))).toEqual(sorted(savedHashes));
    const lines = await uploadLines(app, test.info().outputPath('receipt.zip'));
    expect(sorted(lines.map((line) => line.sha256))).toEqual(sorted(savedHashes));

    const heard = test.info().outputPath('heard');
    mkdirSync(heard);
    for (const [at, request] of [...pacs.everything(), ...others.everything()].entries()) {
      writeFileSync(
        join(heard, `${at}.head`),
        `${request.method} ${decodeURIComponent(request.url)}\n${decoded(request.headers)}`,
      );
      // The space keeps what is left of a zip from being taken for one.
      writeFileSync(
        join(heard, `${at}.body`),
        Buffer.concat([Buffer.from(' '), outputs.reduce(without, request.body)]),
      );
    }
    // Outputs come four times; they are searched once, and what came around them each time.
    for (const [at, output] of outputs.entries()) writeFileSync(join(heard, `output-${at}`), output);
    // One original among what was heard: the search must find what is there.
    const control = join(heard, 'control');
    copyFileSync(filesBelow(folder)[0]!, control);
    const { bytes, hits } = python<Found>('search_planted', [manifestFile, heard]);
    expect(bytes).toBeGreaterThan(1000 * deidentified);
    expect(hits.filter((hit) => hit.in !== control)).toEqual([]);
    expect(hits.length).toBeGreaterThan(50);

    const hosts = [new URL(pacs.origin).host, new URL(others.origin).host];
    await expect(page.getByRole('button', { name: new RegExp(`requests to ${hosts.join(', ')}`) })).toBeVisible();
    // Secrets are in memory only.
    expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]))).not.toContain(
      secret,
    );
  });

  inTurn()('links that lead to a server which the page may not reach are not followed', async ({ page }) => {
    const app = await readyToUpload(page, site.origin, folder, visit);
    const foreign = await startUploadProxy(() => ({ status: 200 }));
    const honest = fakes.handle;
    Object.assign(fakes, {
      handle: () => ({ status: 200, body: JSON.stringify({ url: `${foreign.origin}/take` }) }),
    });
    await app.destination.getByRole('radio', { name: 'Presigned PUT' }).check();
    await app.upload();
    await expect(app.uploadResult).toHaveText(/^0 stored, 0 refused, \d+ not sent$/);
    await expect(app.destination.getByText(/to which this page may not send/).first()).toBeVisible();
    expect(foreign.everything()).toEqual([]);
    Object.assign(fakes, { handle: honest });
    await foreign.stop();
  });
});

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function without(bytes: Buffer, part: Buffer): Buffer {
  const at = bytes.indexOf(part);
  return at < 0 ? bytes : Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + part.length)]);
}

/** Headers as they were sent, and once more with the Base64 of credentials and metadata undone. */
function decoded(headers: string): string {
  const words = headers.split(/[^A-Za-z0-9+/=]+/).map((word) => Buffer.from(word, 'base64').toString('latin1'));
  return `${headers}\n${words.join('\n')}`;
}
