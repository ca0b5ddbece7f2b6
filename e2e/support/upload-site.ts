import type { Page } from '@playwright/test';
import JSZip from 'jszip';
import { uploadColumns } from '../../src/report/uploads-csv.ts';
import { type AnonymizerPage, anonymizerPage, withoutSavePicker } from '../anonymizer-page.ts';
import { parseCsv } from './csv.ts';
import { type DeployedPage, serveDeployment } from './deployed-page.ts';
import { type Orthanc, startOrthanc } from './orthanc.ts';
import { startUploadProxy, type UploadProxy } from './upload-proxy.ts';
import { untilControlled, type Visit, visitPage } from './visits.ts';

/** A page whose one destination is a real Orthanc, behind a proxy that does as it is told. */
export type UploadSite = {
  readonly orthanc: Orthanc;
  readonly proxy: UploadProxy;
  readonly site: DeployedPage;
  readonly stop: () => Promise<void>;
};

/** @param credentials who gives the token, as a deployment says it; without, nobody signs in */
export async function startUploadSite(credentials?: object): Promise<UploadSite> {
  const orthanc = await startOrthanc();
  const proxy = await startUploadProxy(orthanc.url);
  const url = `${proxy.origin}/dicom-web/studies`;
  const signIn = credentials === undefined ? { signIn: 'none' } : { credentials };
  const site = await serveDeployment({ destinations: [{ kind: 'stow-rs', name: 'Test PACS', url, ...signIn }] });
  const stop = async () => {
    await site.stop();
    await proxy.stop();
    await orthanc.stop();
  };
  return { orthanc, proxy, site, stop };
}

/** Opens the page, adds a folder and de-identifies it: all that comes before Upload. The service worker is there by then. */
export async function readyToUpload(
  page: Page,
  origin: string,
  folder: string,
  visit: Visit,
  timeoutMs = 120_000,
): Promise<AnonymizerPage> {
  await withoutSavePicker(page);
  const app = anonymizerPage(page);
  await visitPage(page, `${origin}/?profile=ps315-basic&pixels=export`, visit);
  await app.drop(folder);
  await app.waitUntilScanned(timeoutMs);
  await app.deidentify(timeoutMs);
  await untilControlled(page);
  return app;
}

/** Lines of `uploads.csv` in the receipt. */
export async function uploadLines(app: AnonymizerPage, target: string) {
  const receipt = await JSZip.loadAsync(await app.saveReceipt(target));
  return parseCsv(await receipt.file('uploads.csv')!.async('string'), uploadColumns);
}
