import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { temporaryFolder } from '../support/folder.ts';
import { needs } from '../support/peers.ts';
import { writeProjectKey } from '../support/project-key.ts';
import { startUploadSite, type UploadSite } from '../support/upload-site.ts';
import type { DrivenBrowser } from './driven-browser.ts';
import { inEach } from './in-each.ts';
import { until } from './processes.ts';
import { click, enabled, loadKey, openReady, status } from './whole-job.ts';

const scratch = temporaryFolder();
const keyFile = writeProjectKey(scratch.path);
test.afterAll(() => scratch.discard());

test('every browser stores the same bytes at a PACS, and the same once more after a reload changes nothing', async () => {
  test.skip(...needs('Orthanc', 'DICOMweb'));
  await inEach(storeSample, (name, found, expected) => {
    expect(Object.keys(expected.stored).length, 'files stored').toBeGreaterThan(3);
    expect(found, name).toEqual(expected);
  });
});

/** What a PACS of its own has after the sample was sent to it, by SOP Instance UID, and what the page said each time. */
type Stored = { readonly said: readonly string[]; readonly stored: Readonly<Record<string, string>> };

async function storeSample(browser: DrivenBrowser): Promise<Stored> {
  const site = await startUploadSite();
  try {
    const first = await sendSample(browser, site);
    const stored = await hashes(site);
    const second = await sendSample(browser, site);
    expect(await hashes(site), browser.name).toEqual(stored);
    return { said: [first, second], stored };
  } finally {
    await site.stop();
  }
}

async function sendSample(browser: DrivenBrowser, { site }: UploadSite): Promise<string> {
  await openReady(browser, `${site.origin}/?profile=ps315-basic&pixels=export`);
  await click(browser, 'Try sample data');
  await enabled(browser, 'De-identify');
  await loadKey(browser, keyFile);
  await click(browser, 'De-identify');
  await status(browser, 'Result');
  const upload = await until('The button Upload', () => browser.run(nameOfUpload), 60_000);
  await click(browser, upload);
  return status(browser, 'Upload result');
}

/** The button's text, which has the number of files; null while it is not there or cannot be pressed. */
function nameOfUpload(): string | null {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('button:not([disabled])')];
  const names = buttons.map((button) => button.textContent?.trim() ?? '');
  return names.find((name) => /^Upload \d/.test(name)) ?? null;
}

async function hashes({ orthanc }: UploadSite): Promise<Readonly<Record<string, string>>> {
  const files = [...(await orthanc.files())].sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(files.map(([uid, bytes]) => [uid, createHash('sha256').update(bytes).digest('hex')]));
}
