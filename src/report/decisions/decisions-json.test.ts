import { describe, expect, it } from 'vitest';
import { deidentified, held, scannedFile } from '../../testing/batch-files.ts';
import { decisionsJson } from './decisions-json.ts';

const rectangle = { column: 1, row: 2, columns: 30, rows: 4 };
const redaction = {
  areas: [{ kind: 'blank', frames: 'all', rectangles: [rectangle] }],
  review: 'not-all-seen',
} as const;
const other = { ...redaction, areas: [{ ...redaction.areas[0], rectangles: [{ ...rectangle, row: 9 }] }] } as const;
const first = { atIso: '2026-01-02T03:04:05Z', scope: 'series', shown: 'One of four', ids: [1, 2, 3, 4] } as const;
const second = { atIso: '2026-01-02T03:09:00Z', scope: 'image', shown: 'One of one', ids: [2] } as const;

const beside = { boxes: [first, second], leftOut: null };

describe('decisionsJson', () => {
  const files = [
    scannedFile(1, { outcome: deidentified(1), redaction }),
    scannedFile(2, { outcome: deidentified(2), redaction: other }),
    scannedFile(3, { outcome: held(3), redaction }),
    scannedFile(4, { outcome: { kind: 'failed', code: 'internal', reason: 'Bug.' }, redaction }),
    scannedFile(5, { outcome: deidentified(5) }),
  ];

  it('says which boxes are in force where, by new UIDs; the last decision about a file counts', () => {
    expect(JSON.parse(decisionsJson(files, beside))).toEqual({
      format: 'nescio-decisions',
      formatVersion: 1,
      boxes: [
        {
          at: first.atIso,
          scope: 'series',
          shown: first.shown,
          ...redaction,
          sopInstanceUids: ['2.25.1111', '2.25.1113'],
        },
        { at: second.atIso, scope: 'image', shown: second.shown, ...other, sopInstanceUids: ['2.25.1112'] },
      ],
      releases: [],
      values: [],
      documents: [],
      leftOut: [],
    });
  });

  it('holds no original identifier and no path', () => {
    expect(decisionsJson(files, beside)).not.toMatch(/PLANTED|1\.2\.3/);
  });

  it('is empty when nothing is blanked', () => {
    expect(
      JSON.parse(decisionsJson([scannedFile(1, { outcome: deidentified(1) })], { ...beside, boxes: [] })).boxes,
    ).toEqual([]);
  });
});
