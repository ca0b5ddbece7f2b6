import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gunzipBounded, gzipBytes } from '../../../dicom/gzip-bounded.ts';
import { joinBytes } from '../../../dicom/join-bytes.ts';
import { buildDataset } from '../../../testing/build-dataset.ts';
import { cleanProtocolBlock } from './clean-protocol-block.ts';
import { cleanUserData } from './clean-user-data.ts';

const dataset = buildDataset([
  { tag: 0x00100010, vr: 'PN', values: ['Epi^Zquimper'] },
  { tag: 0x00100020, vr: 'LO', values: ['55281'] },
]);
const nobody = buildDataset([{ tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.4'] }]);

function blockOf(text: string): Uint8Array {
  const packed = gzipBytes(new TextEncoder().encode(text));
  const head = new Uint8Array(4);
  new DataView(head.buffer).setUint32(0, packed.length, true);
  return joinBytes([head, packed, new Uint8Array(2)]);
}

function textOf(block: Uint8Array | null): string | null {
  const inflated = block === null ? null : gunzipBounded(block.subarray(4), 100_000);
  return inflated === null ? null : new TextDecoder().decode(inflated);
}

describe('the protocol block of GE', () => {
  const lines = [
    'SEDESC "Zquimper knee"',
    'SLICEORDER "1"',
    'set VIEWORDER "0"',
    'NOSLC "15"',
    'TR "5000.0"',
    'DELACQ "Minimum"',
    'PHASEDELAYS1 "Zquimper"',
    'IOPT "EPI, FMRI"',
    'IMODE "Zquimper"',
    'PDGMUID "1.2.3"',
    'NECHO "55281"',
  ];

  it('keeps the listed lines alone', () => {
    expect(textOf(cleanProtocolBlock(blockOf(lines.join('\n')), nobody))).toBe(
      'SLICEORDER "1"\nVIEWORDER "0"\nNOSLC "15"\nTR "5000.0"\nDELACQ "Minimum"\nIOPT "EPI, FMRI"\nNECHO "55281"\n',
    );
  });

  it('keeps nothing that is this patient', () => {
    expect(textOf(cleanProtocolBlock(blockOf(lines.join('\n')), dataset))).toBe(
      'SLICEORDER "1"\nVIEWORDER "0"\nNOSLC "15"\nTR "5000.0"\nDELACQ "Minimum"\n',
    );
  });

  it.each([
    ['no stream', new Uint8Array(400)],
    ['a length that is not there', blockOf('TR "1"').fill(0xff, 0, 4)],
    ['XML', blockOf('<?xml version="1.0"?><p>Zquimper</p>')],
    ['more than there may be', blockOf(`TR "1"\n${'x'.repeat(300 * 1024)}`)],
    ['a cut stream', blockOf(lines.join('\n')).subarray(0, 60)],
  ])('goes whole for %s', (_, bytes) => {
    expect(cleanProtocolBlock(bytes, nobody)).toBeNull();
  });

  it('never throws and lets no text through', () => {
    const base = blockOf(lines.join('\n'));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { maxLength: 8 }), (changes) => {
        const bytes = base.slice();
        for (const [at, value] of changes) bytes[at] = value;
        expect(textOf(cleanProtocolBlock(bytes, nobody)) ?? '').not.toContain('quimper');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the user-defined data of GE', () => {
  function userData(version: number, order = 2): Uint8Array {
    const bytes = new Uint8Array(4000).fill(0x5a);
    const view = new DataView(bytes.buffer);
    const header = 100;
    const at = version >= 25.002 ? { flags: 0x4c, order: 0x4c + 0x394 - 0x8c } : { flags: 0, order: 0x394 };
    view.setUint16(24, header, true);
    view.setFloat32(header, version, true);
    view.setUint16(header + at.flags + 0x3a, 0xffff, true);
    view.setUint16(header + at.flags + 0x30, 0xffff, true);
    view.setUint16(header + at.order, order, true);
    return bytes;
  }

  it.each([14, 26.002])('is three flags in zeros (version %d)', (version) => {
    const made = cleanUserData(userData(version))!;
    const set = [...made.entries()].filter(([, byte]) => byte !== 0).map(([at]) => at);
    expect(set.length).toBeLessThanOrEqual(8);
    expect(cleanUserData(made)).toEqual(made);
  });

  it.each([
    ['too short', new Uint8Array(100)],
    ['zeros', new Uint8Array(2000)],
    ['text', new TextEncoder().encode('Zquimper '.repeat(400))],
    ['an order that is none', userData(14, 0x5a5a)],
  ])('goes whole for %s', (_, bytes) => {
    expect(cleanUserData(bytes)).toBeNull();
  });
});
