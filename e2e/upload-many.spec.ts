import { expect, test } from '@playwright/test';
import { needs } from './support/peers.ts';
import { ctSeries } from './support/series.ts';
import { startStandInIssuer } from './support/stand-in-issuer.ts';
import type { Fault } from './support/upload-proxy.ts';
import { readyToUpload, startUploadSite, uploadLines } from './support/upload-site.ts';

const files = 10_000;
const { NESCIO_VISITS } = process.env;

test('10,000 files through all that goes wrong: tokens that end, faults, no network; each is stored once', async ({
  page,
  context,
}) => {
  test.skip(NESCIO_VISITS !== 'all', 'It takes minutes: NESCIO_VISITS=all (.ci/nightly) runs it.');
  test.skip(...needs('Orthanc', 'DICOMweb', 'pydicom'));
  test.setTimeout(1_800_000);
  const issuer = await startStandInIssuer('nescio-test');
  const upload = await startUploadSite({ kind: 'endpoint', url: `${issuer.origin}/token-of-session` });
  const series = ctSeries(files);
  await page.goto(`${issuer.origin}/login`);
  const app = await readyToUpload(page, upload.site.origin, series.path, 'first', 600_000);
  const answer = (status: number): Fault => ({ kind: 'answer', status, headers: { 'Retry-After': '0' } });
  const faults: readonly Fault[] = [
    answer(503),
    { kind: 'reset' },
    answer(429),
    { kind: 'forward-and-reset' },
    answer(413),
  ];
  // Every tenth request meets one of them, and every twenty-fifth ends the token.
  const fault = (at: number): Fault =>
    at % 10 === 9 ? faults[Math.floor(at / 10) % faults.length]! : { kind: 'forward' };
  upload.proxy.script(Array.from({ length: 200 }, (_, at) => fault(at)));
  let posts = 0;
  upload.proxy.letIn((authorization, { method }) => {
    if (method === 'POST') posts += 1;
    if (method === 'POST' && posts % 25 === 0) issuer.expire();
    return issuer.isGood(authorization);
  });
  await app.upload();
  await expect(app.destination.getByText(/^[1-9],\d{3} of 10,000 files stored/)).toBeVisible({ timeout: 600_000 });
  await context.setOffline(true);
  await expect(app.destination.getByText(/The network is off/)).toBeVisible();
  await context.setOffline(false);
  await expect(app.uploadResult).toHaveText('10000 stored, 0 refused, 0 not sent', { timeout: 1_200_000 });
  const lines = await uploadLines(app, test.info().outputPath('receipt.zip'));
  expect(new Set(lines.map(({ sop_instance_uid: uid }) => uid)).size).toBe(files);
  const instances = (await (await fetch(`${upload.orthanc.url}/instances`)).json()) as readonly string[];
  expect(instances).toHaveLength(files);
  expect(issuer.given().endpoint).toBeGreaterThan(5);
  expect(issuer.faults()).toEqual([]);
  series.discard();
  await upload.stop();
  await issuer.stop();
});
