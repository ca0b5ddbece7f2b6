import { expect, it, vi } from 'vitest';
import type { Tile } from '../../../pipeline/contracts/image.protocol.ts';
import type { InputContent } from '../../../pipeline/contracts/input-file.ts';
import { eventually } from '../../../testing/eventually.ts';
import { createTileDesk } from './tile-desk.ts';

const content: InputContent = { kind: 'plain', blob: new Blob(), lastModifiedMs: 0 };
const never = { lookAtTile: () => new Promise<never>(() => undefined) };

function setUp(sidePx: number) {
  const close = vi.fn();
  const bitmap = { width: sidePx, height: sidePx, close } as unknown as ImageBitmap;
  const tile: Tile = {
    kind: 'tile',
    rows: 9,
    columns: 9,
    pictures: [{ look: 'as-is', bitmap }],
    isDrowned: false,
  };
  const asked: number[] = [];
  const desk = createTileDesk(
    {
      tile: ({ parts }, onResult) => {
        asked.push(parts[0]?.frame ?? -1);
        onResult(tile);
        return () => undefined;
      },
    },
    never,
  );
  const ask = (frame: number, side = 448) => {
    const told = vi.fn();
    desk.tile({ parts: [{ content, frame }], sidePx: side }, told);
    return told.mock.calls.length;
  };
  return { desk, asked, ask, close };
}

it('makes a tile once for each size, while it is kept', () => {
  const { ask, asked } = setUp(8);
  expect([ask(0), ask(0), ask(1), ask(0, 160)]).toEqual([1, 1, 1, 1]);
  expect(asked).toEqual([0, 1, 0]);
});

it('drops tiles beyond 64 MB, the ones used longest ago first, and all of them when a batch ends', () => {
  // 16 MB each.
  const { desk, ask, asked, close } = setUp(2048);
  for (const frame of [0, 1, 2, 3, 4]) ask(frame);
  expect(close).toHaveBeenCalledTimes(1);
  ask(4);
  ask(0);
  expect(asked).toEqual([0, 1, 2, 3, 4, 0]);
  desk.clear();
  expect(close).toHaveBeenCalledTimes(6);
});

it('asks the detector once about the same images, and anew when a batch has ended', async () => {
  const lookAtTile = vi.fn(async () => ({ kind: 'looked', texts: [], frames: 1 }) as const);
  const desk = createTileDesk({ tile: () => () => undefined }, { lookAtTile });
  const told = vi.fn();
  const ask = async (frame: number) => {
    const before = told.mock.calls.length;
    desk.tileText([{ content, frame }], told);
    await eventually(() => expect(told).toHaveBeenCalledTimes(before + 1));
  };
  await ask(0);
  await ask(0);
  await ask(1);
  expect(lookAtTile).toHaveBeenCalledTimes(2);
  desk.clear();
  await ask(0);
  expect(lookAtTile).toHaveBeenCalledTimes(3);
  expect(told.mock.calls).toEqual(Array(4).fill(['none']));
});
