import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { corpusFolder, corpusSkip, hasCorpus } from './support/corpus.ts';
import { parseCsv } from './support/csv.ts';
import { type DeployedPage, serveDeployment } from './support/deployed-page.ts';
import { filesByUid } from './support/files-by-uid.ts';
import { type Orthanc, startOrthanc } from './support/orthanc.ts';
import { needs } from './support/peers.ts';
import { startUploadProxy, type UploadProxy } from './support/upload-proxy.ts';

const uploadColumns = ['sop_instance_uid', 'bytes', 'sha256', 'status', 'code', 'reason', 'time', 'attempts'] as const;

/** A real Orthanc with its DICOMweb plugin, behind a proxy that adds CORS as docs/hosting.md describes it. */
test.describe('upload to Orthanc', () => {
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
    await withoutSavePicker(page);
    const app = anonymizerPage(page);
    await page.goto(`${site.origin}/?profile=ps315-basic&pixels=export`);
    await app.drop(corpusFolder);
    await app.waitUntilScanned(120_000);
    const { deidentified } = await app.deidentify(180_000);
    expect(proxy.received()).toHaveLength(0);

    await app.uploadButton.click();
    await app.uploadResult.waitFor({ timeout: 120_000 });
    const receipt = await JSZip.loadAsync(await app.saveReceipt(test.info().outputPath('receipt.zip')));
    const rows = parseCsv(await receipt.file('uploads.csv')!.async('string'), uploadColumns);
    const refused = rows.filter(({ status }) => status === 'refused');
    const storedCount = deidentified - refused.length;
    await expect(app.uploadResult).toHaveText(`${storedCount} stored, ${refused.length} refused, 0 not sent`);

    const sent = await filesByUid(await JSZip.loadAsync(await app.saveZip(test.info().outputPath('sent.zip'))));
    const stored = await orthanc.files();
    for (const [uid, bytes] of stored) expect(sent.get(uid)!.some((file) => file.equals(bytes))).toBe(true);
    const hashes = new Set([...sent.values()].flat().map(sha256));
    for (const row of rows) expect(hashes.has(row.sha256)).toBe(true);
    const missing = [...sent.keys()].filter((uid) => !stored.has(uid));
    expect(new Set(refused.map((row) => row.sop_instance_uid))).toEqual(new Set(missing));
    // Orthanc does not take these when they come alone either: no Study Instance UID, no Patient ID, identifiers in UN.
    expect(missing.length).toBeLessThanOrEqual(14);
    for (const uid of missing) for (const file of sent.get(uid)!) expect(await orthanc.takes(file)).toBe(false);
    expect(proxy.received().every(({ headers }) => !headers.includes('referer'))).toBe(true);

    const requests = proxy.received().length;
    await app.uploadButton.click();
    await expect(app.uploadResult).toHaveText(`${storedCount} stored, ${refused.length} refused, 0 not sent`);
    const again = Buffer.concat(
      proxy
        .received()
        .slice(requests)
        .map(({ body }) => body),
    );
    // Only what was refused is sent again, and the store is what it was.
    for (const [uid, bytes] of stored) expect(again.includes(bytes), uid).toBe(false);
    const after = await orthanc.files();
    expect(after.size).toBe(stored.size);
    for (const [uid, bytes] of after) expect(bytes.equals(stored.get(uid)!), uid).toBe(true);
  });
});

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
