import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findElement } from '../../dicom/dataset-access.ts';
import { joinBytes } from '../../dicom/join-bytes.ts';
import { readFromMemory } from '../../dicom/reading.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { parseJpeg, processOf } from '../../pixel-data/redaction/jpeg/parse-jpeg.ts';
import { coefficientsOf } from '../../pixel-data/redaction/jpeg/scan-blocks.ts';
import { readImagePixel } from '../../pixel-data/rendering/image-pixel.ts';
import { readFrame } from '../../pixel-data/rendering/read-frame.ts';
import { assembleOutput, indexBytes } from '../../testing/build-dataset.ts';
import { latin, segment } from '../../testing/codestreams.ts';
import { plainInput } from '../../testing/ct-slice.ts';
import { hasTool } from '../../testing/has-tool.ts';
import { type ImageLayout, imageFile, noise } from '../../testing/image-file.ts';
import { type JpegPlan, makeJpeg } from '../../testing/jpeg-file.ts';
import { hasPydicom, judgeByPeers } from '../../testing/peer-judge.ts';
import { blankedFile, box, redactingEngine, redactionJob, seen } from '../../testing/redact.ts';
import { colourScans, greyScans, makeScans } from '../../testing/scanned-jpeg.ts';
import { produceFile } from '../file/produce-file.ts';

const engine = redactingEngine();
const baseline = '1.2.840.10008.1.2.4.50';
const extended = '1.2.840.10008.1.2.4.51';
const spectral = '1.2.840.10008.1.2.4.53';
const progressive = '1.2.840.10008.1.2.4.55';
const size = { rows: 37, columns: 51 };
const lossy: ElementDescription = { tag: 0x00282110, vr: 'CS', values: ['01'] };

const grey = (seed: number) => makeJpeg({ ...size, sampling: [[1, 1]], seed }).bytes;
const noTable = new Uint8Array(0);
const corner = box({ column: 0, row: 0, columns: 9, rows: 9 });

/** A fragment of an odd length cannot be, so that frames are cut at even places. */
const cut = (frame: Uint8Array) => [frame.subarray(0, 200), frame.subarray(200, 300), frame.subarray(300)];

describe('boxes in JPEG', () => {
  it('go through frames of several fragments, with a table of places and without', async () => {
    const frames = [grey(1), grey(2), grey(3)];
    const layout: ImageLayout = { ...size, bits: 8, frames: 3, transferSyntaxUid: baseline, extra: [lossy] };
    const starts = frames.map((_, n) => frames.slice(0, n).reduce((sum, { length }) => sum + length + 24, 0));
    const table = new Uint8Array(Uint32Array.from(starts).buffer);
    for (const offsets of [noTable, table]) {
      const file = imageFile(layout, [offsets, ...frames.flatMap(cut)]);
      const output = await blankedFile(file, seen({ ...corner, frames: [0, 2] }), engine);
      const dataset = indexBytes(output);
      const fragments = dataset.fragments.get(findElement(dataset, 0x7fe00010))!;
      expect(fragments.offsets).toHaveLength(3);
      expect(fragments.offsetTable.lengthBytes).toBe(12);
      const pixel = readImagePixel(dataset)!;
      const frameAt = (n: number) => readFromMemory(readFrame(dataset, pixel, n), output)!.bytes;
      expect(frameAt(1)).toEqual(frames[1]);
      expect(frameAt(0)).not.toEqual(frames[0]);
      expect(frameAt(2)).not.toEqual(frames[2]);
      expect(dataset.transferSyntax.uid).toBe(baseline);
      expect(findElement(dataset, 0x00282110)).toBeGreaterThan(0);
    }
  });

  it('rebuild no extended table: it goes, and the basic one has the places', async () => {
    const frames = [grey(1), grey(2)];
    const places = new BigUint64Array([0n, BigInt(frames[0]!.length + 8)]);
    const lengths = new BigUint64Array(frames.map(({ length }) => BigInt(length)));
    const extra: readonly ElementDescription[] = [
      { tag: 0x7fe00001, vr: 'OV', bytes: new Uint8Array(places.buffer) },
      { tag: 0x7fe00002, vr: 'OV', bytes: new Uint8Array(lengths.buffer) },
    ];
    const file = imageFile({ ...size, bits: 8, frames: 2, transferSyntaxUid: baseline, extra }, [noTable, ...frames]);
    const dataset = indexBytes(await blankedFile(file, seen(corner), engine));
    expect([0x7fe00001, 0x7fe00002].map((tag) => findElement(dataset, tag))).toEqual([-1, -1]);
    expect(dataset.fragments.get(findElement(dataset, 0x7fe00010))!.offsetTable.lengthBytes).toBe(8);
  });

  it('go through a frame whose scan names no last coefficient, as some writers leave it', async () => {
    const frame = Uint8Array.from(grey(1));
    const scan = frame.findIndex((byte, at) => byte === 0xff && frame[at + 1] === 0xda);
    expect(frame[scan + 8]).toBe(63);
    frame[scan + 8] = 0;
    const file = imageFile({ ...size, bits: 8, transferSyntaxUid: baseline, extra: [lossy] }, [noTable, frame]);
    expect(indexBytes(await blankedFile(file, seen(corner), engine)).transferSyntax.uid).toBe(baseline);
  });

  it('go through frames with segments that no decoder needs, which are gone then', async () => {
    const plain = grey(1);
    const thumbnail = segment(0xe0, joinBytes([latin('JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01'), new Uint8Array(3)]));
    const planted = [thumbnail, segment(0xfe, latin('Doe^Jane')), segment(0xe1, latin('Exif\0\0Doe^Jane'))];
    const frame = joinBytes([plain.subarray(0, 2), ...planted, plain.subarray(2)]);
    const even = frame.length % 2 === 0 ? frame : joinBytes([frame, new Uint8Array(1)]);
    const file = imageFile({ ...size, bits: 8, transferSyntaxUid: baseline, extra: [lossy] }, [noTable, even]);
    const output = await blankedFile(file, seen(corner), engine);
    expect(Buffer.from(output).includes('Doe^Jane')).toBe(false);
    const dataset = indexBytes(output);
    const blanked = readFromMemory(readFrame(dataset, readImagePixel(dataset)!, 0), output)!.bytes;
    expect(blanked.subarray(0, 2)).toEqual(plain.subarray(0, 2));
    expect(dataset.transferSyntax.uid).toBe(baseline);
  });

  it.each<[string, string, Partial<JpegPlan>, string, readonly number[]]>([
    ['with a progressive syntax', progressive, {}, baseline, [0xc0, 0xc0]],
    ['with that of spectral selection', spectral, {}, baseline, [0xc0, 0xc0]],
    ['which the file calls baseline', baseline, {}, baseline, [0xc0, 0xc2]],
    ['which the file calls extended', extended, {}, extended, [0xc0, 0xc2]],
    ['of 12 bits', progressive, { precision: 12, categories: 16 }, extended, [0xc1, 0xc1]],
    ['with steps that baseline does not have', progressive, { hasWideSteps: true }, extended, [0xc1, 0xc1]],
    ['with such steps, which the file calls baseline', baseline, { hasWideSteps: true }, extended, [0xc1, 0xc2]],
  ])('make sequential frames of progressive ones %s', async (_, syntax, plan, written, processes) => {
    const frames = [1, 2].map((seed) => makeScans({ ...size, sampling: [[1, 1]], seed, ...plan }, greyScans).bytes);
    const bits = plan.precision === 12 ? { bits: 16, stored: 12 } : { bits: 8 };
    const file = imageFile({ ...size, ...bits, frames: 2, transferSyntaxUid: syntax, extra: [lossy] }, [
      noTable,
      ...frames,
    ]);
    const output = await blankedFile(file, seen({ ...corner, frames: [0] }), engine);
    const dataset = indexBytes(output);
    expect(dataset.transferSyntax.uid).toBe(written);
    const pixel = readImagePixel(dataset)!;
    const framesOf = [0, 1].map((n) => readFromMemory(readFrame(dataset, pixel, n), output)!.bytes);
    expect(framesOf.map(processOf)).toEqual(processes);
    if (processes[1] === 0xc2) expect(framesOf[1]).toEqual(frames[1]);
    // What is outside of the box is verified; here, that something is inside of it no more.
    const [was, is] = [coefficientsOf(parseJpeg(frames[0]!)!)!, coefficientsOf(parseJpeg(framesOf[0]!)!)!];
    expect(was.subarray(1, 64).some((value) => value !== 0)).toBe(true);
    expect(is.subarray(1, 64).every((value) => value === 0)).toBe(true);
    expect(is.subarray(5 * 64)).not.toEqual(new Int16Array(is.length - 5 * 64));
  });

  it('hold a file whose frames are not what it says, where a media directory names another syntax', async () => {
    const frame = makeScans({ ...size, sampling: [[1, 1]], hasWideSteps: true }, greyScans).bytes;
    const file = imageFile({ ...size, bits: 8, transferSyntaxUid: progressive }, [noTable, frame]);
    const job = { ...redactionJob(file, seen(corner)), describesOutput: true } as const;
    const result = await produceFile(job, { ...engine, describesOutputs: true });
    expect(result).toMatchObject({ kind: 'refused', outcome: { kind: 'held' } });
  });

  it.each<[string, Uint8Array]>([
    [
      'that says it is progressive',
      grey(1).map((byte, at, all) => (all[at - 1] === 0xff && byte === 0xc0 ? 0xc2 : byte)),
    ],
    ['no JPEG', noise(200)],
  ])('hold what is no sequential JPEG: %s', async (_, frame) => {
    const file = imageFile({ ...size, bits: 8, transferSyntaxUid: baseline }, [noTable, frame]);
    const released = { ...redactionJob(file, seen(corner)) };
    const result = await produceFile(released, engine);
    expect(result).toMatchObject({ kind: 'refused', outcome: { kind: 'held' } });
  });
});

/** A policy that blanks by itself takes the same way. */
it('an ultrasound of progressive frames is blanked outside of its regions', async () => {
  const sampling = [
    [2, 1],
    [1, 1],
    [1, 1],
  ] as const;
  const frame = makeScans({ rows: 64, columns: 80, sampling }, colourScans).bytes;
  const layout = { rows: 64, columns: 80, bits: 8, samples: 3, photometric: 'YBR_FULL_422', modality: 'US' };
  const region = [
    { tag: 0x00186018, vr: 'UL', values: [16] },
    { tag: 0x0018601a, vr: 'UL', values: [16] },
    { tag: 0x0018601c, vr: 'UL', values: [63] },
    { tag: 0x0018601e, vr: 'UL', values: [47] },
  ] as const satisfies readonly ElementDescription[];
  const extra: readonly ElementDescription[] = [lossy, { tag: 0x00186011, vr: 'SQ', items: [region] }];
  const file = imageFile(
    { ...layout, sopClassUid: '1.2.840.10008.5.1.4.1.1.6.1', transferSyntaxUid: progressive, extra },
    [noTable, frame],
  );
  const cleaning = redactingEngine([], [], { pixels: 'clean' });
  const result = await produceFile({ input: plainInput(file), release: null }, cleaning);
  if (result.kind !== 'produced') throw new Error(JSON.stringify(result.outcome));
  const output = assembleOutput(result.parts, file);
  const dataset = indexBytes(output);
  expect(dataset.transferSyntax.uid).toBe(baseline);
  const blanked = readFromMemory(readFrame(dataset, readImagePixel(dataset)!, 0), output)!.bytes;
  const all = coefficientsOf(parseJpeg(blanked)!)!;
  // Five MCUs a row, of four blocks each: the first is outside, the second of the third row within the region.
  expect([...all.subarray(0, 256)].filter((value) => value !== 0)).toEqual([-64, -64]);
  const inside = 64 * 4 * (2 * 5 + 1);
  expect(all.subarray(inside, inside + 256)).toEqual(coefficientsOf(parseJpeg(frame)!)!.subarray(inside, inside + 256));
});

/** Real encoders, whose files are made on the spot. */
const python = process.env['PYTHON_PATH'] ?? '/usr/bin/python3';

function byPillow(mode: 'L' | 'RGB', options: string): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'nescio-jpeg-'));
  try {
    const path = join(folder, 'a.jpg');
    const script = `import sys, random; from PIL import Image, ImageDraw
random.seed(1)
image = Image.effect_noise((160, 120), 60).convert('${mode}')
draw = ImageDraw.Draw(image)
for n in range(40): draw.ellipse([random.randint(0, 150), random.randint(0, 110), 155, 115], outline=tuple(random.randint(0, 255) for _ in '${mode}') if '${mode}' != 'L' else random.randint(0, 255))
image.save(sys.argv[1], ${options})`;
    execFileSync(python, ['-c', script, path], { stdio: 'ignore' });
    const bytes = new Uint8Array(readFileSync(path));
    return bytes.length % 2 === 0 ? bytes : Uint8Array.from([...bytes, 0]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!hasPydicom() || !hasTool('dcmdjpeg') || !hasTool('dcmcjpeg'))('boxes in JPEG, read by DCMTK', () => {
  const boxes = [
    { column: 16, row: 16, columns: 64, rows: 16 },
    { column: 100, row: 80, columns: 60, rows: 40 },
  ];
  // DCMTK's own upsampling takes the colour of neighbours in: up to two pixels beside a box of whole MCUs.
  const decompress = ['dcmdjpeg', '+cn', '+px'];

  it.each<[string, 'L' | 'RGB', string, string, number]>([
    ['grey', 'L', 'quality=80', 'MONOCHROME2', 0],
    ['grey, light is low, own tables', 'L', 'quality=30, optimize=True', 'MONOCHROME1', 0],
    ['4:4:4', 'RGB', 'quality=95, subsampling=0', 'YBR_FULL', 0],
    ['4:2:2, own tables', 'RGB', 'quality=60, subsampling=1, optimize=True', 'YBR_FULL_422', 2],
    ['4:2:0', 'RGB', 'quality=75, subsampling=2', 'YBR_FULL_422', 2],
    ['progressive, grey', 'L', 'quality=80, progressive=True', 'MONOCHROME2', 0],
    ['progressive, light is low', 'L', 'quality=30, progressive=True', 'MONOCHROME1', 0],
    ['progressive, 4:4:4', 'RGB', 'quality=95, subsampling=0, progressive=True', 'YBR_FULL', 0],
    ['progressive, 4:2:2', 'RGB', 'quality=60, subsampling=1, progressive=True', 'YBR_FULL_422', 2],
    ['progressive, 4:2:0', 'RGB', 'quality=75, subsampling=2, progressive=True', 'YBR_FULL_422', 2],
    [
      'progressive, 4:2:0, restart markers',
      'RGB',
      'quality=75, subsampling=2, progressive=True, restart_marker_blocks=3',
      'YBR_FULL_422',
      2,
    ],
  ])(
    '%s',
    async (_, mode, options, photometric, margin) => {
      const transferSyntaxUid = options.includes('progressive') ? progressive : baseline;
      const layout: ImageLayout = { rows: 120, columns: 160, bits: 8, photometric, transferSyntaxUid };
      const file = imageFile({ ...layout, ...(mode === 'RGB' && { samples: 3 }) }, [noTable, byPillow(mode, options)]);
      const output = await blankedFile(file, seen(box(...boxes)), engine);
      expect(indexBytes(output).transferSyntax.uid).toBe(baseline);
      expect(judgeByPeers(file, output, inMcus(boxes, margin > 0), decompress, margin)).toMatchObject({ outside: 0 });
      const inner = boxes.map(({ column, row, columns, rows }) => ({
        column: column + margin,
        row: row + margin,
        columns: columns - 2 * margin,
        rows: rows - 2 * margin,
      }));
      expect(judgeByPeers(file, output, inner, decompress)).toMatchObject({ distinct: 1 });
    },
    120_000,
  );

  it.each([
    ['12 bits', '+ee'],
    ['12 bits, progressive', '+ep'],
    ['12 bits, by bands', '+es'],
  ])(
    '%s',
    async (_, process) => {
      const folder = mkdtempSync(join(tmpdir(), 'nescio-jpeg12-'));
      try {
        const cells = new Uint16Array(noise(120 * 160 * 2).buffer).map((cell) => cell & 0xfff);
        const native = imageFile({ rows: 120, columns: 160, stored: 12 }, new Uint8Array(cells.buffer));
        const [from, to] = [join(folder, 'a'), join(folder, 'b')];
        writeFileSync(from, native);
        execFileSync('dcmcjpeg', [process, '+un', from, to], { stdio: 'ignore' });
        const file = new Uint8Array(readFileSync(to));
        const output = await blankedFile(file, seen(box(...boxes)), engine);
        expect(indexBytes(output).transferSyntax.uid).toBe(extended);
        const verdict = judgeByPeers(file, output, inMcus(boxes, false), ['dcmdjpeg']);
        expect(verdict).toMatchObject({ outside: 0, distinct: 1, darkest: 0 });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    120_000,
  );
});

/** Whole MCUs around boxes; of 16 × 16 pixels where colours are halved both ways. */
function inMcus(boxes: readonly { column: number; row: number; columns: number; rows: number }[], isHalved: boolean) {
  const step = isHalved ? 16 : 8;
  return boxes.map(({ column, row, columns, rows }) => {
    const [left, top] = [Math.floor(column / step) * step, Math.floor(row / step) * step];
    return {
      column: left,
      row: top,
      columns: Math.min(160, Math.ceil((column + columns) / step) * step) - left,
      rows: Math.min(120, Math.ceil((row + rows) / step) * step) - top,
    };
  });
}
