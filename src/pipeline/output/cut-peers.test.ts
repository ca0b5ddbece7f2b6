import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../dicom/join-bytes.ts';
import { readFromMemory } from '../../dicom/reading.ts';
import { uint16At, uint32At } from '../../pixel-data/codestream/codestream-content.ts';
import { bigEndian } from '../../pixel-data/codestream/tile-part-length.ts';
import { readImagePixel } from '../../pixel-data/rendering/image-pixel.ts';
import { readFrame } from '../../pixel-data/rendering/read-frame.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { assembleOutput, indexBytes } from '../../testing/build-dataset.ts';
import { comment2000, latin, segment } from '../../testing/codestreams.ts';
import { plainInput } from '../../testing/ct-slice.ts';
import { hasTool } from '../../testing/has-tool.ts';
import { type ImageLayout, imageFile } from '../../testing/image-file.ts';
import { hasPydicom, judgeByPeers } from '../../testing/peer-judge.ts';
import { createEngine } from '../contracts/engine.ts';
import { produceFile } from '../file/produce-file.ts';

const size = { rows: 40, columns: 56, frames: 2 };
const grey: ImageLayout = { ...size, bits: 8 };
const deep: ImageLayout = { ...size, bits: 16, stored: 12 };
const colour: ImageLayout = { ...size, bits: 8, samples: 3, photometric: 'RGB' };

const hasAll = hasPydicom() && ['dcmcjpeg', 'dcmdjpeg', 'dcmcjpls', 'dcmdjpls', 'gdcmconv'].every(hasTool);

const byDcmtk = ['dcmdjpeg'] as const;
const byGdcm = ['gdcmconv', '--raw'] as const;
type Decoder = readonly string[] | null;
/** pydicom with Pillow decodes by itself. */
const byPillow: Decoder = null;

describe.skipIf(!hasAll)('files of which segments are cut, decoded by other programs', () => {
  it.each<[string, ImageLayout, readonly string[], readonly Decoder[]]>([
    ['JPEG Baseline', grey, ['dcmcjpeg', '+eb'], [byGdcm]],
    ['JPEG Baseline, colours', colour, ['dcmcjpeg', '+eb'], [byDcmtk, byPillow]],
    ['JPEG Extended', deep, ['dcmcjpeg', '+ee', '+bt'], [byDcmtk]],
    ['JPEG Progressive', grey, ['dcmcjpeg', '+ep'], [byDcmtk]],
    ['JPEG Lossless', deep, ['dcmcjpeg', '+el'], [byDcmtk]],
    ['JPEG Lossless, colours', colour, ['dcmcjpeg', '+e1'], [byGdcm]],
    ['JPEG-LS', deep, ['dcmcjpls', '+el'], [['dcmdjpls']]],
    ['JPEG-LS near-lossless', grey, ['dcmcjpls', '+en'], [['dcmdjpls'], byGdcm]],
    ['JPEG 2000', deep, ['gdcmconv', '--j2k'], [byGdcm]],
    ['JPEG 2000, colours', colour, ['gdcmconv', '--j2k', '--lossy', '-q', '40'], [byPillow]],
  ])(
    '%s',
    async (_, layout, encode, decoders) => {
      const coded = encodedBy(encode, imageFile(layout, slope(layout)));
      const file = plantedFile(coded);
      const result = await produceFile({ input: plainInput(file), release: null }, engine);
      if (result.kind !== 'produced') throw new Error(JSON.stringify(result.outcome));
      const output = assembleOutput(result.parts, file);
      expect(Buffer.from(file).includes('Doe')).toBe(true);
      expect(Buffer.from(output).includes('Doe')).toBe(false);
      for (const decoder of decoders) {
        // Not all of them read what was planted, nor several fragments a frame.
        expect(judgeByPeers(coded, output, [], decoder), `${decoder}`).toMatchObject({ outside: 0, largest: 0 });
      }
    },
    120_000,
  );
});

const engine = createEngine(
  {
    profile: { ...createProfile('ps315-basic'), pixels: 'export' },
    projectKey: new Uint8Array(32).fill(9),
    patients: null,
  },
  () => undefined,
);

/** Smooth, so that lossy codecs have something to keep, and different in each frame. */
function slope({ rows, columns, frames = 1, bits = 8, samples = 1 }: ImageLayout): Uint8Array {
  const values = Array.from({ length: rows * columns * frames * samples }, (_, n) => (n * 7) % (bits > 8 ? 4001 : 251));
  return bits > 8 ? new Uint8Array(Uint16Array.from(values).buffer) : Uint8Array.from(values);
}

function encodedBy([program, ...options]: readonly string[], file: Uint8Array): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'nescio-cut-'));
  try {
    writeFileSync(join(folder, 'plain.dcm'), file);
    execFileSync(program!, [...options, join(folder, 'plain.dcm'), join(folder, 'coded.dcm')], { stdio: 'ignore' });
    return new Uint8Array(readFileSync(join(folder, 'coded.dcm')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same image with segments in each frame, and three fragments a frame. */
function plantedFile(file: Uint8Array): Uint8Array {
  const dataset = indexBytes(file);
  const pixel = readImagePixel(dataset)!;
  const frames = Array.from({ length: pixel.frames }, (_, n) => {
    const frame = readFromMemory(readFrame(dataset, pixel, n), file)!.bytes.slice();
    const planted = frame[1] === 0x4f ? planted2000(frame) : plantedJpeg(frame);
    return planted.length % 2 === 0 ? planted : joinBytes([planted, new Uint8Array(1)]);
  });
  const fragments = frames.flatMap((frame) => {
    // The last one begins inside of the segment behind the scan.
    const ends = [2 * (frame.length >> 2), frame.length - 12];
    return [...ends, frame.length].map((end, n) => frame.subarray(ends[n - 1] ?? 0, end));
  });
  const table = new Uint8Array(Uint32Array.of(0, frames[0]!.length + 24).buffer);
  const { rows, columns, bitsAllocated, bitsStored, samplesPerPixel, photometric } = pixel;
  const layout = { rows, columns, frames: pixel.frames, bits: bitsAllocated, stored: bitsStored, photometric };
  const { uid } = dataset.transferSyntax;
  return imageFile({ ...layout, samples: samplesPerPixel, transferSyntaxUid: uid }, [table, ...fragments]);
}

function plantedJpeg(frame: Uint8Array): Uint8Array {
  const pieces = [frame.subarray(0, 2), segment(0xe1, latin('Exif\0\0MM Doe, Jane')), segment(0xfe, latin('Doe'))];
  let at = 2;
  // Segment by segment up to the first scan.
  while (frame[at + 1] !== 0xda) {
    const next = at + 2 + uint16At(frame, at + 2);
    const isJfif = frame[at + 1] === 0xe0;
    pieces.push(isJfif ? withThumbnail(frame.subarray(at + 4, next)) : frame.subarray(at, next));
    at = next;
  }
  const behind = segment(0xfe, latin('Doe behind the scan'));
  // Some programs leave a byte of anything behind the end.
  const end = frame.lastIndexOf(0xd9) - 1;
  const data = [frame.subarray(at, end), behind, frame.subarray(end, end + 2)];
  return joinBytes([...pieces, segment(0xed, latin('Doe')), ...data]);
}

/** JFIF with a thumbnail of one pixel. */
function withThumbnail(content: Uint8Array): Uint8Array {
  return segment(0xe0, joinBytes([content.subarray(0, 12), Uint8Array.of(1, 1), latin('Doe')]));
}

function planted2000(frame: Uint8Array): Uint8Array {
  let at = 2;
  while (frame[at + 1] !== 0x90) at += 2 + uint16At(frame, at + 2);
  const comment = comment2000('Doe in a tile-part');
  const start = frame.slice(at, at + 12);
  const length = uint32At(start, 6);
  if (length > 0) start.set(bigEndian(length + comment.length, 4), 6);
  return joinBytes([frame.subarray(0, at), comment2000('Doe, Jane'), start, comment, frame.subarray(at + 12)]);
}
