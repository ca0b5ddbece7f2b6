import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import JSZip from 'jszip';
import { uploadColumns } from '../src/report/uploads-csv.ts';
import { corpusFolder, corpusSkip, hasCorpus } from './support/corpus.ts';
import { parseCsv } from './support/csv.ts';
import { type DeployedPage, serveDeployment } from './support/deployed-page.ts';
import { filesByUid } from './support/files-by-uid.ts';
import { type Orthanc, startOrthanc } from './support/orthanc.ts';
import { needs } from './support/peers.ts';
import { type Received, startUploadProxy, type UploadProxy } from './support/upload-proxy.ts';
import { readyToUpload } from './support/upload-site.ts';
import { isTurnOf, onEachVisit } from './support/visits.ts';

/** A real Orthanc with its DICOMweb plugin, behind a proxy that adds CORS as docs/hosting.md describes it. */
onEachVisit('upload to Orthanc', (visit) => {
  // On the later visit, where the service worker answers from the first byte on; `.ci/nightly` tries both.
  if (!isTurnOf(visit, 1)) return;
  test.skip(...needs('Orthanc', 'DICOMweb', 'pydicom'));
  let orthanc: Orthanc;
  let proxy: UploadProxy;
  let site: DeployedPage;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    orthanc = await startOrthanc();
    proxy = await startUploadProxy(orthanc.url);
    const url = `${proxy.origin}/dicom-web/studies`;
    site = await serveDeployment({ destinations: [{ kind: 'stow-rs', name: 'Test PACS', url, signIn: 'none' }] });
  });
  test.afterAll(async () => {
    await site?.stop();
    await proxy?.stop();
    await orthanc?.stop();
  });

  test('stores every de-identified corpus file, byte for byte, and a second upload changes nothing', async ({
    page,
  }) => {
    test.skip(!hasCorpus, corpusSkip);
    test.setTimeout(300_000);
    const app = await readyToUpload(page, site.origin, corpusFolder, visit, 180_000);
    const { deidentified } = await app.totals();
    expect(proxy.received()).toHaveLength(0);

    await app.upload();
    await app.uploadResult.waitFor({ timeout: 120_000 });
    const receipt = await JSZip.loadAsync(await app.saveReceipt(test.info().outputPath('receipt.zip')));
    const rows = parseCsv(await receipt.file('uploads.csv')!.async('string'), uploadColumns);
    const refused = rows.filter(({ status }) => status === 'refused');
    // Files of the corpus that have one UID: a server keeps the first.
    const differing = rows.filter(({ status }) => status === 'differs');
    const result = (stored: number) => `${stored} stored, ${deidentified - stored} refused, 0 not sent`;
    const storedCount = deidentified - refused.length - differing.length;
    await expect(app.uploadResult).toHaveText(result(storedCount));

    const sent = await filesByUid(await JSZip.loadAsync(await app.saveZip(test.info().outputPath('sent.zip'))));
    const stored = await orthanc.files();
    // What the receipt calls stored is what the server has, byte for byte.
    for (const row of rows.filter(({ status }) => status === 'stored' || status === 'already-there')) {
      expect(sha256(stored.get(row.sop_instance_uid)!), row.sop_instance_uid).toBe(row.sha256);
    }
    for (const row of differing) expect(sha256(stored.get(row.sop_instance_uid)!)).not.toBe(row.sha256);
    for (const [uid, bytes] of stored) expect(sent.get(uid)!.some((file) => file.equals(bytes))).toBe(true);
    const files = new Map([...sent.values()].flat().map((file) => [sha256(file), file]));
    for (const row of rows) expect(files.has(row.sha256)).toBe(true);
    // What the server does not have was refused, whichever of the files of one UID was sent first.
    const refusedUids = new Set(refused.map((row) => row.sop_instance_uid));
    expect([...sent.keys()].filter((uid) => !stored.has(uid) && !refusedUids.has(uid))).toEqual([]);
    // Orthanc does not take these when they come alone either: no Study Instance UID, no Patient ID, identifiers in UN.
    expect(refused.length).toBeLessThanOrEqual(16);
    for (const row of refused) expect(await orthanc.takes(files.get(row.sha256)!)).toBe(false);
    expect(proxy.received().every(({ headers }) => !headers.includes('referer'))).toBe(true);

    const requests = proxy.received().length;
    await app.upload();
    await expect(app.uploadResult).toHaveText(result(storedCount), { timeout: 120_000 });
    const again = proxy.received().slice(requests).flatMap(filesOf).map(sha256);
    console.log(`corpus: ${result(storedCount)}, ${differing.length} of them with a UID that another file has`);
    // Only what was refused is sent again, and the store is what it was.
    expect(again.length).toBeGreaterThan(0);
    for (const [uid, bytes] of stored) expect(again.includes(sha256(bytes)), uid).toBe(false);
    const after = await orthanc.files();
    expect(after.size).toBe(stored.size);
    for (const [uid, bytes] of after) expect(bytes.equals(stored.get(uid)!), uid).toBe(true);
  });
});

/** The files of a request (PS3.18 8.6.1.2: multipart/related), each between two boundaries and behind its own header. */
function filesOf({ headers, body }: Received): readonly Buffer[] {
  const boundary = /boundary="?([^";]+)/.exec(headers)?.[1] ?? '';
  const files: Buffer[] = [];
  let from = body.indexOf(`--${boundary}`);
  for (;;) {
    const start = body.indexOf('\r\n\r\n', from);
    const end = body.indexOf(`\r\n--${boundary}`, start);
    if (start < 0 || end < 0) return files;
    files.push(body.subarray(start + 4, end));
    from = end + 2;
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
