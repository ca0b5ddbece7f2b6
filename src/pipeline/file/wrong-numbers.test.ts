import { describe, expect, it } from 'vitest';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { buildFile } from '../../testing/build-dataset.ts';
import { casesOf } from '../../testing/cases.ts';
import { createEngine } from '../contracts/engine.ts';
import type { InputFile } from '../contracts/input-file.ts';
import { deidentifyFile } from './deidentify-file.ts';
import { scanFile } from './scan-file.ts';

const engine = createEngine(
  { profile: createProfile('ps315-basic'), projectKey: new Uint8Array(32).fill(3), patients: null },
  () => undefined,
);

/** A real Blob: that of Node ends the process when it is asked for a place that no file can have. */
function inputOf(bytes: Uint8Array): InputFile {
  const blob = new Blob([bytes.slice()]);
  return { id: 0, path: 'file.dcm', content: { kind: 'plain', blob, lastModifiedMs: 0 } };
}

function image(frames: ElementDescription, pixels: Uint8Array): Uint8Array {
  return buildFile([
    { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.4'] },
    { tag: 0x00080060, vr: 'CS', values: ['MR'] },
    { tag: 0x00100020, vr: 'LO', values: ['ID-88120'] },
    { tag: 0x00280002, vr: 'US', values: ['1'] },
    frames,
    { tag: 0x00280010, vr: 'US', values: ['256'] },
    { tag: 0x00280011, vr: 'US', values: ['256'] },
    { tag: 0x00280100, vr: 'US', values: ['16'] },
    { tag: 0x7fe00010, vr: 'OW', bytes: pixels },
  ]);
}

const oneFrame = new Uint8Array(256 * 256 * 2);

function framesAs(text: string): ElementDescription {
  const bytes = new TextEncoder().encode(text.length % 2 === 0 ? text : `${text} `);
  return { tag: 0x00280008, vr: 'IS', bytes };
}

function framesAsDouble(value: number): ElementDescription {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return { tag: 0x00280008, vr: 'FD', bytes };
}

describe('a Number of Frames that is no number of frames', () => {
  it.each([
    ['1e308', framesAs('1e308')],
    ['309 digits', framesAs(`1${'0'.repeat(308)}`)],
    ['Infinity', framesAs('Infinity')],
    ['a negative number', framesAs('-3')],
    ['half a frame', framesAs('1.5')],
    ['infinity as FD', framesAsDouble(Number.POSITIVE_INFINITY)],
    ['1e308 as FD', framesAsDouble(1e308)],
  ])('holds the file: %s', async (_, frames) => {
    const input = inputOf(image(frames, oneFrame));
    const outcome = await deidentifyFile({ input, release: null }, engine);
    expect(outcome).toMatchObject({ kind: 'held' });
    expect(outcome.kind === 'held' && outcome.holds).toContainEqual(
      expect.objectContaining({ kind: 'unknown-structure', path: '(0028,0008)', isReleasable: false }),
    );
  });

  it('lists no more frames than the pixel data has room for', async () => {
    for (const [text, frames] of [
      ['2147483647', 3],
      ['2', 2],
      ['1e9', 1],
    ] as const) {
      const look = await scanFile(inputOf(image(framesAs(text), new Uint8Array(3 * oneFrame.length))), engine);
      expect(look).toMatchObject({ kind: 'dicom', summary: { frames } });
    }
  });

  it('ends no process in the cases of the shared folder', async () => {
    for (const { file, read } of casesOf('time-and-numbers').filter((one) => /frames/.test(one.file))) {
      const { kind } = await deidentifyFile({ input: inputOf(read()), release: null }, engine);
      expect(['held', 'deidentified'], file).toContain(kind);
    }
  });
});
