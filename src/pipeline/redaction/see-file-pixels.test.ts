import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../dicom/join-bytes.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { assembleOutput, indexBytes } from '../../testing/build-dataset.ts';
import { ctSlice, jpegFrame, patternBytes, plainInput } from '../../testing/ct-slice.ts';
import { allSeen } from '../../testing/pixel-statements.ts';
import { jobOf } from '../batch/job-of.ts';
import type { Job } from '../contracts/deidentify.protocol.ts';
import { createEngine } from '../contracts/engine.ts';
import { deidentifyFile } from '../file/deidentify-file.ts';
import { produceFile } from '../file/produce-file.ts';
import { scanFile } from '../file/scan-file.ts';

const jpegBaseline = '1.2.840.10008.1.2.4.50';
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const settings = { profile: createProfile('ps315-basic'), projectKey: new Uint8Array(32).fill(9), patients: null };
const engine = createEngine(settings, () => undefined);
const megabyte = 1024 * 1024;

/** A segment right behind the start of an image. */
function withSegment(image: Uint8Array, code: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2;
  return joinBytes([
    image.subarray(0, 2),
    Uint8Array.of(0xff, code, length >> 8, length & 0xff),
    content,
    image.subarray(2),
  ]);
}

function slice(fragments: readonly Uint8Array[], more: readonly ElementDescription[] = []): Uint8Array {
  const frames: ElementDescription = { tag: 0x00280008, vr: 'IS', values: [String(fragments.length)] };
  const even = fragments.map((one) => (one.length % 2 === 0 ? one : joinBytes([one, Uint8Array.of(0)])));
  return ctSlice({
    transferSyntaxUid: jpegBaseline,
    fragments: [new Uint8Array(0), ...even],
    extra: [frames, ...more],
  });
}

function jobFor(bytes: Uint8Array): Job {
  return { input: plainInput(bytes), release: null };
}

const quantization = (tail: string) => joinBytes([Uint8Array.of(0), latin(tail.padEnd(64, '\x02'))]);

describe('bytes beside the coded pixels', () => {
  it('are searched for the patient, where they have the form of what belongs there', async () => {
    const image = jpegFrame(patternBytes(500));
    const table = slice([withSegment(image, 0xdb, quantization('PLANTEDNAME'))]);
    expect(await deidentifyFile(jobFor(table), engine)).toMatchObject({
      kind: 'held',
      holds: [{ kind: 'pixels', reason: expect.stringContaining('names the patient'), isReleasable: true }],
    });
    const other = slice([withSegment(image, 0xdb, quantization('SOMEBODYELSE'))]);
    expect(await deidentifyFile(jobFor(other), engine)).toMatchObject({ kind: 'deidentified' });
  });

  it('are searched in an ICC profile', async () => {
    const profile = (text: string) => {
      const content = new Uint8Array(200);
      content.set([0, 0, 0, 200]);
      content.set(latin('acsp'), 36);
      content.set(latin(text), 150);
      return joinBytes([latin('ICC_PROFILE\0'), Uint8Array.of(1, 1), content]);
    };
    const image = jpegFrame(patternBytes(500));
    const named = slice([withSegment(image, 0xe2, profile('by PLANTED-4711'))]);
    expect(await deidentifyFile(jobFor(named), engine)).toMatchObject({ kind: 'held' });
    const plain = slice([withSegment(image, 0xe2, profile('sRGB built-in'))]);
    expect(await deidentifyFile(jobFor(plain), engine)).toMatchObject({ kind: 'deidentified' });
  });

  it('never leave marked as de-identified after a release', async () => {
    const release = {
      reason: 'Test.',
      pixels: allSeen,
      atIso: '2026-01-02T03:04:05Z',
      shown: 'the image',
    };
    const input = plainInput(slice([withSegment(jpegFrame(patternBytes(500)), 0x02, latin('Doe'))]));
    const produced = await produceFile({ input, release }, engine);
    if (produced.kind !== 'produced') throw new Error(produced.kind);
    const output = indexBytes(assembleOutput(produced.parts, new Uint8Array(0)));
    const { segments, elements } = output;
    const at = elements.tags.indexOf(0x00120062);
    const start = elements.valueOffsets[at]! - segments[0]!.offsetBytes;
    expect(String.fromCharCode(...segments[0]!.bytes.subarray(start, start + 2))).toBe('NO');
  });
});

describe('large compressed pixels', () => {
  const plain = jpegFrame(patternBytes(megabyte));
  const named = withSegment(jpegFrame(patternBytes(megabyte)), 0x02, latin('Doe, Jane'));

  it('are looked through in the forecast up to 64 MB, and for the rest when they are saved', async () => {
    const fragments = [...Array.from({ length: 65 }, () => plain), named];
    const job = jobFor(slice(fragments));
    const outcome = await deidentifyFile(job, engine);
    if (outcome.kind !== 'deidentified') throw new Error(outcome.kind);
    expect(outcome.fragments?.seen).toMatchObject({ hidden: null, isWhole: false });
    expect(outcome.fragments?.seen?.nextFrame).toBeGreaterThanOrEqual(63);
    const { id, path, content } = job.input;
    const file = {
      id,
      path,
      content,
      scan: { kind: 'skipped', code: 'cancelled', reason: '' },
      outcome,
      release: null,
    } as const;
    const refused = await produceFile(jobOf(file)!, engine);
    expect(refused).toMatchObject({
      kind: 'refused',
      outcome: { kind: 'held', holds: [{ kind: 'pixels', reason: expect.stringContaining('metadata') }] },
    });
    // Without what the forecast saw, everything is looked through again.
    expect(await produceFile(job, engine)).toMatchObject({ kind: 'refused' });
  });

  it('lose a comment that the forecast did not come to', async () => {
    const commented = withSegment(jpegFrame(patternBytes(megabyte)), 0xfe, latin('Doe, Jane'));
    const bytes = slice([commented, ...Array.from({ length: 64 }, () => plain), commented]);
    const job = jobFor(bytes);
    const outcome = await deidentifyFile(job, engine);
    if (outcome.kind !== 'deidentified') throw new Error(outcome.kind);
    expect(outcome.findings.map(({ message }) => message).join()).toContain(
      'COM 13 bytes in 1 frame. Frames that are too far behind',
    );
    const known = await produceFile({ ...job, fragments: outcome.fragments! }, engine);
    const anew = await produceFile(job, engine);
    if (known.kind !== 'produced' || anew.kind !== 'produced') throw new Error('It is not made.');
    const output = Buffer.from(assembleOutput(known.parts, bytes));
    expect(output.includes('Doe')).toBe(false);
    expect(output.equals(assembleOutput(anew.parts, bytes))).toBe(true);
  });

  it('are not gone through again when they are saved', async () => {
    const bytes = slice([plain, plain, plain, plain, plain, plain]);
    const job = jobFor(bytes);
    const outcome = await deidentifyFile(job, engine);
    if (outcome.kind !== 'deidentified') throw new Error(outcome.kind);
    expect(outcome.fragments?.seen).toEqual({ hidden: null, nextFrame: 6, isWhole: true, cuts: null });
    let read = 0;
    const { content } = job.input;
    const whole = content.blob;
    const blob = Object.assign(new Blob(), {
      slice: (start: number, end: number) => {
        read += Math.min(end, whole.size) - start;
        return whole.slice(start, end);
      },
    });
    Object.defineProperty(blob, 'size', { value: whole.size });
    const counted: Job = {
      ...job,
      input: { ...job.input, content: { ...content, blob } },
      fragments: outcome.fragments!,
    };
    expect(await produceFile(counted, engine)).toMatchObject({ kind: 'produced' });
    expect(read).toBeLessThan(300_000);
  });

  it('are looked through whole in the forecast when the first look went through them anyway', async () => {
    const short = jpegFrame(patternBytes(300_000));
    const fragments = [...Array.from({ length: 239 }, () => short), withSegment(short, 0x02, latin('Doe, Jane'))];
    const { input } = jobFor(slice(fragments));
    const scan = await scanFile(input, engine);
    if (scan.kind !== 'dicom') throw new Error(scan.kind);
    const job = jobOf({ id: 0, path: 'f', content: input.content, scan, outcome: null, release: null });
    expect(await deidentifyFile(job!, engine)).toMatchObject({ kind: 'held' });
  });
});
