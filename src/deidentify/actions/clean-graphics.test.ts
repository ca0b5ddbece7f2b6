import { describe, expect, it } from 'vitest';
import { readText } from '../../dicom/value-codec.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { buildFile } from '../../testing/build-dataset.ts';
import { deidentifyBytes, type TestRun } from '../../testing/deidentify-bytes.ts';

const annotated: readonly ElementDescription[] = [
  { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.11.1'] },
  { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
  {
    tag: 0x00700001,
    vr: 'SQ',
    items: [
      [
        { tag: 0x00700002, vr: 'CS', values: ['LAYER1'] },
        { tag: 0x00700008, vr: 'SQ', items: [[{ tag: 0x00700006, vr: 'ST', values: ['left lung, Jane Roe'] }]] },
        { tag: 0x00700009, vr: 'SQ', items: [[{ tag: 0x00700022, vr: 'FL', values: ['1', '2', '3', '4'] }]] },
      ],
    ],
  },
  { tag: 0x60000010, vr: 'US', values: ['8'] },
  { tag: 0x60003000, vr: 'OB', bytes: new Uint8Array(8) },
];

function textOf(run: TestRun): readonly string[] {
  const { output, checked } = deidentifyBytes(buildFile(annotated), run);
  expect(checked.holds).toEqual([]);
  const { tags } = output.elements;
  expect(tags.indexOf(0x60003000)).toBe(-1);
  expect(tags.indexOf(0x60000010)).toBe(-1);
  const shape = tags.indexOf(0x00700022);
  return [readText(output, tags.indexOf(0x00700006)).join(), shape < 0 ? '' : readText(output, shape).join()];
}

describe('Clean Graphics (PS3.15 E.3.3)', () => {
  it('cleans the text of annotations, keeps their shapes, and removes overlays', () => {
    expect(textOf({ options: ['cleanGraphics'] })).toEqual(['left lung', '1,2,3,4']);
  });

  it.each(['ps315-basic', 'qmenta-guarded'] as const)('says that overlays and curves go, under %s', (preset) => {
    const graphics: readonly ElementDescription[] = [
      { tag: 0x50003000, vr: 'OW', bytes: new Uint8Array(8) },
      { tag: 0x60020010, vr: 'US', values: ['8'] },
      { tag: 0x60023000, vr: 'OB', bytes: new Uint8Array(8) },
    ];
    const file = buildFile([...annotated.slice(0, 2), ...graphics]);
    const { output, plan } = deidentifyBytes(file, { preset, options: ['cleanGraphics'] });
    expect(graphics.filter(({ tag }) => output.elements.tags.includes(tag))).toEqual([]);
    expect(plan.findings.map(({ code }) => code)).toContain('overlays-removed');
    const without = deidentifyBytes(buildFile(annotated.slice(0, 2)), { preset, options: ['cleanGraphics'] });
    expect(without.plan.findings.map(({ code }) => code)).not.toContain('overlays-removed');
  });

  it('renames layers of somebody, each to a name that no other has', () => {
    const layer = (name: string): ElementDescription => ({ tag: 0x00700002, vr: 'CS', values: [name] });
    const used = ['ZQXFOREIGN', 'LAYER1', 'LUNG 2', 'WHITE'].map((name) => [layer(name)]);
    const file = buildFile([
      { tag: 0x00700001, vr: 'SQ', items: used },
      { tag: 0x00700060, vr: 'SQ', items: used },
    ]);
    const { output } = deidentifyBytes(file, { preset: 'qmenta-guarded' });
    const names = [...output.elements.tags].flatMap((tag, at) => (tag === 0x00700002 ? readText(output, at) : []));
    const expected = ['LAYER2', 'LAYER1', 'LUNG 2', 'LAYER3'];
    expect(names).toEqual([...expected, ...expected]);
  });

  it('leaves dummies without the option', () => {
    expect(textOf({})).toEqual(['REMOVED', '0,0,0,0']);
  });
});
