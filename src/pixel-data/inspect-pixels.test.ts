import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '../dicom/join-bytes.ts';
import { readFromMemory } from '../dicom/reading.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { buildFile, indexBytes } from '../testing/build-dataset.ts';
import { readInWindows } from '../testing/read-windows.ts';
import { inspectCodestreams } from './inspect-codestreams.ts';
import { inspectPixels } from './inspect-pixels.ts';
import { pixelReasons } from './pixel-reason.ts';

const jpegBaselineUid = '1.2.840.10008.1.2.4.50';
const rleUid = '1.2.840.10008.1.2.5';
const bytes = (...values: readonly number[]) => Uint8Array.from(values);
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

type Image = {
  readonly frames?: number;
  readonly pixels?: Uint8Array;
  readonly fragments?: readonly Uint8Array[];
  readonly offsetTable?: Uint8Array;
  readonly transferSyntaxUid?: string;
  readonly more?: readonly ElementDescription[];
};

/** An original CT slice of 4 × 3 pixels of 16 bits: class C. */
function ctFile({
  frames = 1,
  pixels,
  fragments,
  offsetTable = new Uint8Array(0),
  transferSyntaxUid,
  more = [],
}: Image) {
  const pixelData: ElementDescription = fragments
    ? { tag: 0x7fe00010, vr: 'OB', fragments: [offsetTable, ...fragments] }
    : { tag: 0x7fe00010, vr: 'OW', bytes: pixels ?? new Uint8Array(24 * frames) };
  const elements: readonly ElementDescription[] = [
    { tag: 0x00080008, vr: 'CS', values: ['ORIGINAL', 'PRIMARY', 'AXIAL'] },
    { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.2'] },
    { tag: 0x00080060, vr: 'CS', values: ['CT'] },
    { tag: 0x00180060, vr: 'DS', values: ['120'] },
    { tag: 0x00280002, vr: 'US', values: [1] },
    { tag: 0x00280008, vr: 'IS', values: [String(frames)] },
    { tag: 0x00280010, vr: 'US', values: [4] },
    { tag: 0x00280011, vr: 'US', values: [3] },
    { tag: 0x00280100, vr: 'US', values: [16] },
    { tag: 0x00280101, vr: 'US', values: [12] },
    pixelData,
  ];
  const replaced = new Set(more.map(({ tag }) => tag));
  const all = [...elements.filter(({ tag }) => !replaced.has(tag)), ...more].sort((a, b) => a.tag - b.tag);
  return buildFile(all, fragments ? { transferSyntaxUid: transferSyntaxUid ?? jpegBaselineUid } : {});
}

function inspect(image: Image) {
  const file = ctFile(image);
  return readFromMemory(inspectPixels(indexBytes(file)), file);
}

function segment(code: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2;
  return joinBytes([bytes(0xff, code, length >> 8, length & 0xff), content]);
}

function jpeg(comment: Uint8Array | null, dataBytes = 10): Uint8Array {
  const scan = segment(0xda, bytes(1, 1, 0, 0, 63, 0));
  const image = joinBytes([
    bytes(0xff, 0xd8),
    ...(comment ? [segment(0xfe, comment)] : []),
    scan,
    new Uint8Array(dataBytes).fill(7),
    bytes(0xff, 0xd9),
  ]);
  return image.length % 2 === 0 ? image : joinBytes([image, bytes(0)]);
}

describe('compressed images', () => {
  it('leaves an image alone that holds nothing else', () => {
    expect(inspect({ fragments: [jpeg(null)] })).toMatchObject({ riskClass: 'C' });
  });

  it('raises one with a comment to class A, with the reason', () => {
    expect(inspect({ fragments: [jpeg(latin('Doe, Jane'))] })).toMatchObject({
      riskClass: 'A',
      code: 'codestream-comment',
      reason: pixelReasons['codestream-comment'],
    });
  });

  it('tells both reasons of an image that is class A anyway', () => {
    const { riskClass, reason } = inspect({
      fragments: [jpeg(latin('Doe, Jane'))],
      more: [{ tag: 0x00280301, vr: 'CS', values: ['YES'] }],
    });
    expect(riskClass).toBe('A');
    expect(reason).toBe(`${pixelReasons['burned-in-annotation']}; ${pixelReasons['codestream-comment']}`);
  });

  it('holds a file with two sets of pixels', () => {
    const twice: ElementDescription = { tag: 0x7fe00008, vr: 'OF', bytes: new Uint8Array(48) };
    expect(inspect({ more: [twice] }).code).toBe('beside-frames');
  });

  it('is not soothed by Burned In Annotation NO', () => {
    const declared: ElementDescription = { tag: 0x00280301, vr: 'CS', values: ['NO'] };
    expect(inspect({ fragments: [jpeg(latin('Doe, Jane'))], more: [declared] }).riskClass).toBe('A');
  });

  it('looks at every frame', () => {
    const fragments = [jpeg(null), jpeg(null), jpeg(latin('Doe, Jane'))];
    expect(inspect({ frames: 3, fragments }).code).toBe('codestream-comment');
  });

  it('joins the fragments of a frame', () => {
    const image = jpeg(null, 300);
    const fragments = [image.subarray(0, 100), image.subarray(100, 200), image.subarray(200)];
    expect(inspect({ fragments }).riskClass).toBe('C');
    expect(inspect({ fragments: [...fragments, latin('Doe^Jane')] }).code).toBe('behind-codestream');
  });

  it.each<[string, Image]>([
    ['an image more than frames', { fragments: [jpeg(null), jpeg(null)] }],
    [
      'a fragment in front of the first offset',
      { fragments: [latin('Doe^Jane'), jpeg(null)], offsetTable: bytes(16, 0, 0, 0) },
    ],
    [
      'an offset table longer than the frames',
      { fragments: [jpeg(null)], offsetTable: joinBytes([new Uint8Array(4), latin('Doe^Jane')]) },
    ],
    [
      'more RLE fragments than frames',
      { fragments: [new Uint8Array(64), latin('Doe^Jane')], transferSyntaxUid: rleUid },
    ],
  ])('holds %s', (_, image) => {
    expect(inspect(image).code).toBe('beside-frames');
  });

  it('holds what does not begin like an image', () => {
    expect(inspect({ fragments: [latin('Doe^Jane')] }).code).toBe('unknown-codestream');
  });

  it('has nothing to say about RLE', () => {
    expect(inspect({ fragments: [new Uint8Array(64)], transferSyntaxUid: rleUid }).riskClass).toBe('C');
  });
});

/** Two fragments of one image. */
const cut = (image: Uint8Array) => [image.subarray(0, 4000), image.subarray(4000)];

describe('large compressed images', () => {
  const large = 5 * 1024 * 1024;

  it.each<[string, readonly Uint8Array[], number, string | null]>([
    ['a plain frame', [jpeg(null, large)], 1, null],
    ['a comment in front', [jpeg(latin('Doe, Jane'), large)], 1, 'codestream-comment'],
    [
      'a long profile in front',
      [
        joinBytes([
          bytes(0xff, 0xd8),
          segment(0xe2, joinBytes([latin('ICC_PROFILE\0'), new Uint8Array(20_000)])),
          jpeg(null, large).subarray(2),
        ]),
      ],
      1,
      null,
    ],
    ['text behind', [joinBytes([jpeg(null, large), latin('Doe^Jane')])], 1, 'behind-codestream'],
    ['much text behind', [joinBytes([jpeg(null, large), new Uint8Array(8192).fill(65)])], 1, 'behind-codestream'],
    [
      'a comment in the last of many frames',
      [...Array.from({ length: 999 }, () => jpeg(null, 8000)), jpeg(latin('Doe'), 8000)],
      1000,
      'codestream-comment',
    ],
    ['many plain frames', Array.from({ length: 1000 }, () => jpeg(null, 8000)), 1000, null],
    ['a second image', [jpeg(null, large), jpeg(null)], 1, 'beside-frames'],
    ['more images than frames', Array.from({ length: 800 }, () => jpeg(null, 8000)), 799, 'beside-frames'],
    ['frames of several fragments', Array.from({ length: 800 }, () => cut(jpeg(null, 8000))).flat(), 800, null],
  ])('%s', (_, fragments, frames, found) => {
    const file = ctFile({ frames, fragments });
    expect(readFromMemory(inspectCodestreams(indexBytes(file)), file)).toEqual({ found, isSampled: true });
  });

  it('reads little of them', () => {
    const file = ctFile({ fragments: [jpeg(null, large)] });
    const { ranges } = readInWindows(inspectCodestreams(indexBytes(file)), file);
    const read = ranges.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0);
    expect(read).toBeLessThan(1.2 * 1024 * 1024);
  });

  it('reads each of many short frames at most once, and by no means all', () => {
    const file = ctFile({ frames: 1000, fragments: Array(1000).fill(jpeg(null, 10_000)) });
    const { result, ranges } = readInWindows(inspectCodestreams(indexBytes(file)), file);
    expect(result).toEqual({ found: null, isSampled: true });
    expect(ranges.length).toBeLessThanOrEqual(256);
    expect(ranges.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0)).toBeLessThan(file.length / 3);
  });
});

describe('uncompressed pixels (PS3.3 C.7.6.3)', () => {
  const zeros = new Uint8Array(24);

  it.each<[string, Image, string]>([
    ['as many bytes as pixels', {}, 'original-acquisition'],
    ['zeros behind', { pixels: new Uint8Array(4096) }, 'original-acquisition'],
    ['text behind', { pixels: joinBytes([zeros, latin('Doe^Jane')]) }, 'behind-frames'],
    [
      'text behind the last of the frames',
      { frames: 2, pixels: joinBytes([zeros, zeros, latin('Doe^Jane')]) },
      'behind-frames',
    ],
    ['a frame that is not counted', { pixels: new Uint8Array(48).fill(9) }, 'behind-frames'],
    ['more than padding could be', { pixels: new Uint8Array(2 * 1024 * 1024) }, 'behind-frames'],
  ])('%s', (_, image, code) => {
    expect(inspect(image).code).toBe(code);
  });
});

describe('what the header tells', () => {
  const overlay = (position: number, hasData: boolean): readonly ElementDescription[] => [
    { tag: 0x60020100, vr: 'US', values: [16] },
    { tag: 0x60020102, vr: 'US', values: [position] },
    ...(hasData ? [{ tag: 0x60023000, vr: 'OW', bytes: new Uint8Array(2) } as const] : []),
  ];

  it('holds overlays inside the pixel cells (PS3.3 C.9.2)', () => {
    expect(inspect({ more: overlay(12, false) }).code).toBe('embedded-overlay');
    expect(inspect({ more: overlay(0, true) }).riskClass).toBe('C');
  });

  it('holds sound (PS3.4 B.5)', () => {
    const file = buildFile([{ tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.9.4.1'] }]);
    expect(readFromMemory(inspectPixels(indexBytes(file)), file)).toMatchObject({ riskClass: 'A', code: 'audio' });
  });
});

describe('any bytes', () => {
  it('never lets a comment, an application segment or a tail with letters pass', () => {
    const text = fc
      .string({ minLength: 2, maxLength: 40, unit: fc.constantFrom(...'ABCDEFGHJMNOPQRSTUVWXYZ^ ') })
      .filter((value) => /[A-Z]{2}/.test(value));
    fc.assert(
      fc.property(text, fc.constantFrom('comment', 'application', 'tail'), (value, place) => {
        const plain = jpeg(null);
        const planted =
          place === 'comment'
            ? jpeg(latin(value))
            : place === 'tail'
              ? joinBytes([plain, latin(value)])
              : joinBytes([plain.subarray(0, 2), segment(0xe1, latin(value)), plain.subarray(2)]);
        return inspect({ fragments: [planted] }).riskClass === 'A';
      }),
    );
  });

  it('always comes to an answer, the same in any window', () => {
    const codestream = fc.oneof(
      fc.uint8Array({ minLength: 2, maxLength: 200 }),
      fc
        .tuple(
          fc.constantFrom(bytes(0xff, 0xd8), bytes(0xff, 0x4f, 0xff, 0x51), latin('\0\0\0\x0cjP  ')),
          fc.uint8Array({ maxLength: 200 }),
        )
        .map(joinBytes),
    );
    const even = codestream.map((value) => (value.length % 2 === 0 ? value : joinBytes([value, bytes(0)])));
    const syntax = fc.constantFrom(jpegBaselineUid, '1.2.840.10008.1.2.4.90', '1.2.840.10008.1.2.4.102', rleUid);
    fc.assert(
      fc.property(
        fc.array(even, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 3 }),
        syntax,
        (fragments, frames, transferSyntaxUid) => {
          const file = ctFile({ fragments, frames, transferSyntaxUid });
          const dataset = indexBytes(file);
          const all = readFromMemory(inspectCodestreams(dataset), file);
          expect(readInWindows(inspectCodestreams(dataset), file).result).toEqual(all);
        },
      ),
    );
  });
});
