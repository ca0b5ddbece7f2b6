import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCsa, type CsaDescription } from '../../../testing/build-csa.ts';
import { buildDataset } from '../../../testing/build-dataset.ts';
import { hasTool } from '../../../testing/has-tool.ts';
import { cleanCsa } from './clean-csa.ts';
import { fieldRules, protocolRules } from './kept-values.ts';
import { csaText, readCsa } from './read-csa.ts';

const patient = buildDataset([
  { tag: 0x00080050, vr: 'SH', values: ['7734421'] },
  { tag: 0x00100010, vr: 'PN', values: ['Hea^Zquimper'] },
  { tag: 0x00100020, vr: 'LO', values: ['552817'] },
  { tag: 0x00100030, vr: 'DA', values: ['19640302'] },
]);
const nobody = buildDataset([{ tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.4'] }]);

/** Names and values of a header; null when it went whole. */
function cleaned(bytes: Uint8Array, dataset = nobody): Readonly<Record<string, readonly string[]>> | null {
  const made = cleanCsa(bytes, dataset);
  if (made === null) return null;
  return Object.fromEntries((readCsa(made) ?? []).map(({ name, items }) => [name, items.map(csaText)]));
}

const protocol = [
  '<XProtocol> { <ParamString."PatientName"> { "Zquimper" } }',
  '### ASCCONV BEGIN object=MrProtDataImpl ###',
  'tProtocolName = ""Zquimper""',
  'sKSpace.lBaseResolution\t = \t64',
  'sKSpace.ucPhasePartialFourier = 0x10',
  'sGRADSPEC.alShimCurrent[0]\t = \t-142 # Zquimper',
  'alTE[0] = 30000',
  'alTE[Zquimper] = 1',
  'sKSpace.lPartitions = Zquimper',
  'sSliceArray.lSize = 19640302',
  'asCoilSelectMeas[0].asList[0].sCoilElementID.tCoilID = ""Head_32""',
  'asCoilSelectMeas[0].asList[1].sCoilElementID.tCoilID = ""Zquimper""',
  'sWipMemBlock.tFree = ""Zquimper""',
  '### ASCCONV END ###" Zquimper',
].join('\n');

const usual: readonly CsaDescription[] = [
  { name: 'EchoLinePosition', values: ['32      '] },
  { name: 'UsedPatientWeight', values: ['81'] },
  { name: 'SliceNormalVector', vr: 'FD', values: ['0.00000000', '-0.15988136', '-0.98713624'] },
  { name: 'MosaicRefAcqTimes', vr: 'FD', values: ['0.0', '67.5', '135.00000001'] },
  { name: 'ImaCoilString', vr: 'LO', values: ['HEA;HEP'] },
  { name: 'MrPhoenixProtocol', vr: 'UN', values: [protocol] },
  { name: 'Zquimper', vr: 'LO', values: ['Zquimper'] },
];

describe('a CSA header', () => {
  it.each([true, false])('is made anew of its listed fields (SV10: %s)', (isLater) => {
    expect(cleaned(buildCsa(usual, { isLater }))).toEqual({
      EchoLinePosition: ['32'],
      SliceNormalVector: ['0.00000000', '-0.15988136', '-0.98713624'],
      MosaicRefAcqTimes: ['0.00000000', '67.50000000', '135.00000001'],
      ImaCoilString: ['HEA;HEP'],
      MrPhoenixProtocol: [
        [
          '### ASCCONV BEGIN ###',
          'sKSpace.lBaseResolution\t = \t64',
          'sKSpace.ucPhasePartialFourier\t = \t0x10',
          'sGRADSPEC.alShimCurrent[0]\t = \t-142',
          'alTE[0]\t = \t30000',
          'sCoilSelectMeas.aRxCoilSelectData[0].asList[0].sCoilElementID.tCoilID\t = \t""Head_32""',
          '### ASCCONV END ###',
        ].join('\n'),
      ],
    });
  });

  it('is the same whatever stood between its values', () => {
    const [one, other] = [0, 0x51].map((filler) => cleanCsa(buildCsa(usual, { filler }), nobody));
    expect(one).toEqual(other);
    expect(cleanCsa(buildCsa(usual, { isLater: false }), nobody)).toEqual(one);
  });

  it('is the same when it is made anew once more', () => {
    const once = cleanCsa(buildCsa(usual), nobody)!;
    expect(cleanCsa(once, nobody)).toEqual(once);
  });

  it('loses a field whole when one of its values may not stay', () => {
    const fields = (name: string, ...values: readonly string[]) =>
      cleaned(buildCsa([...usual.slice(0, 1), { name, values }]));
    expect(fields('SliceNormalVector', '0', '1', 'Zquimper')).toEqual({ EchoLinePosition: ['32'] });
    expect(fields('B_value', '1000.5')).toEqual({ EchoLinePosition: ['32'] });
    expect(fields('B_value', '19640302')).toEqual({ EchoLinePosition: ['32'] });
    expect(fields('ImaCoilString', 'Zquimper')).toEqual({ EchoLinePosition: ['32'] });
  });

  it('goes whole when nothing of it stays', () => {
    expect(cleaned(buildCsa(usual.slice(1, 2)))).toBeNull();
  });

  it.each([
    ['no bytes', new Uint8Array(0)],
    ['text', new TextEncoder().encode('Zquimper '.repeat(40))],
    ['too many tags', buildCsa(Array.from({ length: 129 }, (_, n) => ({ name: `B_value${n}`, values: ['1'] })))],
    ['a cut header', buildCsa(usual).subarray(0, -300)],
  ])('goes whole when it cannot be read: %s', (_, bytes) => {
    expect(cleaned(bytes)).toBeNull();
  });
});

/** The layout that nibabel's reader of CSA headers demands, told again from its documentation. */
const layout = `
import struct, sys
b = sys.stdin.buffer.read()
assert b[:4] == b'SV10' and b[4:8] == b'\\4\\3\\2\\1'
n, mark = struct.unpack('<II', b[8:16]); at = 16
assert 1 <= n <= 128 and mark == 77
for _ in range(n):
    name, vm, vr, _, items, mark = struct.unpack('<64si4siii', b[at:at + 84]); at += 84
    assert mark in (77, 205) and name.rstrip(b'\\0').isascii() and b'\\0' not in name.rstrip(b'\\0')
    for item in range(items):
        x = struct.unpack('<4i', b[at:at + 16]); at += 16
        assert x[2] in (77, 205) and at + x[1] <= len(b)
        value = b[at:at + x[1]]
        assert (item < vm) == (len(value) > 0) and value[-1:] in (b'', b'\\0') and b'\\0' not in value[:-1]
        assert not any(b[at + x[1]:at + (x[1] + 3) // 4 * 4]); at += (x[1] + 3) // 4 * 4
assert at == len(b)
`;

it.skipIf(!hasTool('python3'))('has the layout that readers demand, without a byte in between', () => {
  execFileSync('python3', ['-c', layout], { input: cleanCsa(buildCsa(usual), nobody)! });
});

describe('identifiers in a CSA header', () => {
  const texts = ['Zquimper', '552817', '19640302', '1964-03-02', '7734421', 'HEA^ZQUIMPER', '0.552817e6', '0x86f71'];

  it('leave in none of its fields', () => {
    let planted = 0;
    const rules = [...fieldRules.keys(), 'Zquimper', 'UsedPatientWeight', 'PatReinPattern'];
    for (const name of rules) {
      for (const text of texts) {
        for (const isLater of [true, false]) {
          const made = cleanCsa(
            buildCsa(
              [
                { name: 'EchoLinePosition', values: ['32'] },
                { name, values: [text, text, text] },
              ],
              { isLater },
            ),
            patient,
          );
          planted++;
          expect(identifying(made), `${name} ${planted}`).toEqual([]);
        }
      }
    }
    expect(planted).toBeGreaterThan(1000);
  });

  it('leave in no line of its protocol', () => {
    for (const key of [
      ...protocolRules.keys(),
      'tProtocolName',
      'sCoilElementID.tCoilID',
      'a.sCoilElementID.tCoilID',
      'sCoilSelectMeas.sCoilStringForConversion',
    ]) {
      for (const text of texts) {
        const line = `${key.replaceAll('[]', '[0]')} = ${text.includes('Z') ? `""${text}""` : text}`;
        const values = [`### ASCCONV BEGIN ###\nalTE[1] = 5\n${line}\n${line} # ${text}\n### ASCCONV END ###`];
        const made = cleanCsa(buildCsa([{ name: 'MrPhoenixProtocol', vr: 'UN', values }]), patient);
        expect(identifying(made), key).toEqual([]);
      }
    }
  });

  it('keep a coil that is called like the patient away', () => {
    expect(cleaned(buildCsa(usual), patient)).not.toHaveProperty('ImaCoilString');
  });

  function identifying(made: Uint8Array | null): readonly string[] {
    const left = new TextDecoder('latin1').decode(made ?? new Uint8Array(0)).toLowerCase();
    return texts.filter((text) => left.includes(text.toLowerCase()));
  }
});

describe('crafted CSA headers', () => {
  it('never throw, and never let a text through that no form has', () => {
    const base = buildCsa(usual);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { maxLength: 12 }),
        fc.nat(base.length),
        fc.boolean(),
        (changes, length, isCut) => {
          const bytes = base.slice(0, isCut ? length : base.length);
          for (const [at, value] of changes) bytes[at] = value;
          const made = cleanCsa(bytes, nobody);
          expect(new TextDecoder('latin1').decode(made ?? new Uint8Array(0))).not.toContain('quimper');
          if (made !== null) expect(cleanCsa(made, nobody)).toEqual(made);
        },
      ),
      { numRuns: Number(process.env['FUZZ_COUNT'] ?? 3000) },
    );
  });

  it('take no more steps than they have bytes: lengths and counts that are made up end the reading', () => {
    const bytes = buildCsa(usual);
    new DataView(bytes.buffer).setUint32(16 + 76, 0xffffffff, true);
    expect(readCsa(bytes)).toBeNull();
    const long = buildCsa(usual);
    new DataView(long.buffer).setUint32(16 + 84 + 4, 0x7fffffff, true);
    expect(readCsa(long)).toBeNull();
  });
});
