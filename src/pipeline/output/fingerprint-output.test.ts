import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { ctSlice, jpegFrame, patternBytes, plainInput, type SliceOptions } from '../../testing/ct-slice.ts';
import { createEngine } from '../contracts/engine.ts';
import { fingerprintFile } from '../file/fingerprint-file.ts';
import { produceFile } from '../file/produce-file.ts';
import { deliveryPieces } from './delivery-pieces.ts';
import { fingerprintOutput, hashOutput } from './fingerprint-output.ts';

const projectKey = new Uint8Array(32).fill(9);
const engine = createEngine({ profile: createProfile('ps315-basic'), projectKey, patients: null }, () => undefined);
const jobOf = (bytes: Uint8Array) => ({ input: plainInput(bytes), release: null });

async function fingerprint(bytes: Uint8Array, depth: 'beginning' | 'whole' = 'beginning'): Promise<string> {
  const result = await fingerprintFile(depth, jobOf(bytes), engine);
  if (result.kind !== 'fingerprint') throw new Error(`Refused: ${result.outcome.kind}`);
  return result.text;
}

/** The finished file, as another program meets it. */
async function outputOf(bytes: Uint8Array): Promise<Blob> {
  const job = jobOf(bytes);
  const made = await produceFile(job, engine);
  if (made.kind !== 'produced') throw new Error(`Refused: ${made.outcome.kind}`);
  return new Blob([...(await deliveryPieces({ input: job.input, file: made }))!]);
}

const read =
  (blob: Blob) =>
  async ({ offsetBytes, lengthBytes }: { readonly offsetBytes: number; readonly lengthBytes: number }) =>
    new Uint8Array(await blob.slice(offsetBytes, offsetBytes + lengthBytes).arrayBuffer());

const kinds: Readonly<Record<string, SliceOptions>> = {
  'a small image': {},
  'an image of 6 MB, most of which stays in the input': { pixelBytes: 6 * 1024 * 1024 },
  'compressed pixels': {
    transferSyntaxUid: '1.2.840.10008.1.2.4.50',
    fragments: [new Uint8Array(0), jpegFrame(patternBytes(300_000))],
  },
  'a deflated data set': { transferSyntaxUid: '1.2.840.10008.1.2.1.99' },
  'implicit little endian': { transferSyntaxUid: '1.2.840.10008.1.2' },
};

describe.each(Object.entries(kinds))('the fingerprint of %s', (_, options) => {
  it('is that of its finished output, which another program can take', async () => {
    const bytes = ctSlice(options);
    const output = await outputOf(bytes);
    const finished = { sizeBytes: output.size, read: read(output) };
    expect(await fingerprint(bytes)).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    expect(await fingerprintOutput(finished, projectKey)).toBe(await fingerprint(bytes));
    expect(await hashOutput(finished)).toBe(await fingerprint(bytes, 'whole'));
  });

  it('leaves its SHA-256 to a job that asks for it, which is that of the bytes that are written', async () => {
    const job = { ...jobOf(ctSlice(options)), hashesOutput: true } as const;
    const made = await produceFile(job, engine);
    if (made.kind !== 'produced') throw new Error(`Refused: ${made.outcome.kind}`);
    const written = new Blob([...(await deliveryPieces({ input: job.input, file: made }))!]);
    const bytes = new Uint8Array(await written.arrayBuffer());
    expect(made.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(await produceFile(jobOf(ctSlice(options)), engine)).not.toHaveProperty('sha256');
  });

  it('is another under another key, which the hash of the bytes is not', async () => {
    const output = await outputOf(ctSlice(options));
    const finished = { sizeBytes: output.size, read: read(output) };
    const other = await fingerprintOutput(finished, new Uint8Array(32).fill(1));
    expect(other).not.toBe(await fingerprintOutput(finished, projectKey));
  });
});

describe('a fingerprint', () => {
  const pixelBytes = 200 * 1024;
  const slice = ctSlice({ pixelBytes });
  const changedAt = (fromEnd: number) => {
    const changed = slice.slice();
    changed[changed.length - fromEnd]! ^= 1;
    return changed;
  };

  it('tells the first 64 KB of the pixels apart, and no later ones', async () => {
    const own = await fingerprint(slice);
    expect(await fingerprint(changedAt(pixelBytes))).not.toBe(own);
    expect(await fingerprint(changedAt(pixelBytes - 64 * 1024 + 1))).not.toBe(own);
    expect(await fingerprint(changedAt(pixelBytes - 64 * 1024))).toBe(own);
    expect(await fingerprint(changedAt(1))).toBe(own);
    expect(await fingerprint(changedAt(1), 'whole')).not.toBe(await fingerprint(slice, 'whole'));
  });

  it('tells headers apart by what is put out, not by what is taken away', async () => {
    const withTag = (vr: 'DS' | 'LO', tag: number, value: string) =>
      ctSlice({ pixelBytes, extra: [{ tag, vr, values: [value] }] });
    const one = await fingerprint(withTag('DS', 0x00180050, '1.5'));
    expect(await fingerprint(withTag('DS', 0x00180050, '2.5'))).not.toBe(one);
    const name = await fingerprint(withTag('LO', 0x00080081, 'FAKE STREET 1'));
    expect(await fingerprint(withTag('LO', 0x00080081, 'FAKE STREET 2'))).toBe(name);
  });
});
