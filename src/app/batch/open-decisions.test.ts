import { describe, expect, it } from 'vitest';
import { seriesKeyOf } from '../../pipeline/batch/series-key.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { createProfile } from '../../profile/create-profile.ts';
import type { FoundDecisions } from '../../report/decisions/find-decisions.ts';
import { fakeFile, held, notDicom } from '../../testing/fake-batch.ts';
import { allSeen, everyImage, unstated } from '../../testing/pixel-statements.ts';
import { createBatchState } from './batch-state.ts';
import type { Redaction } from './boxes.ts';
import { openDecisions } from './open-decisions.ts';

const [early, late] = ['2026-01-01T00:00:00Z', '2026-02-02T00:00:00Z'];
const rectangle = { column: 1, row: 2, columns: 30, rows: 4 };
const blank = (rectangles: readonly (typeof rectangle)[] = [rectangle]): Redaction => ({
  areas: [{ kind: 'blank', frames: 'all', rectangles }],
  review: 'seen',
  seen: everyImage,
});
const release = { reason: 'Looked', pixels: unstated, atIso: early, shown: 'All' };
const remove = (path: string, atIso: string) => ({ kind: 'remove', path, atIso }) as const;

function found(id: number, parts: Partial<FoundDecisions> = {}): FoundDecisions {
  const nothing = { boxes: null, release: null, values: [], document: null, search: null };
  return { id, uid: `1.2.${id}`, ...nothing, isLeftOut: false, isShared: false, ...parts };
}

function stateOf(...files: readonly BatchFile[]) {
  return {
    ...createBatchState(createProfile('ps315-basic'), null, new Uint8Array(32)),
    step: 'review',
    files,
  } as const;
}
const opened = (state: ReturnType<typeof stateOf>, ...entries: readonly FoundDecisions[]) =>
  openDecisions(state, { entries, devices: [] });
const file = (id: number, parts: Partial<BatchFile> = {}, series = 'S') =>
  fakeFile(id, { seriesInstanceUid: `2.25.${series === 'S' ? 1 : 2}` }, { outcome: held(), ...parts });

describe('decisions that are opened', () => {
  it('are taken in by the files that they name, and others stay the same', () => {
    const state = stateOf(file(1), file(2), file(3));
    const document = { kind: 'blank-page', atIso: early } as const;
    const { files } = opened(state, found(1, { release }), found(3, { document, values: [remove('A', early)] }));
    expect(files[0]?.release).toEqual(release);
    expect(files[1]).toBe(state.files[1]);
    expect(files[2]).toMatchObject({ document, values: [remove('A', early)] });
  });

  it('leave what they do not name as it is, and take the place of what they do', () => {
    const document = { kind: 'blank-page', atIso: early } as const;
    const before = { release, document, values: [remove('A', early), remove('B', early)] };
    const kept = opened(stateOf(file(1, before)), found(1)).files[0];
    expect(kept).toMatchObject(before);
    const later = { ...release, atIso: late };
    const changed = opened(stateOf(file(1, before)), found(1, { release: later, values: [remove('A', late)] }))
      .files[0];
    expect(changed).toMatchObject({ release: later, document, values: [remove('B', early), remove('A', late)] });
    const other = { ...document, atIso: late };
    expect(opened(stateOf(file(1, before)), found(1, { document: other })).files[0]?.document).toEqual(other);
  });

  it('bring no pages, and take none away that were drawn here', () => {
    const pages = { kind: 'pages', atIso: early } as const;
    const blankPage = { kind: 'blank-page', atIso: late } as const;
    expect(opened(stateOf(file(1, { document: pages })), found(1, { document: blankPage })).files[0]?.document).toEqual(
      pages,
    );
    expect(opened(stateOf(file(1)), found(1, { document: pages, release })).files[0]?.document).toBeUndefined();
  });

  it('leave files out', () => {
    const { files, leftOut } = opened(stateOf(file(1), file(2)), found(2, { isLeftOut: true }));
    expect(files.map(({ outcome }) => outcome?.kind)).toEqual(['held', 'skipped']);
    expect([...leftOut.keys()]).toEqual([2]);
  });

  it('bring boxes by device, which change no file', () => {
    const state = stateOf(file(1));
    const devices = [{ at: early }] as never;
    const next = openDecisions(state, { entries: [], devices });
    expect(next.boxes.devices).toBe(devices);
    expect(next.files).toBe(state.files);
  });
});

describe('boxes that are opened', () => {
  it('are one decision for each series, with what was there before', () => {
    const boxes = { atIso: early, scope: 'series', shown: 'All', redaction: blank() } as const;
    const old = blank([{ ...rectangle, row: 40 }]);
    const state = stateOf(file(1, { redaction: old }), file(2), file(3, {}, 'T'), file(4));
    const next = opened(state, found(1, { boxes }), found(2, { boxes }), found(3, { boxes }), found(4, { release }));
    expect(next.files.map(({ redaction }) => redaction)).toEqual([
      boxes.redaction,
      boxes.redaction,
      boxes.redaction,
      undefined,
    ]);
    const [first, second] = [state.files[0], state.files[2]].map((one) =>
      one?.scan.kind === 'dicom' ? seriesKeyOf(one.scan.summary) : '',
    );
    const draft = { boxes: [{ id: 0, rectangle, isTicked: true }], base: [] };
    const common = { atIso: early, scope: 'series', shown: 'All', draft };
    expect(next.boxes.decisions).toEqual([
      {
        ...common,
        series: first,
        before: new Map<number, Redaction | null>([
          [1, old],
          [2, null],
        ]),
      },
      { ...common, series: second, before: new Map([[3, null]]) },
    ]);
  });

  it('take back what was said here of the image without them, and keep what was said of the rest', () => {
    const boxes = { atIso: early, scope: 'image', shown: 'One', redaction: blank() } as const;
    const said = { ...release, pixels: allSeen };
    const state = stateOf(
      file(1, { release: { ...said, covers: 'images' } }),
      file(2, { release: said }),
      file(3, { release }),
    );
    const ids = [1, 2, 3];
    const { files } = opened(state, ...ids.map((id) => found(id, { boxes })));
    expect(files.map((one) => one.release)).toEqual([null, release, release]);
    const own = opened(state, found(1, { boxes, release: said })).files[0]?.release;
    expect(own, 'the decisions say it of the image with their boxes').toEqual(said);
  });

  it('of other decisions stay apart, behind those that were there', () => {
    const boxes = { atIso: early, scope: 'image', shown: 'One', redaction: blank() } as const;
    const state = stateOf(file(1), file(2));
    const once = opened(state, found(1, { boxes }));
    const twice = opened({ ...state, ...once } as typeof state, found(2, { boxes: { ...boxes, atIso: late } }));
    expect(twice.boxes.decisions.map(({ atIso }) => atIso)).toEqual([early, late]);
    expect(opened(state, found(1, { boxes }), found(2, { boxes: { ...boxes } })).boxes.decisions).toHaveLength(2);
  });

  it('are not for what is no DICOM', () => {
    const boxes = { atIso: early, scope: 'image', shown: 'One', redaction: blank() } as const;
    const state = stateOf({ ...file(1), scan: notDicom });
    const next = opened(state, found(1, { boxes }));
    expect([next.files[0]?.redaction, next.boxes.decisions]).toEqual([undefined, []]);
  });
});
