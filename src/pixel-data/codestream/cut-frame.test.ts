import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../dicom/join-bytes.ts';
import {
  bytes,
  comment2000,
  contentOf,
  eoi,
  jfif,
  jpeg,
  jpeg2000,
  latin,
  profile,
  profilePart,
  scan,
  segment,
  siz,
  soc,
  soi,
} from '../../testing/codestreams.ts';
import { cutFrame } from './cut-frame.ts';

const comment = segment(0xfe, latin('Doe, Jane'));
const exif = segment(0xe1, latin('Exif\0\0MM Doe, Jane'));
const even = (image: Uint8Array) => (image.length % 2 === 0 ? image : joinBytes([image, bytes(0)]));

describe('cutFrame, JPEG (ISO/IEC 10918-1 annex B)', () => {
  const jfifWithThumbnail = segment(
    0xe0,
    joinBytes([latin('JFIF\0'), bytes(1, 1, 0, 0, 1, 0, 1, 2, 1), latin('Doe...')]),
  );
  const adobe = segment(0xee, latin('Adobe\0d\0\0\0\0\0'));
  const transform = segment(0xe8, joinBytes([latin('mrfx'), bytes(1)]));

  it.each<[string, Uint8Array, Uint8Array]>([
    ['comments, EXIF', jpeg(comment, exif, comment), jpeg()],
    ['a comment between scans', joinBytes([soi, scan, comment, scan, eoi]), joinBytes([soi, scan, scan, eoi])],
    ['a comment behind the scan', joinBytes([soi, scan, comment, eoi]), joinBytes([soi, scan, eoi])],
    ['the thumbnail of JFIF', joinBytes([soi, jfifWithThumbnail, scan, eoi]), joinBytes([soi, jfif, scan, eoi])],
    ['JFXX', jpeg(segment(0xe0, latin('JFXX\0\x10Doe'))), jpeg()],
    ['what is behind Adobe', jpeg(segment(0xee, latin('Adobe\0d\0\0\0\0\0Doe'))), jpeg(adobe)],
    [
      'what is behind the colour transform of JPEG-LS',
      jpeg(segment(0xe8, latin('mrfx\x01Doe, Jane'))),
      jpeg(transform),
    ],
    ['a profile of two parts that is longer than it says', jpeg(...parts(300, 290)), jpeg()],
    ['parts of a profile in the wrong order', jpeg(...parts(300, 300).toReversed()), jpeg()],
    ['a profile behind the scan', joinBytes([soi, scan, ...parts(300, 300), eoi]), joinBytes([soi, scan, eoi])],
    ['nothing of a profile', jpeg(...parts(300, 300)), jpeg(...parts(300, 300))],
  ])('takes out %s', (_, image, left) => {
    const cut = cutFrame(even(image));
    expect(Buffer.from(cut)).toEqual(Buffer.from(even(left)));
    expect(cutFrame(cut)).toBe(cut);
  });

  it.each([
    ['text behind the end', joinBytes([jpeg(comment), latin('Doe^Jane')])],
    ['a reserved segment', jpeg(comment, segment(0x02, latin('Doe')))],
    ['more places than are taken apart', joinBytes([soi, ...many(4200), scan, eoi])],
  ])('leaves a frame with %s as it is', (_, image) => {
    expect(contentOf(image)).not.toBe('cut');
    expect(contentOf(image)).not.toBe(null);
    expect(cutFrame(image)).toBe(image);
  });
});

/** An ICC profile in two parts. @param statedBytes what it says of its length */
function parts(lengthBytes: number, statedBytes: number): Uint8Array[] {
  const whole = profile(lengthBytes);
  whole.set([0, 0, statedBytes >> 8, statedBytes & 0xff]);
  return [
    segment(0xe2, profilePart(whole.subarray(0, 150), 1, 2)),
    segment(0xe2, profilePart(whole.subarray(150), 2, 2)),
  ];
}

/** Comments with a restart interval between them. */
function many(count: number): Uint8Array[] {
  return Array.from({ length: count }, () => joinBytes([segment(0xfe, bytes(65)), segment(0xdd, bytes(0, 4))]));
}

/** A codestream of tile-parts, each with what is in its header; lengths as they have to be. */
function tiled(main: readonly Uint8Array[], headers: readonly (readonly Uint8Array[])[], plan: Tiled): Uint8Array {
  const data = bytes(0xff, 0x93, 1, 2, 0xff, 0x4f, 3);
  const rests = headers.map((header) => joinBytes([...header, data]));
  const isOpen = (n: number) => plan.isLastOpen && n === rests.length - 1;
  const tiles = rests.map((rest, n) => {
    const length = isOpen(n) ? 0 : 12 + rest.length;
    return joinBytes([segment(0x90, bytes(0, n, 0, 0, length >> 8, length & 0xff, 0, 1)), rest]);
  });
  const { lengthBytes, indexBytes } = plan;
  const entries = tiles.flatMap(({ length }, n) => [
    ...[0, n].slice(2 - indexBytes),
    ...[0, 0, length >> 8, length & 0xff].slice(4 - lengthBytes),
  ]);
  const sizes = (indexBytes << 4) | (lengthBytes === 4 ? 0x40 : 0);
  const tlm = plan.hasLengths ? [segment(0x55, bytes(0, sizes, ...entries))] : [];
  return even(joinBytes([soc, siz, ...main.slice(0, 1), ...tlm, ...main.slice(1), ...tiles, eoi]));
}

type Tiled = {
  readonly hasLengths: boolean;
  readonly lengthBytes: 2 | 4;
  readonly indexBytes: 0 | 1 | 2;
  readonly isLastOpen: boolean;
};

const box = (kind: string, content: Uint8Array, length = content.length + 8) =>
  joinBytes([bytes(0, 0, length >> 8, length & 0xff), latin(kind), content]);
const long = (kind: string, content: Uint8Array) =>
  joinBytes([
    bytes(0, 0, 0, 1),
    latin(kind),
    bytes(0, 0, 0, 0, 0, 0, (content.length + 16) >> 8, (content.length + 16) & 0xff),
    content,
  ]);

describe('cutFrame, JPEG 2000 (ISO/IEC 15444-1 annexes A and I)', () => {
  const some = fc.array(
    fc.string({ maxLength: 9, unit: fc.constantFrom(...'Doe, J') }).map((text) => comment2000(text)),
    { maxLength: 3 },
  );
  const plan = fc.record<Tiled>({
    hasLengths: fc.boolean(),
    lengthBytes: fc.constantFrom<2 | 4>(2, 4),
    indexBytes: fc.constantFrom<0 | 1 | 2>(0, 1, 2),
    isLastOpen: fc.boolean(),
  });

  it('gives back the codestream without its comments, all lengths as they were without', () => {
    fc.assert(
      fc.property(some, fc.array(some, { minLength: 1, maxLength: 4 }), plan, (main, headers, how) => {
        // Nothing foretells the length of a tile-part that states none.
        fc.pre(!(how.hasLengths && how.isLastOpen));
        const without = tiled(
          [],
          headers.map(() => []),
          how,
        );
        const planted = tiled(main, headers, how);
        expect(contentOf(without)).toBe(null);
        expect(contentOf(planted)).toBe(planted.length === without.length ? null : 'cut');
        expect(Buffer.compare(cutFrame(planted), without)).toBe(0);
      }),
    );
  });

  it('takes boxes of metadata out of a JP2, and the comments of its codestream', () => {
    const start = [box('jP  ', bytes(13, 10, 0x87, 10)), box('jp2h', box('ihdr', new Uint8Array(14)))];
    const plain = jpeg2000(tiledPart());
    const commented = jpeg2000(tiledPart(), comment2000('Doe'));
    const xml = box('xml ', latin('<name>Doe</name>'));
    const uuid = box('uuid', latin('0123456789abcdefDoe'));
    for (const wrap of [box, long, (kind: string, content: Uint8Array) => box(kind, content, 0)]) {
      const isOpen = wrap !== box && wrap !== long;
      const file = joinBytes([...start, uuid, wrap('jp2c', commented), ...(isOpen ? [] : [xml])]);
      const left = joinBytes([...start, wrap('jp2c', plain)]);
      expect(Buffer.from(cutFrame(even(file)))).toEqual(Buffer.from(even(left)));
    }
  });
});

const tiledPart = () =>
  joinBytes([segment(0x90, bytes(0, 0, 0, 0, 0, 19, 0, 1)), bytes(0xff, 0x93, 1, 2, 0xff, 0x4f, 3)]);

describe('cutFrame, any bytes', () => {
  it('comes to an end, and finds nothing more in what it left', () => {
    const some = fc.oneof(
      fc.constantFrom(
        comment,
        exif,
        jfif,
        scan,
        eoi,
        soc,
        siz,
        comment2000('Doe'),
        tiledPart(),
        bytes(0xff),
        ...parts(300, 300),
      ),
      fc.uint8Array({ maxLength: 12 }),
    );
    const start = fc.constantFrom(soi, joinBytes([soc, siz]), joinBytes([box('jP  ', bytes(13, 10, 0x87, 10))]));
    fc.assert(
      fc.property(start, fc.array(some, { maxLength: 8 }), (first, rest) => {
        const image = even(joinBytes([first, ...rest]));
        const cut = cutFrame(image);
        expect(cut.length % 2).toBe(0);
        expect(cut.length).toBeLessThanOrEqual(image.length);
        expect(Buffer.compare(cutFrame(cut), cut)).toBe(0);
        if (contentOf(image) === 'cut') expect(contentOf(cut)).toBe(null);
      }),
      { numRuns: 300 },
    );
  });
});
