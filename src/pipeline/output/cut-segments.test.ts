import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyParts } from '../../destinations/copy-parts.ts';
import { bytesAt, findElement } from '../../dicom/dataset-access.ts';
import { joinBytes } from '../../dicom/join-bytes.ts';
import { readFromMemory } from '../../dicom/reading.ts';
import { cutFrame } from '../../pixel-data/codestream/cut-frame.ts';
import { inspectCodestreams } from '../../pixel-data/inspect-codestreams.ts';
import { readImagePixel } from '../../pixel-data/rendering/image-pixel.ts';
import { readFrame } from '../../pixel-data/rendering/read-frame.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { assembleOutput, indexBytes } from '../../testing/build-dataset.ts';
import { codedFile, samplesOfFile } from '../../testing/coded-file.ts';
import { bytes, latin, segment } from '../../testing/codestreams.ts';
import { all, ctFile, type Image, jpeg } from '../../testing/compressed-ct.ts';
import { plainInput } from '../../testing/ct-slice.ts';
import { blankedFile, box, redactingEngine, redactionJob, seen } from '../../testing/redact.ts';
import { createEngine } from '../contracts/engine.ts';
import { deidentifyFile } from '../file/deidentify-file.ts';
import { fingerprintFile } from '../file/fingerprint-file.ts';
import { inspectFile } from '../file/inspect-file.ts';
import { produceFile } from '../file/produce-file.ts';
import type { Codecs } from '../image/codecs/create-codecs.ts';
import { deliveryPieces } from './delivery-pieces.ts';
import { hashOutput } from './fingerprint-output.ts';
import { readRange } from './read-range.ts';

const settings = { profile: createProfile('ps315-basic'), projectKey: new Uint8Array(32).fill(9), patients: null };
const engine = createEngine(settings, () => undefined);

async function produced(file: Uint8Array) {
  const result = await produceFile({ input: plainInput(file), release: null }, engine);
  if (result.kind !== 'produced') throw new Error(JSON.stringify(result.outcome));
  return result;
}

const outputOf = async (file: Uint8Array) => assembleOutput((await produced(file)).parts, file);

function framesOf(file: Uint8Array, frames: number): readonly Uint8Array[] {
  const dataset = indexBytes(file);
  const pixel = { ...readImagePixel(dataset)!, frames };
  return Array.from({ length: frames }, (_, n) => readFromMemory(readFrame(dataset, pixel, n), file)!.bytes.slice());
}

/** What a second look says of a finished file: nothing found, nothing to be cut, tables as they have to be. */
function secondLook(file: Uint8Array) {
  const { found, cuts } = readFromMemory(inspectCodestreams(indexBytes(file), all), file);
  return { found, cuts };
}

const uint32s = (values: readonly number[]) => new Uint8Array(Uint32Array.from(values).buffer);
const uint64s = (values: readonly number[]) => new Uint8Array(BigUint64Array.from(values.map(BigInt)).buffer);
const table = (tag: number, values: readonly number[]) => ({ tag, vr: 'OV', bytes: uint64s(values) }) as const;

/** A frame, and where it is cut into fragments. */
type Planted = { readonly image: Uint8Array; readonly pieces: readonly Uint8Array[] };

const planted: fc.Arbitrary<Planted> = fc
  .record({
    comment: fc.option(fc.string({ maxLength: 30 }).map((text) => latin(text.replace(/[^ -~]/g, 'x')))),
    exif: fc.boolean(),
    dataBytes: fc.integer({ min: 1, max: 90 }),
    places: fc.uniqueArray(fc.integer({ min: 1, max: 90 }), { maxLength: 5 }),
    padding: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ comment, exif, dataBytes, places, padding }) => {
    const plain = jpeg(comment, dataBytes);
    const exifs = exif ? [segment(0xe1, latin('Exif\0\0Doe'))] : [];
    const joined = joinBytes([plain.subarray(0, 2), ...exifs, plain.subarray(2), new Uint8Array(padding)]);
    const image = joined.length % 2 === 0 ? joined : joinBytes([joined, new Uint8Array(1)]);
    const ends = [...places.map((place) => 2 * place).filter((end) => end < image.length - 2), image.length];
    ends.sort((one, other) => one - other);
    return { image, pieces: ends.map((end, n) => image.subarray(ends[n - 1] ?? 0, end)) };
  });

type Tables = 'least total' | 'none' | 'basic' | 'extended' | 'extended with lengths' | 'extended with shorter lengths';

function imageOf(frames: readonly Planted[], tables: Tables): Image {
  const items = frames.map(({ pieces }) => pieces.reduce((sum, { length }) => sum + 8 + length, 0));
  const places = items.map((_, n) => items.slice(0, n).reduce((sum, length) => sum + length, 0));
  const less = tables.includes('shorter') ? 1 : 0;
  const lengths = frames.map(({ image }) => image.length - less);
  const fragments = frames.flatMap(({ pieces }) => pieces);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const more = [
    ...(tables.startsWith('extended') ? [table(0x7fe00001, places)] : []),
    ...(tables.includes('lengths') ? [table(0x7fe00002, lengths), table(0x7fe00003, [total])] : []),
    // As short as it may be: each fragment might have a byte of padding.
    ...(tables === 'least total' ? [table(0x7fe00003, [total - fragments.length])] : []),
  ];
  const offsetTable = tables === 'basic' ? uint32s(places) : new Uint8Array(0);
  return { frames: frames.length, fragments, offsetTable, more };
}

const tables = fc.constantFrom<Tables>(
  'none',
  'least total',
  'basic',
  'extended',
  'extended with lengths',
  'extended with shorter lengths',
);

function numbersAt(dataset: ReturnType<typeof indexBytes>, tag: number): readonly number[] {
  const element = findElement(dataset, tag);
  if (element < 0) return [];
  const { valueOffsets, valueLengths } = dataset.elements;
  const value = bytesAt(dataset.segments, valueOffsets[element]!, valueLengths[element]!).slice();
  return [...new BigUint64Array(value.buffer)].map(Number);
}

/** Frames whose lengths, a byte short, leave less room than their fragments would. */
const [first, second] = [jpeg(latin(''), 1), jpeg(latin(' '), 4)];
const short: readonly Planted[] = [
  { image: first, pieces: [first.subarray(0, 2), first.subarray(2)] },
  { image: second, pieces: [second] },
];

describe('segments that no decoder needs', () => {
  it('are cut out of each frame, and its tables say where frames are now', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(planted, { minLength: 1, maxLength: 4 }), tables, async (frames, how) => {
        const file = ctFile(imageOf(frames, how));
        const output = await outputOf(file);
        const written = framesOf(output, frames.length);
        for (const [n, { image }] of frames.entries()) expect(Buffer.compare(written[n]!, cutFrame(image))).toBe(0);
        expect(secondLook(output)).toEqual({ found: null, cuts: null });
        const dataset = indexBytes(output);
        const { fragments } = dataset;
        const [stated, total] = [0x7fe00002, 0x7fe00003].map((tag) => numbersAt(dataset, tag));
        if (how.includes('lengths')) expect(total).toEqual([stated!.reduce((sum, length) => sum + length, 0)]);
        const { lengths } = [...fragments.values()][0]!;
        expect(lengths.every((length) => length > 0 && length % 2 === 0)).toBe(true);
        // A frame of which nothing goes keeps its fragments.
        const kept = frames.reduce(
          (sum, { image, pieces }) => sum + (cutFrame(image) === image ? pieces.length : 1),
          0,
        );
        expect(lengths.length).toBe(kept);
      }),
      { numRuns: 60, examples: [[[...short], 'extended with shorter lengths']] },
    );
  }, 120_000);

  it('are said by kind, bytes and frames', async () => {
    const exif = joinBytes([jpeg(null).subarray(0, 2), segment(0xe1, latin('Exif\0\0')), jpeg(null).subarray(2)]);
    const fragments = [jpeg(latin('Doe')), exif, jpeg(latin('Doe, Jane')), jpeg(null)];
    const job = { input: plainInput(ctFile({ frames: 4, fragments })), release: null };
    const outcome = await deidentifyFile(job, engine);
    expect(outcome.kind === 'deidentified' && outcome.findings.filter(({ code }) => code.includes('cut'))).toEqual([
      {
        code: 'codestream-metadata-cut',
        message:
          'Cut out of the compressed image, as no decoder needs it: COM 20 bytes in 2 frames; APP1 10 bytes in 1 frame.',
      },
    ]);
  });

  it('are said of the elements that are written otherwise, and not of others', async () => {
    const more = [table(0x7fe00001, [0])];
    const effects = async (comment: Uint8Array | null) => {
      const file = ctFile({ frames: 1, fragments: [jpeg(comment)], offsetTable: new Uint8Array(0), more });
      const inspected = await inspectFile({ input: plainInput(file), release: null }, engine);
      if (inspected.kind !== 'inspected') throw new Error(inspected.kind);
      return inspected.rows
        .filter(({ tag }) => tag.startsWith('(7FE0'))
        .map(({ effect, after }) => ({ effect, after }));
    };
    expect(await effects(latin('Doe'))).toEqual([
      { effect: 'replaced', after: 'places of the cut frames' },
      { effect: 'replaced', after: 'segments cut' },
    ]);
    expect((await effects(null)).map(({ effect }) => effect)).toEqual(['kept', 'kept']);
  });

  it('are said to be cut while saving where they lie too far behind, be there none in front', async () => {
    const fragments = Array.from({ length: 70 }, (_, n) => jpeg(n === 69 ? latin('Doe') : null, 1_000_000));
    const file = ctFile({ frames: 70, fragments });
    const outcome = await deidentifyFile({ input: plainInput(file), release: null }, engine);
    const said = outcome.kind === 'deidentified' ? outcome.findings.filter(({ code }) => code.includes('cut')) : [];
    expect(said.map(({ message }) => message)).toEqual([expect.stringContaining('cut while the file is saved')]);
    expect((await produced(file)).parts.map(({ kind }) => kind)).toContain('spliced');
  }, 60_000);

  it.each([
    [4096, 1, 1200, true],
    [4097, 1, 1200, false],
    [4, 4000, 1_100_000, true],
    [5, 4000, 1_100_000, false],
  ])(
    'of %i frames, %i in each, are remembered until the file is saved: %#',
    async (frames, each, dataBytes, isRemembered) => {
      const frame = jpeg(null, dataBytes);
      const comments = Array.from({ length: each }, () => [
        segment(0xfe, latin('Doe ')),
        segment(0xdd, bytes(0, 4)),
      ]).flat();
      const commented = joinBytes([frame.subarray(0, 2), ...comments, frame.subarray(2)]);
      const fragments = Array.from({ length: frames }, () => commented);
      const file = ctFile({ frames, fragments });
      const job = { input: plainInput(file), release: null };
      const outcome = await deidentifyFile(job, engine);
      const known = outcome.kind === 'deidentified' ? outcome.fragments : undefined;
      expect([known !== undefined, known?.seen !== undefined]).toEqual([true, isRemembered]);
      const again = await produceFile({ ...job, fragments: known! }, engine);
      if (again.kind !== 'produced') throw new Error(JSON.stringify(again.outcome));
      expect(secondLook(assembleOutput(again.parts, file))).toEqual({ found: null, cuts: null });
    },
  );

  it('leave a file alone that has none, and a frame that cannot be followed', async () => {
    const file = ctFile({ frames: 2, fragments: [jpeg(null), jpeg(null)] });
    const pixels = (bytes: Uint8Array) => Buffer.from(bytes.subarray(indexBytes(bytes).elements.valueOffsets.at(-1)));
    expect(pixels(await outputOf(file))).toEqual(pixels(file));
    const tail = joinBytes([jpeg(latin('Doe')), latin('Doe^Jane')]);
    const held = ctFile({ frames: 2, fragments: [jpeg(latin('Doe')), tail] });
    const exporting = createEngine(
      { ...settings, profile: { ...settings.profile, pixels: 'export' } },
      () => undefined,
    );
    const result = await produceFile({ input: plainInput(held), release: null }, exporting);
    if (result.kind !== 'produced') throw new Error('It is not held under this policy.');
    const [first, second] = framesOf(assembleOutput(result.parts, held), 2);
    expect(Buffer.from(first!).includes('Doe')).toBe(false);
    expect(Buffer.from(second!)).toEqual(Buffer.from(tail));
  });

  it('go from a large file as well, which is read by ranges, with the bytes and the hash of one in memory', async () => {
    const fragments = Array.from({ length: 6 }, (_, n) => jpeg(latin(`Doe ${'x'.repeat(n)}`), 1_500_000));
    const file = ctFile({ frames: 6, fragments });
    const { parts, sizeBytes, kind, id, crc32 } = await produced(file);
    expect(parts.map((part) => part.kind)).toEqual(['bytes', 'spliced']);
    const whole = assembleOutput(parts, file);
    expect(whole.length).toBe(sizeBytes);
    const pieces: Uint8Array[] = [];
    await copyParts(parts, plainInput(file).content.blob, async (bytes) => void pieces.push(bytes));
    expect(Buffer.compare(joinBytes(pieces), whole)).toBe(0);
    const delivery = { input: plainInput(file), file: { kind, id, parts, sizeBytes, crc32 } };
    const blob = new Blob([...((await deliveryPieces(delivery)) ?? [])]);
    expect(Buffer.compare(new Uint8Array(await blob.arrayBuffer()), whole)).toBe(0);
    const hash = await hashOutput({
      sizeBytes,
      read: async ({ offsetBytes, lengthBytes }) => whole.subarray(offsetBytes, offsetBytes + lengthBytes),
    });
    const job = { input: plainInput(file), release: null };
    expect(await fingerprintFile('whole', job, engine)).toEqual({ kind: 'fingerprint', text: hash });
    const spliced = parts[1]!;
    if (spliced.kind !== 'spliced') throw new Error('It is spliced.');
    const start = whole.length - spliced.lengthBytes;
    const short = plainInput(file.subarray(0, 100_000)).content.blob;
    await fc.assert(
      fc.asyncProperty(fc.nat(spliced.lengthBytes - 1), fc.integer({ min: 1, max: 5000 }), async (skip, length) => {
        const wanted = Math.min(length, spliced.lengthBytes - skip);
        const bytes = await readRange(plainInput(file).content.blob, spliced, skip, wanted);
        expect(Buffer.compare(bytes!, whole.subarray(start + skip, start + skip + wanted))).toBe(0);
      }),
      { numRuns: 40 },
    );
    expect(await readRange(short, spliced, 200_000, 100)).toBe(null);
  }, 60_000);
});

describe('frames that are made anew', () => {
  it.each(['4.80', '4.90', '4.201'])('have no such segments in %s, blanked or not', async (syntax) => {
    const file = await codedFile({ syntax, rows: 20, columns: 30, frames: 3, stored: 12 }, 4);
    const first = { ...box({ column: 2, row: 2, columns: 5, rows: 5 }), frames: [1] };
    const output = await blankedFile(file, seen(first), redactingEngine());
    expect(secondLook(output)).toEqual({ found: null, cuts: null });
    const [before, after] = [await samplesOfFile(file), await samplesOfFile(output)];
    expect(after[0]).toEqual(before[0]);
    expect(after[2]).toEqual(before[2]);
    expect(after[1]).not.toEqual(before[1]);
  });

  it('do not go out with segments that could not be cut', async () => {
    const file = await codedFile({ syntax: '4.80', rows: 20, columns: 30, stored: 12 }, 4);
    const blanking = redactingEngine();
    // An encoder that leaves a comment, and bytes behind the image for which such a frame is not taken apart.
    const encode: Codecs['encode'] = async (...plain) => {
      const frame = await blanking.codecs.encode(...plain);
      const comment = segment(0xfe, latin('Doe^Jane'));
      return frame && joinBytes([frame.subarray(0, 2), comment, frame.subarray(2), latin('Doe^Jane')]);
    };
    const engine = { ...blanking, codecs: { ...blanking.codecs, encode } };
    const job = redactionJob(file, seen(box({ column: 2, row: 2, columns: 5, rows: 5 })));
    const result = await produceFile(job, engine);
    if (result.kind !== 'produced') throw new Error('It goes out uncompressed.');
    const output = assembleOutput(result.parts, file);
    expect(indexBytes(output).transferSyntax.uid).toBe('1.2.840.10008.1.2.1');
    expect(Buffer.from(output).includes('Doe^Jane')).toBe(false);
  });

  it('are the same samples where only these segments went', async () => {
    const file = await codedFile({ syntax: '4.201', rows: 20, columns: 30, frames: 2, stored: 12 }, 4);
    const output = await outputOf(file);
    expect(await samplesOfFile(output)).toEqual(await samplesOfFile(file));
    expect(secondLook(output)).toEqual({ found: null, cuts: null });
  });
});
