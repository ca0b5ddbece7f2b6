import { describe, expect, it } from 'vitest';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { buildDataset, buildFile, indexBytes } from '../testing/build-dataset.ts';
import { type TestRun, testContext } from '../testing/deidentify-bytes.ts';
import { unstated } from '../testing/pixel-statements.ts';
import { deidentifyDataset } from './deidentify-dataset.ts';

const report: readonly ElementDescription[] = [
  { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.88.11'] },
  { tag: 0x0040a730, vr: 'SQ', items: [[{ tag: 0x0040a160, vr: 'UT', values: ['Findings: none'] }]] },
];
const document: readonly ElementDescription[] = [
  { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.104.1'] },
  { tag: 0x00420011, vr: 'OB', bytes: new TextEncoder().encode('%PDF') },
];
const release = {
  reason: 'structure is enough',
  pixels: unstated,
  atIso: '2026-01-02T03:04:05Z',
  shown: 'the reasons of the hold',
};

function planOf(dataset: ReturnType<typeof buildDataset>, run: TestRun = {}) {
  const plan = deidentifyDataset(dataset, testContext(run), 'clean');
  if (plan.kind === 'error') throw new Error(plan.message);
  return plan;
}

describe('holds', () => {
  it.each<TestRun>([
    { preset: 'ps315-basic' },
    { preset: 'qmenta-guarded', profile: { options: ['cleanDescriptors'] } },
  ])('keep structured reports back where nothing cleans them, until released: %o', (run) => {
    expect(planOf(buildDataset(report), run).holds).toMatchObject([
      { kind: 'structured-content', isReleasable: true, path: '(0040,A730)' },
    ]);
    const released = planOf(buildDataset(report), { ...run, release });
    expect(released.holds).toEqual([]);
    expect(released.findings).toContainEqual(expect.objectContaining({ code: 'released-structured-content' }));
  });

  it('let structured reports pass under qmenta', () => {
    expect(planOf(buildDataset(report), { preset: 'qmenta' }).holds).toEqual([]);
  });

  it('keep encapsulated documents back, released or not', () => {
    for (const preset of ['ps315-basic', 'qmenta-guarded', 'qmenta'] as const) {
      expect(planOf(buildDataset(document), { preset, release }).holds).toMatchObject([
        { kind: 'encapsulated-document', isReleasable: false },
      ]);
    }
  });

  it('keep a file with unknown bytes behind its last element back', () => {
    const file = buildFile([{ tag: 0x7fe00010, vr: 'OW', bytes: new Uint8Array(8) }]);
    const trailed = new Uint8Array(file.length + 6);
    trailed.set(file);
    trailed.set([0x4a, 0x61, 0x6e, 0x65, 0x21, 0x21], file.length);
    expect(planOf(indexBytes(trailed)).holds).toMatchObject([{ kind: 'unknown-structure', isReleasable: false }]);
  });

  it('keep a file of an unknown SOP class back until released', () => {
    const unknown = buildDataset([{ tag: 0x00080016, vr: 'UI', values: ['1.3.12.2.1107.5.9.1'] }]);
    expect(planOf(unknown).holds).toMatchObject([
      { kind: 'unknown-structure', isReleasable: true, path: '(0008,0016)' },
    ]);
    expect(planOf(unknown, { release }).holds).toEqual([]);
  });

  it('keep a file back whose sequence, stored as UN, cannot be followed', () => {
    const garbled = buildDataset([{ tag: 0x00081140, vr: 'UN', bytes: new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]) }]);
    expect(planOf(garbled, { release }).holds).toMatchObject([{ kind: 'unknown-structure', isReleasable: false }]);
  });
});
