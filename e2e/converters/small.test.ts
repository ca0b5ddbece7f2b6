import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ElementDescription } from '../../src/dicom/write-dataset.ts';
import type { OptionName } from '../../src/profile/profile.ts';
import { buildCsa } from '../../src/testing/build-csa.ts';
import { buildFile } from '../../src/testing/build-dataset.ts';
import { deidentifyBytes } from '../../src/testing/deidentify-bytes.ts';
import { hasTool } from '../../src/testing/has-tool.ts';
import { differences } from './compare.ts';
import { convert } from './convert.ts';
import { allSeries, convertersFolder, deidentifySeries, hasConverters, purposes } from './series.ts';

const hasConverter = hasTool('dcm2niix');
const folder = mkdtempSync(join(tmpdir(), 'nescio-converters-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Three slices of four in a square, by what Siemens writes; the CSA header says that they were stored in reverse. */
const mosaic: readonly ElementDescription[] = [
  { tag: 0x00080008, vr: 'CS', values: ['ORIGINAL', 'PRIMARY', 'M', 'ND', 'MOSAIC'] },
  { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.4'] },
  { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
  { tag: 0x00080020, vr: 'DA', values: ['20230917'] },
  { tag: 0x00080030, vr: 'TM', values: ['101500'] },
  { tag: 0x00080060, vr: 'CS', values: ['MR'] },
  { tag: 0x00080070, vr: 'LO', values: ['SIEMENS'] },
  { tag: 0x00100010, vr: 'PN', values: ['Zquimper^Anna'] },
  { tag: 0x00100020, vr: 'LO', values: ['PAT-4711'] },
  { tag: 0x00180050, vr: 'DS', values: ['3'] },
  { tag: 0x00180080, vr: 'DS', values: ['2000'] },
  { tag: 0x00180081, vr: 'DS', values: ['30'] },
  { tag: 0x00180088, vr: 'DS', values: ['3'] },
  { tag: 0x0020000d, vr: 'UI', values: ['1.2.999.2'] },
  { tag: 0x0020000e, vr: 'UI', values: ['1.2.999.3'] },
  { tag: 0x00200011, vr: 'IS', values: ['7'] },
  { tag: 0x00200012, vr: 'IS', values: ['1'] },
  { tag: 0x00200013, vr: 'IS', values: ['1'] },
  { tag: 0x00200032, vr: 'DS', values: ['-16', '-16', '0'] },
  { tag: 0x00200037, vr: 'DS', values: ['1', '0', '0', '0', '1', '0'] },
  { tag: 0x00280002, vr: 'US', values: [1] },
  { tag: 0x00280004, vr: 'CS', values: ['MONOCHROME2'] },
  { tag: 0x00280010, vr: 'US', values: [32] },
  { tag: 0x00280011, vr: 'US', values: [32] },
  { tag: 0x00280030, vr: 'DS', values: ['2', '2'] },
  { tag: 0x00280100, vr: 'US', values: [16] },
  { tag: 0x00280101, vr: 'US', values: [12] },
  { tag: 0x00280102, vr: 'US', values: [11] },
  { tag: 0x00280103, vr: 'US', values: [0] },
  { tag: 0x00290010, vr: 'LO', values: ['SIEMENS CSA HEADER'] },
  {
    tag: 0x00291010,
    vr: 'OB',
    bytes: buildCsa([
      { name: 'NumberOfImagesInMosaic', vr: 'US', values: ['3'] },
      { name: 'UsedChannelString', vr: 'UT', values: ['Zquimper'] },
      { name: 'PhaseEncodingDirectionPositive', values: ['1'] },
      { name: 'SliceNormalVector', vr: 'FD', values: ['0.00000000', '0.00000000', '-1.00000000'] },
      { name: 'BandwidthPerPixelPhaseEncode', vr: 'FD', values: ['31.25000000'] },
      { name: 'MosaicRefAcqTimes', vr: 'FD', values: ['0.00000000', '500.00000000', '1000.00000000'] },
    ]),
  },
  {
    tag: 0x7fe00010,
    vr: 'OW',
    bytes: Uint8Array.from({ length: 32 * 32 * 2 }, (_, n) => (n % 2 === 0 ? (n * 7) % 251 : 0)),
  },
];

describe.skipIf(!hasConverter)('dcm2niix over a mosaic made by code', () => {
  const write = (name: string, bytes: Uint8Array) => {
    const inputs = mkdtempSync(join(folder, name));
    writeFileSync(join(inputs, 'image.dcm'), bytes);
    return convert(inputs, join(inputs, 'converted'));
  };
  const file = buildFile(mosaic);
  const deidentified = (options: readonly OptionName[]) => write('after-', deidentifyBytes(file, { options }).bytes);

  it('takes it apart alike after Retain Safe Private, and otherwise without', () => {
    const before = write('before-', file);
    expect([...before.values()][0]?.image.readInt16LE(46)).toBe(3);
    expect(differences(before, deidentified(['retainSafePrivate']))).toEqual([]);
    expect(differences(before, deidentified([]))).toContain('voxels');
  });
});

/** One of each kind that is small. */
const small = [
  'mosaic/In/ep2d_Int_HF_5',
  'nih/In/20180918Si/mr_0003',
  'nih/In/20180918GE/mr_0004',
  'uih/In/DTI_134434/dti_tra_dir16_AP_SaveBySlc__140028',
];

describe.skipIf(!hasConverters || !hasConverter)('dcm2niix before and after', () => {
  it.each(allSeries.filter((series) => small.includes(series.folder)))(
    'gives the same of $folder, names and dates aside',
    (series) => {
      const before = convert(join(convertersFolder, series.folder), mkdtempSync(join(folder, 'before-')));
      const files = mkdtempSync(join(folder, 'files-'));
      deidentifySeries(series, purposes.find(({ name }) => name === 'neuroimaging')!, files);
      expect(before.size).toBeGreaterThan(0);
      expect(differences(before, convert(files, mkdtempSync(join(folder, 'after-'))))).toEqual([]);
    },
    60_000,
  );
});
