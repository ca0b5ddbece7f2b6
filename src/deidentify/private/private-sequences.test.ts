import { describe, expect, it } from 'vitest';
import { attributePath, findElement } from '../../dicom/dataset-access.ts';
import { explicitVrLittleEndianUid, implicitVrLittleEndianUid } from '../../dicom/transfer-syntax.ts';
import { readText } from '../../dicom/value-codec.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { deidentifyBytes } from '../../testing/deidentify-bytes.ts';
import { creator, privateIn, runPrivate as run, siemensMr } from '../../testing/run-private.ts';

describe('private sequences', () => {
  const inside: readonly ElementDescription[] = [
    { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
    { tag: 0x00100020, vr: 'LO', values: ['PAT-4711'] },
    { tag: 0x00280010, vr: 'US', values: [4] },
    creator(0x20010010, 'Philips Imaging DD 001'),
    { tag: 0x20011003, vr: 'FL', values: [1000] },
    { tag: 0x200110f0, vr: 'LO', values: ['Jane'] },
    { tag: 0x7fe00010, vr: 'OW', bytes: new Uint8Array(4) },
  ];

  it.each(['SQ', 'UN'] as const)('enters a known one: rules for the standard, the list for the private (%s)', (vr) => {
    const { output, plan } = run([
      creator(0x20010010, 'Philips Imaging DD 001'),
      { tag: 0x2001105f, vr, items: [inside] },
    ]);
    const paths = privateIn(output);
    expect(paths).toEqual(['(2001,0010)', '(2001,105F)', '(2001,105F)[0].(2001,0010)', '(2001,105F)[0].(2001,1003)']);
    const nested = plan.changes.filter(({ element }) => attributePath(output, 0) !== '' && element > 0);
    expect(nested.find(({ tag, effect }) => tag === 0x7fe00010 && effect === 'removed')).toBeDefined();
    const all = Array.from({ length: output.elements.count }, (_, element) => attributePath(output, element));
    expect(all).toContain('(2001,105F)[0].(0028,0010)');
    const id = all.indexOf('(2001,105F)[0].(0010,0020)');
    expect(readText(output, id)).toEqual(readText(output, findElement(output, 0x00100020)));
  });

  it.each([explicitVrLittleEndianUid, implicitVrLittleEndianUid])(
    'enters one that is not known, for the private elements in it that stay and nothing else (%s)',
    (transferSyntaxUid) => {
      const { output, checked } = run(
        [
          creator(0x20050010, 'Philips MR Imaging DD 005'),
          { tag: 0x20051070, vr: 'SQ', items: [inside, [{ tag: 0x00280010, vr: 'US', values: [4] }]] },
        ],
        { transferSyntaxUid },
      );
      const all = Array.from({ length: output.elements.count }, (_, element) => attributePath(output, element));
      expect(all.filter((path) => path.startsWith('(2005,'))).toEqual([
        '(2005,0010)',
        '(2005,1070)',
        '(2005,1070)[0]',
        '(2005,1070)[0].(2001,0010)',
        '(2005,1070)[0].(2001,1003)',
        '(2005,1070)[1]',
      ]);
      expect(checked.holds).toEqual([]);
    },
  );

  it('goes through sequences of the standard to what stays, and removes those that lead nowhere', () => {
    const { output } = run([
      creator(0x20050010, 'Philips MR Imaging DD 005'),
      {
        tag: 0x20051070,
        vr: 'SQ',
        items: [
          [
            { tag: 0x00081140, vr: 'SQ', items: [[{ tag: 0x00080100, vr: 'SH', values: ['A'] }]] },
            { tag: 0x00289110, vr: 'SQ', items: [[...siemensMr(0x10), { tag: 0x00280030, vr: 'DS', values: ['1'] }]] },
          ],
        ],
      },
    ]);
    const all = Array.from({ length: output.elements.count }, (_, element) => attributePath(output, element));
    expect(all.filter((path) => path.startsWith('(2005,1070)[0].'))).toEqual([
      '(2005,1070)[0].(0028,9110)',
      '(2005,1070)[0].(0028,9110)[0]',
      '(2005,1070)[0].(0028,9110)[0].(0019,0010)',
      '(2005,1070)[0].(0028,9110)[0].(0019,100C)',
      '(2005,1070)[0].(0028,9110)[0].(0019,100E)',
    ]);
  });

  it('removes one that is not known whole when nothing in it stays', () => {
    const nothing = inside.filter(({ tag }) => tag !== 0x20011003);
    const { output } = run([
      creator(0x20050010, 'Philips MR Imaging DD 005'),
      { tag: 0x20051070, vr: 'SQ', items: [nothing] },
    ]);
    expect(privateIn(output)).toEqual([]);
  });

  it.each([explicitVrLittleEndianUid, implicitVrLittleEndianUid])(
    'puts a dummy in place of the creator that nobody knows (%s)',
    (transferSyntaxUid) => {
      const elements = [creator(0x00470010, 'QUIMPER CLINIC'), { tag: 0x00471070, vr: 'SQ', items: [inside] } as const];
      const first = run(elements, { transferSyntaxUid });
      expect(readText(first.output, findElement(first.output, 0x00470010))).toEqual(['REMOVED']);
      expect(first.checked.holds).toEqual([]);
      const second = deidentifyBytes(first.bytes, { options: ['retainSafePrivate'] });
      expect(privateIn(second.output)).toEqual(privateIn(first.output));
    },
  );

  it('keeps standard elements in a sequence that an own rule keeps', () => {
    const { output } = run([creator(0x00470010, 'ACME'), { tag: 0x00471070, vr: 'SQ', items: [inside] }], {
      profile: { ownRules: [{ selector: { kind: 'private-creator', creator: 'ACME' }, decision: { kind: 'keep' } }] },
    });
    const all = Array.from({ length: output.elements.count }, (_, element) => attributePath(output, element));
    expect(all).toContain('(0047,1070)[0].(0028,0010)');
  });

  it('keeps nothing private inside a sequence of dummies', () => {
    // Referenced Image Sequence is kept; Content Sequence (0040,A730) is D.
    const { output } = run([{ tag: 0x0040a730, vr: 'SQ', items: [inside] }]);
    expect(privateIn(output)).toEqual([]);
  });
});
