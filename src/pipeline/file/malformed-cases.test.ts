import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { optionTexts } from '../../profile/describe-options.ts';
import { allCases, casesOf } from '../../testing/cases.ts';
import { ctSlice, planted } from '../../testing/ct-slice.ts';
import { deidentifyBytes } from '../../testing/deidentify-bytes.ts';
import { createEngine } from '../contracts/engine.ts';
import { deidentifyFile } from './deidentify-file.ts';

const engine = createEngine(
  { profile: createProfile('ps315-basic'), projectKey: new Uint8Array(32).fill(7), patients: null },
  () => undefined,
);

function outcomeOf(bytes: Uint8Array) {
  const content = { kind: 'plain', blob: new Blob([bytes as BlobPart]), lastModifiedMs: 0 } as const;
  return deidentifyFile({ input: { id: 0, path: 'IM1', content }, release: null }, engine);
}

describe('malformed files', () => {
  it.runIf(allCases.length > 0)('are each read with a finding, or refused with the way out', async () => {
    for (const { file, expect: right, read } of casesOf('malformed')) {
      const outcome = await outcomeOf(read());
      const isRefused = outcome.kind === 'failed' && /Export the file again/.test(outcome.reason);
      const isRead = outcome.kind === 'deidentified' && outcome.findings.length > 0;
      expect(isRead || (isRefused && right.includes('refused')), `${file}: ${JSON.stringify(outcome)}`).toBe(true);
    }
  });

  it.each(['PN', 'LO', 'DA'])(
    'that leave the VR %s open lose what they say of the patient all the same',
    async (vr) => {
      const bytes = Buffer.from(ctSlice());
      let opened = 0;
      for (let at = bytes.indexOf(vr, 300, 'latin1'); at >= 0; at = bytes.indexOf(vr, at + 1, 'latin1')) {
        // Tags of groups 0008 to 0020 in little endian stand before the VR.
        if (bytes[at - 3] !== 0 || bytes[at + 3] !== 0) continue;
        bytes.fill(0x3f, at, at + 2);
        opened += 1;
      }
      expect(opened).toBeGreaterThan(0);
      const outcome = await outcomeOf(bytes);
      expect(outcome).toMatchObject({ kind: 'deidentified', findings: [{ code: 'unstated-vr' }] });
      const { bytes: output, checked } = deidentifyBytes(bytes);
      expect(checked.holds).toEqual([]);
      for (const secret of [planted.name, planted.id, planted.institution, '20240131']) {
        expect(Buffer.from(output).includes(secret)).toBe(false);
      }
    },
  );
});

describe('what the switch of Clean Graphics says of overlays', () => {
  const overlay = [
    { tag: 0x60000010, vr: 'US', values: [16] },
    { tag: 0x60000011, vr: 'US', values: [16] },
    { tag: 0x60000022, vr: 'LO', values: ['ROI A'] },
    { tag: 0x60003000, vr: 'OW', bytes: new Uint8Array(32).fill(9) },
  ] as const;
  const files: readonly (readonly [string, Uint8Array])[] = [
    ...casesOf('words-of-the-page').map(({ file, read }) => [file, read()] as const),
    ['an overlay with a text', ctSlice({ extra: overlay })],
    ['an overlay without', ctSlice({ extra: overlay.filter(({ tag }) => tag !== 0x60000022) })],
    ['a curve', ctSlice({ extra: [{ tag: 0x50003000, vr: 'OW', bytes: new Uint8Array(8).fill(5) }] })],
  ];

  it.each(files)('is true of %s', (_, file) => {
    const { output } = deidentifyBytes(file, { options: ['cleanGraphics'] });
    const groups = Array.from(output.elements.tags.subarray(0, output.elements.count), (tag) => tag >>> 24);
    expect(groups.some((group) => group === 0x60 || group === 0x50)).toBe(false);
    expect(optionTexts.cleanGraphics.consequence).toMatch(/overlays and curves go/);
  });
});
