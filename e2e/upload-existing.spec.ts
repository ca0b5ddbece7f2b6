import { expect, test } from '@playwright/test';
import type { AnonymizerPage } from './anonymizer-page.ts';
import { type DeployedPage, serveDeployment } from './support/deployed-page.ts';
import { type Orthanc, startOrthanc } from './support/orthanc.ts';
import { needs } from './support/peers.ts';
import { ctSeries } from './support/series.ts';
import { startUploadProxy, type UploadProxy } from './support/upload-proxy.ts';
import { readyToUpload, uploadLines } from './support/upload-site.ts';
import { isTurnOf, onEachVisit } from './support/visits.ts';

const files = 5;

/** What a receipt says of files that a real server had before, under the same UIDs: the key is the same, the bytes are not. */
for (const overwrites of [false, true]) {
  onEachVisit(`an Orthanc that ${overwrites ? 'replaces' : 'keeps'} what it has`, (visit) => {
    if (!isTurnOf(visit, Number(overwrites))) return;
    test.skip(...needs('Orthanc', 'DICOMweb', 'pydicom'));
    let orthanc: Orthanc;
    let proxy: UploadProxy;
    let site: DeployedPage;
    let series: ReturnType<typeof ctSeries>;

    test.beforeAll(async () => {
      test.setTimeout(180_000);
      orthanc = await startOrthanc({ OverwriteInstances: overwrites });
      proxy = await startUploadProxy(orthanc.url);
      const url = `${proxy.origin}/dicom-web/studies`;
      site = await serveDeployment({ destinations: [{ kind: 'stow-rs', name: 'PACS', url }] });
      series = ctSeries(files);
    });
    test.afterAll(async () => {
      series?.discard();
      await site?.stop();
      await proxy?.stop();
      await orthanc?.stop();
    });

    let receipts = 0;

    async function send(app: AnonymizerPage, result: string): Promise<ReadonlyMap<string, string>> {
      await app.upload();
      await expect(app.uploadResult).toHaveText(result);
      const lines = await uploadLines(app, test.info().outputPath(`receipt-${receipts++}.zip`));
      return new Map(lines.map((line) => [line.sop_instance_uid, line.status]));
    }
    test('stored, then already there, then other content', async ({ page }) => {
      const app = await readyToUpload(page, site.origin, series.path, visit);
      const first = await send(app, `${files} stored, 0 refused, 0 not sent`);
      expect([...first.values()]).toEqual(Array.from({ length: files }, () => 'stored'));
      const [one, two, ...rest] = [...first.keys()];
      for (const uid of [one!, two!]) await orthanc.replaceWithAnother(uid);
      // Another address of the same server is another destination: nothing is remembered of the first upload.
      await app.destination.getByLabel('Studies URL').fill(`${proxy.origin}/dicom-web/studies/`);
      const stored = overwrites ? files : files - 2;
      const second = await send(app, `${stored} stored, ${files - stored} refused, 0 not sent`);
      for (const uid of [one!, two!]) expect(second.get(uid)).toBe(overwrites ? 'stored' : 'differs');
      for (const uid of rest) expect(second.get(uid)).toBe('already-there');
      await expect(app.destination.getByText(`${rest.length} files: The server had this file before`)).toBeVisible();
      if (!overwrites) await expect(app.destination.getByText(/2 files: The server has other content/)).toBeVisible();
    });
  });
}
