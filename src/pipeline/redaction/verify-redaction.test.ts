import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Fill } from '../../dicom/blanks.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { plainInput } from '../../testing/ct-slice.ts';
import { imageFile, noise } from '../../testing/image-file.ts';
import { createEngine } from '../contracts/engine.ts';
import { produceFile } from '../file/produce-file.ts';

/** A fault of whatever writes over the pixels, put in by a test. */
const injected = vi.hoisted(() => ({
  fault: (fill: Fill): Fill => fill,
  encoder: (encoded: Uint8Array): Uint8Array => encoded,
}));

vi.mock('../../pixel-data/redaction/encode-rle.ts', async (original) => {
  const { encodeRle } = await original<typeof import('../../pixel-data/redaction/encode-rle.ts')>();
  return {
    encodeRle: (...given: Parameters<typeof encodeRle>) => {
      const encoded = encodeRle(...given);
      return encoded && injected.encoder(encoded);
    },
  };
});

vi.mock('../../pixel-data/redaction/native-blanks.ts', async (original) => {
  const { nativeBlanks } = await original<typeof import('../../pixel-data/redaction/native-blanks.ts')>();
  return {
    nativeBlanks: (...given: Parameters<typeof nativeBlanks>) => {
      const blanks = nativeBlanks(...given);
      return typeof blanks === 'string'
        ? blanks
        : { ...blanks, fills: blanks.fills.map((fill) => injected.fault(fill)) };
    },
  };
});

const engine = createEngine(
  { profile: createProfile('ps315-basic'), projectKey: new Uint8Array(32).fill(5), patients: null },
  () => undefined,
);

function produce(rows: number, frames: number) {
  const file = imageFile({ rows, columns: 40, frames }, noise(rows * 40 * frames * 2));
  const rectangles = [{ column: 3, row: 4, columns: 20, rows: 5 }];
  const redaction = { areas: [{ kind: 'blank', frames: 'all', rectangles }], review: 'seen' } as const;
  return produceFile({ input: plainInput(file), release: null, redaction }, engine);
}

describe('what writes over pixels wrongly', () => {
  beforeEach(() => {
    injected.fault = (fill) => fill;
    injected.encoder = (encoded) => encoded;
  });

  it.each<[string, (encoded: Uint8Array) => Uint8Array, RegExp | null]>([
    ['nothing wrong', (encoded) => encoded, null],
    // The last literal, and the first run, which is dark.
    ['a wrong sample', (encoded) => encoded.map((byte, at) => (at > 64 + 40 ? byte ^ 1 : byte)), /outside|compared/],
    ['a wrong box', (encoded) => encoded.map((byte, at) => (at === 65 ? 9 : byte)), /inside/],
    ['a frame cut short', (encoded) => encoded.subarray(0, 80), /compared/],
  ])('puts nothing out of a wrong encoder: %s', async (_, encoder, reason) => {
    injected.encoder = encoder;
    const samples = noise(20 * 40, 3);
    const { encodeRle } = await vi.importActual<typeof import('../../pixel-data/redaction/encode-rle.ts')>(
      '../../pixel-data/redaction/encode-rle.ts',
    );
    const layout = { rows: 20, columns: 40, bits: 8, transferSyntaxUid: '1.2.840.10008.1.2.5' };
    const file = imageFile(layout, [new Uint8Array(0), encodeRle(samples, 20, 40, 1, 1)!]);
    const rectangles = [{ column: 0, row: 0, columns: 40, rows: 1 }];
    const redaction = { areas: [{ kind: 'blank', frames: 'all', rectangles }], review: 'seen' } as const;
    const result = await produceFile({ input: plainInput(file), release: null, redaction }, engine);
    if (reason === null) return expect(result.kind).toBe('produced');
    const outcome = result.kind === 'refused' ? result.outcome : null;
    expect(outcome?.kind === 'held' && outcome.holds[0]?.reason).toMatch(reason);
  });

  it.each<[string, (fill: Fill) => Fill, RegExp | null]>([
    ['nothing wrong', (fill) => fill, null],
    ['a row too many', (fill) => ({ ...fill, runs: fill.runs + 1 }), /outside/],
    ['a sample to the left', (fill) => ({ ...fill, firstBit: fill.firstBit - 16 }), /outside|inside/],
    ['a bit too far', (fill) => ({ ...fill, runBits: fill.runBits + 1 }), /outside/],
    ['a row too few', (fill) => ({ ...fill, runs: fill.runs - 1 }), /inside/],
    ['a byte too short', (fill) => ({ ...fill, runBits: fill.runBits - 8 }), /inside/],
    ['another value', (fill) => ({ ...fill, pattern: Uint8Array.of(0, 1) }), /inside/],
    ['the first frame alone', (fill) => ({ ...fill, frames: [0] }), /inside/],
  ])('puts nothing out: %s', async (_, fault, reason) => {
    injected.fault = fault;
    // In memory, and in windows.
    for (const [rows, frames] of [
      [20, 3],
      [2000, 30],
    ] as const) {
      const result = await produce(rows, frames);
      if (reason === null) {
        expect(result.kind).toBe('produced');
        continue;
      }
      expect(result).toMatchObject({ kind: 'refused', outcome: { kind: 'held', holds: [{ kind: 'self-check' }] } });
      const outcome = result.kind === 'refused' ? result.outcome : null;
      expect(outcome?.kind === 'held' && outcome.holds[0]?.reason).toMatch(reason);
    }
  });
});
