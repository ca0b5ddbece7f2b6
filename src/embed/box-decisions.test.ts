import { describe, expect, it } from 'vitest';
import { pseudonymsOf } from '../deidentify/pseudonym.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import { createProfile } from '../profile/create-profile.ts';
import { collect } from '../testing/collect.ts';
import { fakeFile } from '../testing/fake-batch.ts';
import { imageFile } from '../testing/image-file.ts';
import { type BoxDecision, withBoxes } from './box-decisions.ts';
import { createDeidentifier } from './create-deidentifier.ts';

const key = new Uint8Array(32).fill(7);
const { newUid } = pseudonymsOf(key);
const [rows, columns] = [10, 10];

function capture(instance: number, series = '1.2.3.2'): File {
  const extra = [
    { tag: 0x00080018, vr: 'UI', values: [`1.2.3.4.${instance}`] },
    { tag: 0x0020000e, vr: 'UI', values: [series] },
    {
      tag: 0x00081140,
      vr: 'SQ',
      items: [[{ tag: 0x00081155, vr: 'UI', values: ['1.2.3.4.1'] }]],
    },
  ] as const;
  const kind = { sopClassUid: '1.2.840.10008.5.1.4.1.1.7', modality: 'OT' };
  const file = imageFile({ rows, columns, bits: 8, ...kind, extra }, new Uint8Array(rows * columns).fill(200));
  return new File([file.slice()], `${instance}`, { lastModified: 1 });
}

const top: BoxDecision['areas'] = [
  { kind: 'blank', frames: 'all', rectangles: [{ column: 0, row: 0, columns, rows: 1 }] },
];

async function run(boxes: readonly BoxDecision[], inputs: readonly File[], options: readonly 'retainUids'[] = []) {
  const profile = createProfile('ps315-basic', options);
  const outcomes = await collect(createDeidentifier({ profile, key, boxes }).process(inputs));
  const byPath = new Map<string, string | Uint8Array>();
  for (const outcome of outcomes) {
    const bytes = outcome.kind === 'deidentified' ? new Uint8Array(await outcome.file.arrayBuffer()) : null;
    byPath.set(outcome.inputPath, bytes ?? outcome.kind);
  }
  return byPath;
}

const pixelsOf = (bytes: string | Uint8Array | undefined) => [...(bytes as Uint8Array).subarray(-rows * columns)];

describe('boxes given to a de-identifier', () => {
  it('hold for the instance, or the series, of the new UID', async () => {
    const boxes: readonly BoxDecision[] = [
      { sopInstanceUid: newUid('1.2.3.4.1'), areas: top, review: 'seen' },
      { seriesInstanceUid: newUid('1.2.3.9'), areas: top, review: 'not-all-seen' },
    ];
    const outcomes = await run(boxes, [capture(1), capture(2), capture(3, '1.2.3.9')]);
    const expected = [...Array(columns).fill(0), ...Array(rows * columns - columns).fill(200)];
    expect(pixelsOf(outcomes.get('1'))).toEqual(expected);
    expect(pixelsOf(outcomes.get('3'))).toEqual(expected);
    expect(outcomes.get('2')).toBe('held');
  });

  it('make a new instance where UIDs are kept, and the other files of the batch follow', async () => {
    const boxes: readonly BoxDecision[] = [
      { sopInstanceUid: '1.2.3.4.1', areas: top, review: 'seen' },
      { sopInstanceUid: '1.2.3.4.2', areas: [{ ...top[0]!, frames: [1] }], review: 'seen' },
      { sopInstanceUid: '1.2.3.4.3', areas: top, review: 'not-all-seen' },
    ];
    const outcomes = await run(boxes, [capture(1), capture(2), capture(3)], ['retainUids']);
    // Two boxes for a frame that is not there.
    expect(outcomes.get('2')).toBe('held');
    for (const path of ['1', '3']) {
      const text = Buffer.from(outcomes.get(path) as Uint8Array).toString('latin1');
      expect(text).toContain(newUid('1.2.3.4.1'));
      expect(text).not.toMatch(/1\.2\.3\.4\.1(?![0-9])/);
    }
  });

  it('keep what was measured and what was left, joined so that no more is claimed than of each', () => {
    const seen = { each: 4, inProjections: 0, byDetector: 0, of: 4 };
    const some = { ...seen, each: 2 };
    const about = { sopInstanceUid: newUid('2.25.1') };
    const file = fakeFile(1, { sopInstanceUid: '2.25.1' });
    const joined = (boxes: readonly Partial<BoxDecision>[], own: Partial<BatchFile> = {}) =>
      withBoxes(
        [{ ...file, ...own }],
        boxes.map((box) => ({ ...about, areas: top, review: 'seen', ...box })) as never,
        key,
      )[0]?.redaction;
    expect(joined([{ seen, textLeft: 'other' }])).toEqual({ areas: top, review: 'seen', seen, textLeft: 'other' });
    expect(joined([{ seen }, { seen: some }])?.seen).toEqual(some);
    expect(joined([{ seen }, {}])?.seen).toBeUndefined();
    expect(joined([{ textLeft: 'other' }, { textLeft: 'patients' }, {}])?.textLeft).toBe('patients');
    const decided = { areas: top, review: 'not-all-seen' } as const;
    expect(joined([{ seen }], { redaction: decided })).toEqual({ areas: [...top, ...top], review: 'not-all-seen' });
  });
});
