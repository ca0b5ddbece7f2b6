import { describe, expect, it } from 'vitest';
import { tagOf } from '../../dicom/tag.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { type ImageLayout, imageFile, noise } from '../../testing/image-file.ts';
import { mostSizes } from '../../text-search/projection.ts';
import type { InputContent } from '../contracts/input-file.ts';
import { createTextLooker } from './create-text-looker.ts';

const side = 16;
const request = { frame: 0, depth: 'seen' as const };

/** Models that see nothing, and how many pictures they were shown. */
function blindLooker() {
  const seen = { pictures: 0 };
  const looker = createTextLooker({
    loadEngine: async () => ({
      detect: async ({ columns, rows }) => {
        seen.pictures++;
        return { values: new Float32Array(columns * rows), columns, rows };
      },
      read: async () => ({ text: '', confidence: 0 }),
    }),
    loadCodecs: () => Promise.reject(new Error('Not part of this test.')),
  });
  return { looker, seen };
}

function image(layout: Partial<ImageLayout> = {}, bytes?: Uint8Array): InputContent {
  const { rows = side, columns = side, frames = 1 } = layout;
  const pixels = bytes ?? noise(rows * columns * frames);
  const file = imageFile({ rows, columns, frames, bits: 8, ...layout }, pixels);
  return { kind: 'plain', blob: new Blob([new Uint8Array(file)]), lastModifiedMs: 0 };
}

describe('the text looker', () => {
  it('looks at the projections of every size, and leaves sizes out for which there is no room', async () => {
    const { looker, seen } = blindLooker();
    for (let size = 0; size < mostSizes; size++) {
      expect(await looker.project(size, image({ rows: side + size, frames: 2 }))).toEqual({ kind: 'added', frames: 2 });
    }
    expect(await looker.project(90, image({ rows: 99 }))).toEqual({ kind: 'left-out' });
    expect(await looker.project(91, image())).toEqual({ kind: 'added', frames: 1 });
    expect(await looker.lookAtProjections()).toEqual({ kind: 'looked', texts: [], frames: 2 * mostSizes + 1 });
    // The brightest and the darkest picture, upright and turned.
    expect(seen.pictures).toBe(mostSizes * 4);
  });

  it('looks at a tile as it is asked for, and at no projection that is being made', async () => {
    const { looker, seen } = blindLooker();
    const [one, other] = [image({ frames: 2 }), image()];
    await looker.project(7, other);
    const parts = [0, 1].map((frame) => ({ content: one, frame }));
    const all = [...parts, { content: other, frame: 0 }];
    expect(await looker.lookAtTile([1, 1, 2], all)).toEqual({ kind: 'looked', texts: [], frames: 3 });
    expect(seen.pictures).toBe(4);
    expect(await looker.lookAtProjections()).toMatchObject({ frames: 1 });
  });

  it('says so when an image of a tile is missing or of another size', async () => {
    const { looker } = blindLooker();
    const parts = [image(), image({ rows: 20 })].map((content) => ({ content, frame: 0 }));
    const sizes = await looker.lookAtTile([1, 2], parts);
    expect(sizes.kind === 'looked' && sizes.frames).not.toBe(2);
    expect(await looker.lookAtTile([1], [{ content: image(), frame: 4 }])).toMatchObject({ kind: 'problem' });
  });

  it('counts no frame of a file that is not projected whole, and forgets what it has looked at', async () => {
    const { looker } = blindLooker();
    const short = image({ frames: 3 }, noise(side * side * 2));
    expect(await looker.project(1, short)).toMatchObject({ kind: 'problem', code: 'no-frame' });
    expect(await looker.project(2, image())).toEqual({ kind: 'added', frames: 1 });
    expect(await looker.lookAtProjections()).toMatchObject({ frames: 1 });
    expect(await looker.lookAtProjections()).toMatchObject({ frames: 0 });
  });

  it('looks again at a frame of the same values that is seen through another window', async () => {
    const { looker, seen } = blindLooker();
    const still = noise(side * side);
    const twice = new Uint8Array([...still, ...still]);
    const plain = image({ frames: 2 }, twice);
    const windowed = image({ frames: 2, extra: [windows('128', '20')] }, twice);
    for (const [key, content, pictures] of [[1, plain, 1] as const, [2, windowed, 3] as const]) {
      await looker.look(key, { ...request, content });
      await looker.look(key, { ...request, content, frame: 1 });
      expect(seen.pictures).toBe(pictures);
    }
  });
});

/** A window of its own for each frame, of one centre and these widths. */
function windows(...widths: readonly string[]): ElementDescription {
  return {
    tag: tagOf(0x5200, 0x9230),
    vr: 'SQ',
    items: widths.map((width) => [
      {
        tag: tagOf(0x0028, 0x9132),
        vr: 'SQ',
        items: [
          [
            { tag: tagOf(0x0028, 0x1050), vr: 'DS', values: ['128'] },
            { tag: tagOf(0x0028, 0x1051), vr: 'DS', values: [width] },
          ],
        ],
      },
    ]),
  };
}
