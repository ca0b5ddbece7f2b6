import { describe, expect, it, vi } from 'vitest';
import type { InputContent } from '../../../pipeline/contracts/input-file.ts';
import type { ImageService } from '../../../pipeline/image/image-service.ts';
import { eventually } from '../../../testing/eventually.ts';
import { createImageDesk } from './image-desk.ts';

const content: InputContent = { kind: 'plain', blob: new Blob(), lastModifiedMs: 0 };

const problem = { kind: 'problem' };

/** Every picture, or that there is none, is there at once. */
function openDesk({ shown = { kind: 'shown' } as object, isBroken = false } = {}) {
  let decoded = 0;
  const bitmap = { width: 2, height: 2, close: () => undefined } as ImageBitmap;
  const show: ImageService['show'] = (_, onResult) => {
    onResult(shown as Parameters<typeof onResult>[0]);
    return () => undefined;
  };
  const service: ImageService = {
    show,
    ahead: show,
    thumbnail: (_, onResult) => {
      decoded += 1;
      onResult(isBroken ? (problem as never) : { kind: 'thumbnail', bitmap });
      return () => undefined;
    },
    tile: () => () => undefined,
  };
  return { desk: createImageDesk(service, { lookAtTile: async () => problem as never }), decoded: () => decoded };
}

describe('what a person has seen', () => {
  it('is a file on the contact sheet, and not one in the strip', () => {
    const { desk } = openDesk();
    desk.glimpse(content, 0, () => undefined);
    expect(desk.seen([content])).toEqual({ full: 0, small: 0 });
    desk.thumbnail(content, 0, () => undefined);
    expect(desk.seen([content])).toEqual({ full: 0, small: 1 });
  });

  it('is a frame at full size, and not what boxes leave of it', () => {
    const { desk } = openDesk();
    const request = { content, frame: 0, window: null, showsOverlays: true };
    desk.show({ ...request, blanked: [] }, () => undefined);
    expect(desk.seen([content])).toEqual({ full: 0, small: 0 });
    desk.show({ ...request, blanked: null }, () => undefined);
    expect(desk.seen([content])).toEqual({ full: 1, small: 0 });
  });

  it('is decoded once for both', () => {
    const { desk, decoded } = openDesk();
    desk.glimpse(content, 0, () => undefined);
    desk.thumbnail(content, 0, () => undefined);
    desk.glimpse(content, 0, () => undefined);
    expect(decoded()).toBe(1);
  });

  it('is a file shown at full size, whatever is shown of it before or after, once', () => {
    const { desk } = openDesk();
    const other: InputContent = { ...content };
    desk.thumbnail(content, 0, () => undefined);
    desk.show({ content, frame: 0, blanked: null } as never, () => undefined);
    desk.show({ content, frame: 1, blanked: null } as never, () => undefined);
    desk.thumbnail(content, 1, () => undefined);
    desk.thumbnail(other, 0, () => undefined);
    expect(desk.seen([content, other, null])).toEqual({ full: 1, small: 1 });
    expect(desk.seen([other])).toEqual({ full: 0, small: 1 });
  });

  it('is no file that could not be shown', () => {
    const told: unknown[] = [];
    const { desk } = openDesk({ shown: problem, isBroken: true });
    const request = { content, frame: 0, window: null, showsOverlays: true, blanked: null };
    desk.show(request, (result) => told.push(result));
    desk.thumbnail(content, 0, (result) => told.push(result));
    expect(told).toEqual([problem, problem]);
    expect(desk.seen([content])).toEqual({ full: 0, small: 0 });
  });

  it('is forgotten with the batch, pictures as well', () => {
    const { desk, decoded } = openDesk();
    desk.thumbnail(content, 0, () => undefined);
    desk.clear();
    expect(desk.seen([content])).toEqual({ full: 0, small: 0 });
    desk.thumbnail(content, 0, () => undefined);
    expect(decoded()).toBe(2);
  });
});

describe('small pictures', () => {
  function openCounting() {
    const asked: object[] = [];
    const cancelled: object[] = [];
    const service: ImageService = {
      show: () => () => undefined,
      ahead: () => () => undefined,
      thumbnail: ({ content: _, ...look }, onResult) => {
        asked.push(look);
        const bitmap = { width: 2, height: 2, close: () => undefined } as ImageBitmap;
        if (look.frame < 9) onResult({ kind: 'thumbnail', bitmap });
        return () => void cancelled.push(look);
      },
      tile: () => () => undefined,
    };
    const lookAtTile = async () => problem as never;
    return { desk: createImageDesk(service, { lookAtTile }), asked, cancelled };
  }
  const area = (column: number) =>
    [{ kind: 'blank', frames: 'all', rectangles: [{ column, row: 0, columns: 9, rows: 9 }] }] as const;

  it('are of the image as it is, or of what leaves of it, and never the one in the place of the other', () => {
    const { desk, asked } = openCounting();
    for (const _ of ['once', 'again']) {
      desk.glimpse(content, 0, () => undefined);
      desk.exported(content, 0, () => undefined, null);
      desk.exported(content, 0, () => undefined, area(1));
      desk.exported(content, 0, () => undefined, area(2));
      desk.exported(content, 1, () => undefined, area(2));
    }
    expect(asked).toEqual([
      { frame: 0, showsOverlays: true, blanked: null },
      { frame: 0, showsOverlays: false, blanked: null },
      { frame: 0, showsOverlays: false, blanked: area(1) },
      { frame: 0, showsOverlays: false, blanked: area(2) },
      { frame: 1, showsOverlays: false, blanked: area(2) },
    ]);
    expect(desk.seen([content]), 'none of them is large enough to be read').toEqual({ full: 0, small: 0 });
  });

  it('are not made for somebody who does not wait any more', () => {
    const { desk, cancelled } = openCounting();
    desk.glimpse(content, 9, () => undefined)();
    expect(cancelled).toHaveLength(1);
    desk.glimpse(content, 0, () => undefined);
    desk.glimpse(content, 0, () => undefined)();
    expect(cancelled, 'it is here').toHaveLength(1);
  });
});

describe('tiles', () => {
  it('are of one desk until the batch ends, which forgets them', async () => {
    const { desk } = openDesk();
    const first = await desk.openTiles();
    expect(await desk.openTiles()).toBe(first);
    const clear = vi.spyOn(first, 'clear');
    desk.clear();
    await eventually(() => expect(clear).toHaveBeenCalledOnce());
    expect(await desk.openTiles()).not.toBe(first);
  });
});

it('keeps at most 24 MB of decoded pictures of a queue of 5,000, those that were used last, and one that is fetched ahead', () => {
  const kept = { small: 0, full: 0 };
  let most = 0;
  const bitmap = (size: keyof typeof kept, sidePx: number) => {
    kept[size] += 1;
    const close = () => {
      kept[size] -= 1;
    };
    return { width: sidePx, height: sidePx, close } as ImageBitmap;
  };
  let decoded = 0;
  const service = {
    show: () => () => undefined,
    ahead: (_, onResult) => {
      onResult({ kind: 'shown', bitmap: bitmap('full', 2048) } as never);
      return () => undefined;
    },
    thumbnail: (_, onResult) => {
      decoded += 1;
      onResult({ kind: 'thumbnail', bitmap: bitmap('small', 160) });
      return () => undefined;
    },
    tile: () => () => undefined,
  } satisfies ImageService;
  const desk = createImageDesk(service, { lookAtTile: async () => problem as never });
  const queue = Array.from({ length: 5000 }, (): InputContent => ({ ...content }));
  for (const one of queue) {
    desk.glimpse(one, 0, () => undefined);
    desk.fetchAhead(one);
    most = Math.max(most, kept.small * 160 * 160 * 4);
  }
  expect(most).toBeLessThanOrEqual(24 * 1024 * 1024 + 160 * 160 * 4);
  expect(kept).toEqual({ small: 245, full: 1 });
  for (const one of queue.slice(-245)) desk.glimpse(one, 0, () => undefined);
  expect(decoded).toBe(5000);
  desk.glimpse(queue[0]!, 0, () => undefined);
  expect(decoded).toBe(5001);
  desk.clear();
  expect(kept).toEqual({ small: 0, full: 0 });
});
