import { describe, expect, it } from 'vitest';
import { withSightings } from '../../batch/decide/seen-images.ts';
import type { FrameView } from '../use-frame.ts';
import { pictureSight } from './picture-sight.ts';

const rectangle = { column: 1, row: 2, columns: 3, rows: 4 };
const shown = (parts: object = {}) =>
  ({ kind: 'shown', frame: 2, blanked: null, isOwnWindow: true, ...parts }) as unknown as FrameView;
const sighting = { series: 'S', id: 7, frame: 2, blanked: [] };
const sightOf = (
  view: FrameView,
  seen = new Map<string, ReadonlySet<string>>() as ReadonlyMap<string, ReadonlySet<string>>,
) => pictureSight({ id: 7 }, 'S', view, seen);

describe('the picture on the stage', () => {
  it('is measured as the image opens, with the boxes that are blanked in it', () => {
    expect(sightOf(shown())).toEqual({ kind: 'unseen', sighting });
    const blanked = [{ kind: 'blank', frames: 'all', rectangles: [rectangle] }];
    expect(sightOf(shown({ blanked }))).toEqual({ kind: 'unseen', sighting: { ...sighting, blanked: [rectangle] } });
  });

  it('never counts under another window, which may hide what the image shows', () => {
    expect(sightOf(shown({ isOwnWindow: false }))).toEqual({ kind: 'other-window' });
  });

  it('stays seen once it was, whatever window follows', () => {
    const seen = withSightings(new Map(), 'each', [sighting]);
    for (const isOwnWindow of [true, false]) expect(sightOf(shown({ isOwnWindow }), seen)).toEqual({ kind: 'seen' });
    expect(sightOf(shown({ frame: 3 }), seen).kind).toBe('unseen');
  });

  it('is none while there is nothing to see', () => {
    expect(sightOf({ kind: 'loading' })).toEqual({ kind: 'nothing' });
    expect(pictureSight({ id: 7 }, '', shown(), new Map())).toEqual({ kind: 'nothing' });
  });
});
