import { describe, expect, it } from 'vitest';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { SearchResult } from '../../pipeline/contracts/text-search.ts';
import { deidentified, held, scannedFile, summary } from '../../testing/batch-files.ts';
import { allSeen } from '../../testing/pixel-statements.ts';
import { collectDecisions, decisionsJson, decisionsPieces } from './decisions-json.ts';
import { parseDecisions } from './parse-decisions.ts';

const rectangle = { column: 1, row: 2, columns: 30, rows: 4 };
const redaction = {
  areas: [{ kind: 'blank', frames: 'all', rectangles: [rectangle] }],
  review: 'not-all-seen',
} as const;
const other = { ...redaction, areas: [{ ...redaction.areas[0], rectangles: [{ ...rectangle, row: 9 }] }] } as const;
const first = { atIso: '2026-01-02T03:04:05Z', scope: 'series', shown: 'One of four', ids: [1, 2, 3, 4] } as const;
const second = { atIso: '2026-01-02T03:09:00Z', scope: 'image', shown: 'One of one', ids: [2] } as const;

const beside = { boxes: [first, second], leftOut: null, under: null };

describe('decisionsJson', () => {
  const files = [
    scannedFile(1, { outcome: deidentified(1), redaction }),
    scannedFile(2, { outcome: deidentified(2), redaction: other }),
    scannedFile(3, { outcome: held(3), redaction }),
    scannedFile(4, {
      scan: { kind: 'dicom', summary: { ...summary, sopInstanceUid: '1.2.3.1.1.4' }, holds: [] },
      outcome: { kind: 'failed', code: 'internal', reason: 'Bug.' },
      redaction,
    }),
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

  it('has a line for each search, of which there may be millions, and comes in pieces', () => {
    const searched = (hits: number): SearchResult => ({
      kind: 'searched',
      texts: Array.from({ length: hits }, () => ({ box: rectangle, kind: 'other', text: null, frame: 0 })),
      isTextBeside: false,
    });
    const batch = [1, 2, 3].map((id) => scannedFile(id, { outcome: deidentified(id), search: searched(id) }));
    const withSearches = { ...beside, boxes: [], withSearches: true } as const;
    const pieces = [...decisionsPieces(batch, withSearches)];
    expect(pieces.length).toBeGreaterThan(batch.length);
    expect(pieces.join('')).toBe(decisionsJson(batch, withSearches));
    expect(pieces.filter((piece) => piece.includes('"hits"'))).toHaveLength(batch.length);
    const { format, formatVersion, searches } = JSON.parse(pieces.join(''));
    expect([format, formatVersion, searches.length]).toEqual(['nescio-decisions', 1, batch.length]);
    expect(pieces.join('').split('\n')).toContain('  "boxes": [],');
    expect(JSON.parse(decisionsJson([], withSearches)).searches).toEqual([]);
  });

  it('says nothing of a UID that two files have, but that they were left out', () => {
    const release = { atIso: first.atIso, reason: 'Looked', pixels: allSeen, shown: 'All' } as const;
    const values = [{ kind: 'remove', path: '(0008,103E)', atIso: first.atIso }] as const;
    const document = { kind: 'blank-page', atIso: first.atIso } as const;
    const seen = scannedFile(1, { outcome: deidentified(1), redaction, release, values, document });
    const unseen = (outcome: BatchFile['outcome']) => scannedFile(9, { outcome });
    const listsWith = (other: BatchFile) =>
      collectDecisions([seen, other], { boxes: [first], leftOut: null, under: null });
    const none = { boxes: [], releases: [], values: [], documents: [], leftOut: [], sharedUids: ['2.25.1111'] };
    expect(listsWith(unseen(held(1)))).toEqual(none);
    expect(listsWith(unseen({ kind: 'failed', code: 'internal', reason: 'Bug.' }))).toEqual(none);
    expect(listsWith(unseen({ kind: 'skipped', code: 'left-out', reason: 'Left out.' }))).toEqual(none);
    const leftOut = { boxes: [], leftOut: { uids: ['2.25.1111'] }, under: null };
    expect(collectDecisions([seen], leftOut)).toEqual({ ...none, leftOut: ['2.25.1111'] });
    // Byte by byte the output of the first.
    expect(listsWith(unseen({ kind: 'skipped', code: 'copy', reason: 'Copy.' }))).toMatchObject({
      boxes: [{ sopInstanceUids: ['2.25.1111'] }],
      releases: [{ sopInstanceUids: ['2.25.1111'] }],
    });
    expect(
      collectDecisions([unseen(held(1)), unseen(held(1))], { boxes: [], leftOut: null, under: null }).sharedUids,
    ).toBeUndefined();
  });

  it('says nothing of files without a UID that a decision could name, so that it can be read again', () => {
    const nameless = (id: number, instanceUidNew: string) =>
      scannedFile(id, {
        outcome: deidentified(id, { identity: { ...deidentified(id).identity, instanceUidNew } }),
        redaction,
      });
    const odd = [nameless(1, ''), nameless(2, '1.02.PLANTED'), nameless(3, '1.02.PLANTED')];
    const text = decisionsJson([...odd, scannedFile(4, { outcome: deidentified(4), redaction })], beside);
    expect(parseDecisions(text)).toMatchObject({ boxes: [{ sopInstanceUids: ['2.25.1114'] }] });
    expect(text).not.toContain('sharedUids');
  });

  it('keeps what the search left in the image with boxes and statements', () => {
    const at = (row: number, kind: 'header' | 'other') => ({ ...found, box: { ...rectangle, row }, kind }) as const;
    const found = { text: 'PLANTED', confidence: 1, frame: 0 };
    const release = { atIso: first.atIso, reason: 'Looked', pixels: allSeen, shown: 'All' } as const;
    const savedWith = (texts: readonly object[], parts: Partial<BatchFile>) => {
      const search = { kind: 'searched', texts, isTextBeside: false } as unknown as SearchResult;
      const file = scannedFile(1, { outcome: deidentified(1), release, search, ...parts });
      const { boxes, releases } = collectDecisions([file], { boxes: [first], leftOut: null, under: null });
      const [{ pixels }] = releases as readonly [(typeof releases)[number]];
      return [boxes[0]?.textLeft, pixels.kind === 'nothing-identifying' && pixels.isOverText];
    };
    const name = at(40, 'header');
    expect(savedWith([name], {})).toEqual([undefined, true]);
    expect(savedWith([], {})).toEqual([undefined, false]);
    expect(savedWith([name], { redaction })).toEqual(['patients', true]);
    expect(savedWith([at(40, 'other')], { redaction })).toEqual(['other', false]);
    expect(savedWith([at(2, 'header')], { redaction })).toEqual([undefined, false]);
    expect(savedWith([], { redaction: { ...redaction, textLeft: 'patients' } })).toEqual(['patients', true]);
    const findings = [{ code: 'pixels-text-left-in', message: 'Left in.' }];
    expect(savedWith([], { outcome: deidentified(1, { findings }) })).toEqual([undefined, true]);
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
