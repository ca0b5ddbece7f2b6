import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dictionary as dcmjsDictionary } from 'dcmjs/dictionary';
import { describe, expect, it } from 'vitest';
import rows from './data/dictionary.json';
import { lookUpAttribute } from './data-dictionary.ts';
import { formatTag } from './tag.ts';
import { packVr, unpackVr, type Vr } from './vr.ts';

const script = fileURLToPath(new URL('./data/regenerate-dictionary.mjs', import.meta.url));

describe('lookUpAttribute', () => {
  it.each([
    ['0010,0010', 0x00100010, 'PatientName', "Patient's Name", 'PN'],
    ['0008,0018', 0x00080018, 'SOPInstanceUID', 'SOP Instance UID', 'UI'],
    ['0008,0090', 0x00080090, 'ReferringPhysicianName', "Referring Physician's Name", 'PN'],
    ['0028,0008', 0x00280008, 'NumberOfFrames', 'Number of Frames', 'IS'],
    ['0002,0010', 0x00020010, 'TransferSyntaxUID', 'Transfer Syntax UID', 'UI'],
    ['7FE0,0010', 0x7fe00010, 'PixelData', 'Pixel Data', 'OW'],
    ['0028,0106', 0x00280106, 'SmallestImagePixelValue', 'Smallest Image Pixel Value', 'US'],
    ['0028,3006', 0x00283006, 'LUTData', 'LUT Data', 'OW'],
    ['0010,0011', 0x00100011, 'PersonNamesToUseSequence', 'Person Names to Use Sequence', 'SQ'],
  ])('gives keyword, printed name and VR of (%s)', (_, tag, keyword, name, vr) => {
    expect(lookUpAttribute(tag)).toMatchObject({ keyword, name, vr });
  });

  it.each([
    ['50xx', 0x50ee3000, 'CurveData'],
    ['60xx', 0x60023000, 'OverlayData'],
    ['7Fxx', 0x7f120010, 'VariablePixelData'],
    ['(0020,31xx)', 0x002031a4, 'SourceImageIDs'],
    ['(0028,04x0)', 0x00280470, 'RowsForNthOrderCoefficients'],
    ['(0028,08x8)', 0x00280838, 'ImageDataLocation'],
    ['(1000,xxx2)', 0x10001232, 'HuffmanTableSize'],
    ['(1010,xxxx)', 0x10104321, 'ZonalMap'],
  ])('finds the attributes of the repeating group %s', (_, tag, keyword) => {
    expect(lookUpAttribute(tag)?.keyword).toBe(keyword);
  });

  it('prefers an exact tag to a repeating group', () => {
    expect(lookUpAttribute(0x00280400)?.keyword).toBe('TransformLabel');
    expect(lookUpAttribute(0x7fe00010)?.isRetired).toBe(false);
  });

  it('knows group lengths and private creators, and no other private attribute', () => {
    expect(lookUpAttribute(0x00080000)).toMatchObject({ vr: 'UL', isRetired: true });
    expect(lookUpAttribute(0x00090010)).toMatchObject({ vr: 'LO', keyword: 'PrivateCreator' });
    expect(lookUpAttribute(0x00091001)).toBeNull();
    expect(lookUpAttribute(0x50011010)).toBeNull();
  });

  it.each([0xfffee000, 0xfffee00d, 0xfffee0dd, 0x00100099, 0x4ffe0003].map((tag) => [formatTag(tag), tag] as const))(
    'gives null for %s',
    (_, tag) => {
      expect(lookUpAttribute(tag)).toBeNull();
    },
  );

  it('marks retired attributes', () => {
    expect(lookUpAttribute(0x00101000)?.isRetired).toBe(true);
    expect(lookUpAttribute(0x00100020)?.isRetired).toBe(false);
  });
});

describe('dictionary.json', () => {
  it('is what its generator writes', () => {
    expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
  });

  it('has a VR of PS3.5 6.2, a keyword, a name and a multiplicity in every row', () => {
    for (const [vr, keyword, name, vm] of Object.values(rows as Record<string, (string | number)[]>)) {
      expect(unpackVr(packVr(vr as Vr))).toBe(vr);
      expect(keyword).toMatch(/^[A-Za-z]\w+$/);
      expect(name).toMatch(/^\S.*\S$/);
      expect(vm).toMatch(/^\d+(-(\d+|n|\d+n))?$/);
    }
  });

  it('has every attribute that dcmjs has, under the same VR but for listed amendments', () => {
    const text = readFileSync(new URL('./data/dictionary-amendments.json', import.meta.url), 'utf8');
    const amendments = JSON.parse(text) as { absent: object; attributes: Record<string, { vr?: string }> };
    let compared = 0;
    for (const [written, { vr }] of Object.entries(dcmjsDictionary)) {
      const tag = /^\(([0-9A-F]{4}),([0-9A-F]{4})\)$/.exec(written);
      const id = `${tag?.[1]}${tag?.[2]}`;
      if (!tag || vr === 'na' || id in amendments.absent || amendments.attributes[id]?.vr) continue;
      const settled = { xs: 'US', lt: 'OW', ox: 'OW', up: 'UL' }[vr] ?? vr;
      expect([written, lookUpAttribute(Number.parseInt(id, 16))?.vr]).toEqual([written, settled]);
      compared++;
    }
    expect(compared).toBeGreaterThan(5000);
  });
});
