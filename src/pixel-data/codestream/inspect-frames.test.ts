import { expect, it } from 'vitest';
import { readFromMemory } from '../../dicom/reading.ts';
import { type FrameContent, inspectFrames, type TakeCuts } from './inspect-frames.ts';
import { createWindow, readAt } from './read-window.ts';

const fragments = { offsetTable: { offsetBytes: 0, lengthBytes: 0 }, offsets: [8, 18, 28], lengths: [2, 2, 2] };

it.each<[string, TakeCuts | null, number]>([
  ['reads on behind a find, where frames may be cut', () => true, 3],
  ['settles with the first find, where nothing can be cut', null, 2],
])('%s', (_, takeCuts, frames) => {
  let looked = 0;
  const contentOf: FrameContent = function* ({ window, pieces, piece }) {
    yield* readAt(window, pieces.offsets[piece] ?? 0, 2, 0, 30);
    looked++;
    return looked === 2 ? 'behind-codestream' : null;
  };
  const look = { firstFrame: 0, mostBytes: 100 };
  const seen = inspectFrames(createWindow(), fragments, [0, 1, 2], look, 30, {
    contentOf,
    takeCuts,
    looksAtParts: true,
  });
  expect(readFromMemory(seen, new Uint8Array(30))).toEqual({ found: 'behind-codestream', nextFrame: 3 });
  expect(looked).toBe(frames);
});

it.each([
  [true, [2, 1]],
  [false, [2]],
] as const)(
  'looks at the beginning of a frame whose end is too far only where that says something: %s',
  (looksAtParts, expected) => {
    const lengths: number[] = [];
    const contentOf: FrameContent = function* ({ lengthBytes }) {
      lengths.push(lengthBytes);
      yield* readAt(createWindow(), 0, 1, 0, 30);
      return null;
    };
    const look = { firstFrame: 0, mostBytes: 3 };
    const way = { contentOf, takeCuts: null, looksAtParts };
    const seen = readFromMemory(inspectFrames(createWindow(), fragments, [0, 1, 2], look, 30, way), new Uint8Array(30));
    expect(seen).toEqual({ found: null, nextFrame: 1 });
    expect(lengths).toEqual(expected);
  },
);
