import { describe, expect, it } from 'vitest';
import { readSingleText } from '../../dicom/value-codec.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import type { DeviceTemplate, Profile } from '../../profile/profile.ts';
import { assembleOutput, indexBytes } from '../../testing/build-dataset.ts';
import { plainInput } from '../../testing/ct-slice.ts';
import { type ImageLayout, imageFile } from '../../testing/image-file.ts';
import { redactingEngine } from '../../testing/redact.ts';
import type { Job } from '../contracts/deidentify.protocol.ts';
import type { SearchFacts } from '../contracts/text-search.ts';
import { deidentifyFile } from '../file/deidentify-file.ts';
import { produceFile } from '../file/produce-file.ts';
import { scanFile } from '../file/scan-file.ts';

const [rows, columns] = [30, 40];

function region(left: number, top: number, right: number, bottom: number): readonly ElementDescription[] {
  return [left, top, right, bottom].map((value, n) => ({ tag: 0x00186018 + 2 * n, vr: 'UL', values: [value] }));
}

const regions = (...items: readonly (readonly ElementDescription[])[]): ElementDescription => ({
  tag: 0x00186011,
  vr: 'SQ',
  items,
});

const sonogram = regions(region(10, 5, 29, 24));

/** All samples are 200, so that a blanked one shows. */
function ultrasound(extra: readonly ElementDescription[], layout: Partial<ImageLayout> = {}): Uint8Array {
  const us = { sopClassUid: '1.2.840.10008.5.1.4.1.1.6.1', modality: 'US' };
  return imageFile({ rows, columns, bits: 8, ...us, extra, ...layout }, new Uint8Array(rows * columns).fill(200));
}

const clean = redactingEngine([], [], { pixels: 'clean' });
const jobFor = (file: Uint8Array, release: Job['release'] = null): Job => ({ input: plainInput(file), release });

async function darkIn(file: Uint8Array, engine = clean): Promise<(column: number, row: number) => boolean> {
  const result = await produceFile(jobFor(file), engine);
  if (result.kind !== 'produced') throw new Error(JSON.stringify(result.outcome));
  const bytes = assembleOutput(result.parts, file);
  return (column, row) => bytes[bytes.length - rows * columns + row * columns + column] === 0;
}

const heldAs = (isReleasable: boolean) => ({ kind: 'held', holds: [{ kind: 'pixels', isReleasable }] });

describe('pixels=clean', () => {
  it('blanks an ultrasound outside of its regions, and says that nobody looked', async () => {
    const file = ultrasound([sonogram]);
    const isDark = await darkIn(file);
    expect([isDark(9, 5), isDark(10, 4), isDark(30, 24), isDark(29, 25), isDark(0, 0)]).toEqual(Array(5).fill(true));
    expect([isDark(10, 5), isDark(29, 24), isDark(20, 20)]).toEqual(Array(3).fill(false));
    const result = await produceFile(jobFor(file), clean);
    if (result.kind !== 'produced') throw new Error('refused');
    const output = indexBytes(assembleOutput(result.parts, file));
    expect(readSingleText(output, 0x00120062)).toBe('NO');
    expect(await scanFile(plainInput(file), clean)).toMatchObject({ kind: 'dicom', isBlanked: true });
  });

  it('keeps all of several regions', async () => {
    const isDark = await darkIn(ultrasound([regions(region(2, 2, 9, 9), region(8, 8, 20, 12))]));
    expect([isDark(2, 2), isDark(20, 12), isDark(8, 9)]).toEqual([false, false, false]);
    expect([isDark(12, 2), isDark(2, 12), isDark(21, 12)]).toEqual([true, true, true]);
  });

  it.each<[string, Uint8Array, boolean]>([
    ['without regions', ultrasound([]), true],
    ['with one region outside of the image', ultrasound([regions(region(0, 0, 9, 9), region(0, 0, 41, 9))]), true],
    ['whose region is the whole screen', ultrasound([regions(region(0, 0, 39, 29))]), true],
    ['that is said to show text', ultrasound([sonogram, { tag: 0x00280301, vr: 'CS', values: ['YES'] }]), true],
    [
      'that is compressed in a way that cannot be blanked',
      imageFile(
        {
          ...{ rows, columns, bits: 8, sopClassUid: '1.2.840.10008.5.1.4.1.1.6.1', modality: 'US' },
          ...{ extra: [sonogram], transferSyntaxUid: '1.2.840.10008.1.2.4.110' },
        },
        [new Uint8Array(0), Uint8Array.of(0xff, 0x0a, 1, 2)],
      ),
      true,
    ],
  ])('holds an ultrasound %s', async (_, file) => {
    const outcome = await deidentifyFile(jobFor(file), clean);
    expect(outcome.kind).toBe('held');
    const holds = outcome.kind === 'held' ? outcome.holds : [];
    expect(holds.length).toBeGreaterThan(0);
    expect(holds.every(({ kind, isReleasable }) => kind === 'pixels' && isReleasable)).toBe(true);
  });

  it('holds other images that may show text, and leaves ultrasound alone where it is not asked for', async () => {
    const capture = ultrasound([sonogram], { sopClassUid: '1.2.840.10008.5.1.4.1.1.7', modality: 'OT' });
    expect(await deidentifyFile(jobFor(capture), clean)).toMatchObject(heldAs(true));
    expect(await deidentifyFile(jobFor(ultrasound([sonogram])), redactingEngine())).toMatchObject(heldAs(true));
  });
});

describe('device templates', () => {
  const match = { manufacturer: 'acme', model: 'Sono 3', rows, columns };
  const strip: DeviceTemplate = {
    match,
    kind: 'blank',
    frames: 'all',
    rectangles: [{ column: 0, row: 0, columns, rows: 3 }],
  };
  const engineWith = (template: DeviceTemplate, pixels: Profile['pixels'] = 'hold') =>
    redactingEngine([], [], { templates: [template], pixels });
  const device = (model: string): readonly ElementDescription[] => [
    { tag: 0x00080070, vr: 'LO', values: ['ACME'] },
    { tag: 0x00081090, vr: 'LO', values: [model] },
  ];
  const ct = (model: string, layout: Partial<ImageLayout> = {}) =>
    imageFile({ rows, columns, extra: device(model), ...layout }, new Uint8Array(rows * columns * 2).fill(200));

  it('blank what they name in the images of the device, and in no others', async () => {
    const engine = engineWith(strip);
    const produced = async (file: Uint8Array) => {
      const result = await produceFile(jobFor(file), engine);
      if (result.kind !== 'produced') throw new Error(JSON.stringify(result.outcome));
      return assembleOutput(result.parts, file).subarray(-rows * columns * 2);
    };
    const blanked = await produced(ct('SONO 3'));
    expect([blanked[3 * columns * 2 - 1], blanked[3 * columns * 2]]).toEqual([0, 200]);
    expect((await produced(ct('Sono 4'))).every((byte) => byte === 200)).toBe(true);
    const lower = ct('SONO 3', { rows: rows / 2, columns: columns * 2 });
    expect((await produced(lower)).every((byte) => byte === 200)).toBe(true);
  });

  it('do not clear an image that may show text elsewhere', async () => {
    const capture = ct('SONO 3', { sopClassUid: '1.2.840.10008.5.1.4.1.1.7', modality: 'OT' });
    for (const pixels of ['hold', 'clean'] as const) {
      expect(await deidentifyFile(jobFor(capture), engineWith(strip, pixels))).toMatchObject(heldAs(true));
    }
    expect(await deidentifyFile(jobFor(capture), engineWith(strip, 'export'))).toMatchObject({ kind: 'deidentified' });
  });

  it.each(['hold', 'clean'] as const)(
    'that keep a part of an ultrasound do not clear it either, under %s',
    async (pixels) => {
      const keep: DeviceTemplate = { ...strip, kind: 'keep', rectangles: [{ column: 5, row: 5, columns: 9, rows: 9 }] };
      const engine = engineWith(keep, pixels);
      const file = ultrasound(device('sono 3'));
      expect(await deidentifyFile(jobFor(file), engine)).toMatchObject(heldAs(true));
      const hit = { column: 6, row: 6, columns: 4, rows: 4, isPatients: true };
      const search: SearchFacts = { kind: 'searched', hits: [hit], isTextBeside: false };
      expect(await deidentifyFile({ ...jobFor(file), search }, engine)).toMatchObject(heldAs(true));
      // Nor where the file has regions that say nothing.
      const screen = ultrasound([...device('sono 3'), regions(region(0, 0, 39, 29))]);
      expect(await deidentifyFile(jobFor(screen), engine)).toMatchObject(heldAs(true));
    },
  );

  it('that keep a part of an ultrasound blank all else', async () => {
    const keep: DeviceTemplate = { ...strip, kind: 'keep', rectangles: [{ column: 5, row: 5, columns: 9, rows: 9 }] };
    const isDark = await darkIn(ultrasound(device('sono 3')), engineWith(keep, 'export'));
    expect([isDark(4, 5), isDark(5, 5), isDark(13, 13), isDark(14, 13)]).toEqual([true, false, false, true]);
  });
});
