import { describe, expect, it } from 'vitest';
import { findElement, valueBytes } from '../../dicom/dataset-access.ts';
import { explicitVrLittleEndianUid, implicitVrLittleEndianUid } from '../../dicom/transfer-syntax.ts';
import { buildCsa } from '../../testing/build-csa.ts';
import { creator, privateIn, runPrivate } from '../../testing/run-private.ts';
import { csaText, readCsa } from './csa/read-csa.ts';

const image = buildCsa([
  { name: 'NumberOfImagesInMosaic', vr: 'US', values: ['40'] },
  { name: 'UsedChannelString', vr: 'UT', values: ['Quimper'] },
]);
const elements = [
  creator(0x00290010, 'SIEMENS CSA HEADER'),
  { tag: 0x00291008, vr: 'CS', values: ['IMAGE NUM 4'] },
  { tag: 0x00291010, vr: 'OB', bytes: image },
  { tag: 0x00291020, vr: 'OB', bytes: new TextEncoder().encode('Quimper 1937') },
] as const;

describe('Siemens headers under Retain Safe Private', () => {
  it.each([explicitVrLittleEndianUid, implicitVrLittleEndianUid])(
    'are made anew, and go whole where they cannot be read (%s)',
    (transferSyntaxUid) => {
      const { output, plan, checked, bytes } = runPrivate(elements, { transferSyntaxUid });
      expect(privateIn(output)).toEqual(['(0029,0010)', '(0029,1010)']);
      const made = readCsa(valueBytes(output, findElement(output, 0x00291010))!);
      expect(made?.map(({ name, items }) => [name, items.map(csaText)])).toEqual([['NumberOfImagesInMosaic', ['40']]]);
      expect(plan.changes.find(({ tag }) => tag === 0x00291010)).toMatchObject({ action: 'C', effect: 'replaced' });
      expect(plan.changes.find(({ tag }) => tag === 0x00291020)).toMatchObject({ action: 'X', effect: 'removed' });
      expect(checked.holds).toEqual([]);
      expect(new TextDecoder('latin1').decode(bytes)).not.toContain('Quimper');
    },
  );

  it('are not those of the file before, of another patient', () => {
    const coil = [
      elements[0],
      { tag: 0x00291010, vr: 'OB', bytes: buildCsa([{ name: 'ImaCoilString', vr: 'LO', values: ['HEA;HEP'] }]) },
    ] as const;
    const kept = (name: string) =>
      privateIn(runPrivate([{ tag: 0x00100010, vr: 'PN', values: [name] }, ...coil]).output);
    expect(['Doe^Jane', 'Hea^Jane', 'Doe^Jane'].map((name) => kept(name).length)).toEqual([2, 0, 2]);
  });

  it('go whole without the option', () => {
    expect(privateIn(runPrivate(elements, { options: [] }).output)).toEqual([]);
  });

  it('go whole when the file calls them identifying', () => {
    const declared = [
      { tag: 0x00080301, vr: 'US', values: [0x0029] },
      { tag: 0x00080302, vr: 'LO', values: ['SIEMENS CSA HEADER'] },
      { tag: 0x00080303, vr: 'CS', values: ['MIXED'] },
    ] as const;
    const { output } = runPrivate([{ tag: 0x00080300, vr: 'SQ', items: [declared] }, ...elements]);
    expect(privateIn(output)).toEqual([]);
  });

  it('of XA are protocols in a sequence of each series, and keep the listed lines', () => {
    const protocol =
      '<XProtocol> { Quimper }\n### ASCCONV BEGIN ###\nalTE[0] = 30000\ntFree = ""Quimper""\n### ASCCONV END ###';
    const { output } = runPrivate([
      creator(0x00210010, 'SIEMENS MR SDS 01'),
      {
        tag: 0x002110fe,
        vr: 'SQ',
        items: [
          [
            creator(0x00210010, 'SIEMENS MR SDS 01'),
            { tag: 0x00211019, vr: 'OB', bytes: new TextEncoder().encode(protocol) },
          ],
        ],
      },
    ]);
    const at = output.elements.tags.subarray(0, output.elements.count).indexOf(0x00211019);
    expect(csaText(valueBytes(output, at)!)).toBe(
      '<XProtocol>\n### ASCCONV BEGIN ###\nalTE[0]\t = \t30000\n### ASCCONV END ###',
    );
  });
});
