import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findElement } from '../../dicom/dataset-access.ts';
import { readSingleText } from '../../dicom/value-codec.ts';
import { createProfile } from '../../profile/create-profile.ts';
import type { PixelPolicy, PresetId } from '../../profile/profile.ts';
import { assembleOutput, indexBytes } from '../../testing/build-dataset.ts';
import { ctSlice, jpegFrame, patternBytes, plainInput, planted, vanishedContent } from '../../testing/ct-slice.ts';
import { allSeen, unstated } from '../../testing/pixel-statements.ts';
import { crc32 } from '../archive/crc32.ts';
import type { Job, ProducedFile } from '../contracts/deidentify.protocol.ts';
import { createEngine, type Engine } from '../contracts/engine.ts';
import type { InputContent } from '../contracts/input-file.ts';
import { deidentifyFile } from './deidentify-file.ts';
import { inspectFile } from './inspect-file.ts';
import { produceFile } from './produce-file.ts';
import { scanFile } from './scan-file.ts';

const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7';
const jpegBaseline = '1.2.840.10008.1.2.4.50';

function engineFor(preset: PresetId = 'ps315-basic', pixels: PixelPolicy = 'hold'): Engine {
  return createEngine(
    { profile: createProfile(preset, [], pixels), projectKey: new Uint8Array(32).fill(5), patients: null },
    () => undefined,
  );
}

const engine = engineFor();

function jobFor(bytes: Uint8Array, release: Job['release'] = null): Job {
  return { input: plainInput(bytes), release };
}

function jobOf(content: InputContent): Job {
  return { input: { id: 0, path: 'f', content }, release: null };
}

async function producedFrom(job: Job, by: Engine = engine): Promise<ProducedFile> {
  const result = await produceFile(job, by);
  if (result.kind !== 'produced') throw new Error(`refused: ${JSON.stringify(result.outcome)}`);
  return result;
}

function asLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

describe('deidentifyFile', () => {
  it('de-identifies an original CT slice', async () => {
    const outcome = await deidentifyFile(jobFor(ctSlice()), engine);
    expect(outcome).toMatchObject({ kind: 'deidentified', identity: { patientIdOld: planted.id } });
    expect(outcome.kind === 'deidentified' && outcome.outputPath).toMatch(/^[^/]+\/[^/]+\/[^/]+\/[^/]+\.dcm$/);
  });

  it.each([
    ['no bytes at all', new Uint8Array(0), 'skipped', 'empty-file'],
    ['a text file', new TextEncoder().encode('hello '.repeat(100)), 'skipped', 'not-dicom'],
    ['a file cut short', ctSlice().slice(0, -100), 'failed', 'truncated'],
  ])('gives %s an outcome with a reason', async (_, bytes, kind, code) => {
    const outcome = await deidentifyFile(jobFor(bytes), engine);
    expect(outcome).toMatchObject({ kind, code });
    expect('reason' in outcome && outcome.reason.length).toBeGreaterThan(20);
  });

  it('says so when the file can no longer be read', async () => {
    for (const sizeBytes of [1000, 1_000_000]) {
      const job = jobOf(vanishedContent(sizeBytes));
      expect(await deidentifyFile(job, engine)).toMatchObject({ kind: 'failed', code: 'changed-on-disk' });
      expect(await produceFile(job, engine)).toMatchObject({ kind: 'refused', outcome: { code: 'changed-on-disk' } });
      expect(await scanFile(job.input, engine)).toMatchObject({ kind: 'failed', code: 'unreadable' });
    }
  });

  it('notices another modification time', async () => {
    const blob = new File([ctSlice().slice()], 'a.dcm', { lastModified: 1000 });
    const outcome = await deidentifyFile(jobOf({ kind: 'plain', blob, lastModifiedMs: 999 }), engine);
    expect(outcome).toMatchObject({ kind: 'failed', code: 'changed-on-disk' });
  });

  it('holds an image that may show text until a person has seen it; a reason alone does not free it', async () => {
    const capture = ctSlice({ sopClassUid: secondaryCapture });
    const first = await deidentifyFile(jobFor(capture), engine);
    expect(first).toMatchObject({ kind: 'held', holds: [{ kind: 'pixels', isReleasable: true }] });
    expect(await scanFile(plainInput(capture), engine)).toMatchObject({ kind: 'dicom', holds: [{ kind: 'pixels' }] });
    expect(await produceFile(jobFor(capture), engine)).toMatchObject({ kind: 'refused', outcome: { kind: 'held' } });

    const unseen = jobFor(capture, {
      reason: 'Known device.',
      pixels: unstated,
      atIso: '2026-01-02T03:04:05Z',
      shown: 'the reasons of the hold',
    });
    expect(await deidentifyFile(unseen, engine)).toMatchObject({ kind: 'held', holds: [{ kind: 'pixels' }] });
    expect(await produceFile(unseen, engine)).toMatchObject({ kind: 'refused', outcome: { kind: 'held' } });

    const seen = jobFor(capture, {
      reason: 'Looked.',
      pixels: allSeen,
      atIso: '2026-01-02T03:04:05Z',
      shown: 'the reasons of the hold',
    });
    const output = indexBytes(assembleOutput((await producedFrom(seen)).parts, capture));
    expect(readSingleText(output, 0x00280301)).toBe('NO');
    expect(readSingleText(output, 0x00120062)).toBe('YES');
  });

  it('exports such an image with a finding where the profile says so, never marked as done', async () => {
    const capture = ctSlice({ sopClassUid: secondaryCapture });
    const exporting = engineFor('ps315-basic', 'export');
    const outcome = await deidentifyFile(jobFor(capture), exporting);
    expect(outcome.kind === 'deidentified' && outcome.findings.map(({ code }) => code)).toContain(
      'pixels-may-show-text',
    );
    const output = indexBytes(assembleOutput((await producedFrom(jobFor(capture), exporting)).parts, capture));
    expect(readSingleText(output, 0x00120062)).not.toBe('YES');
  });

  it('does not release what may not be released', async () => {
    const pdf = ctSlice({
      sopClassUid: '1.2.840.10008.5.1.4.1.1.104.1',
      extra: [{ tag: 0x00420011, vr: 'OB', bytes: new Uint8Array(10) }],
    });
    const released = jobFor(pdf, {
      reason: 'Please.',
      pixels: allSeen,
      atIso: '2026-01-02T03:04:05Z',
      shown: 'the reasons of the hold',
    });
    const outcome = await deidentifyFile(released, engine);
    expect(outcome).toMatchObject({ kind: 'held', holds: [{ kind: 'encapsulated-document' }] });
    expect(await produceFile(released, engine)).toMatchObject({ kind: 'refused' });
  });
});

describe('the residual scan of values that stay in the file', () => {
  const windowBytes = 4 * 1024 * 1024;
  // In a segmented palette, which is as long as it likes: values whose length is known are held for what stands behind it.
  const withPlanted = (at: number, length: number) => {
    const bytes = patternBytes(length);
    bytes.set(new TextEncoder().encode('PLANTEDNAME'), at);
    return ctSlice({ extra: [{ tag: 0x00281221, vr: 'OW', bytes }] });
  };

  it.each([
    ['near the start', 100, 400_000],
    ['at the very end', 400_000 - 11, 400_000],
    ['across two windows', windowBytes - 4, windowBytes + 1000],
  ])('holds a file whose patient is named %s of a large value', async (_, at, length) => {
    const outcome = await deidentifyFile(jobFor(withPlanted(at, length)), engine);
    expect(outcome).toMatchObject({
      kind: 'held',
      holds: [{ kind: 'residual-identifier', isReleasable: true, path: '(0028,1221)' }],
    });
    expect(JSON.stringify(outcome.kind === 'held' && outcome.holds)).not.toContain('PLANTED');
  });

  it('does not look into the pixels of the image', async () => {
    const bytes = patternBytes(400_000);
    bytes.set(new TextEncoder().encode('PLANTEDNAME'), 1000);
    const image = ctSlice({ transferSyntaxUid: jpegBaseline, fragments: [new Uint8Array(0), jpegFrame(bytes)] });
    expect(await deidentifyFile(jobFor(image), engine)).toMatchObject({ kind: 'deidentified' });
  });

  it('only tells it where the profile keeps most of a header by design', async () => {
    const outcome = await deidentifyFile(jobFor(withPlanted(100, 400_000)), engineFor('qmenta'));
    expect(outcome.kind === 'deidentified' && outcome.findings.map(({ path }) => path)).toContain('(0028,1221)');
  });
});

describe('produceFile', () => {
  it('joins a small file to one piece with its CRC', async () => {
    const input = ctSlice();
    const file = await producedFrom(jobFor(input));
    expect(file.parts).toHaveLength(1);
    const [part] = file.parts;
    const bytes = part?.kind === 'bytes' ? part.bytes : new Uint8Array(0);
    expect(file).toMatchObject({ sizeBytes: bytes.length, crc32: crc32(bytes) });
    expect(asLatin1(bytes)).not.toContain('PLANTED');
    expect(asLatin1(bytes)).toContain(asLatin1(patternBytes(512)));
  });

  const largeCompressed = ctSlice({
    transferSyntaxUid: jpegBaseline,
    fragments: [new Uint8Array(0), ...Array.from({ length: 60 }, (_, i) => jpegFrame(patternBytes(80_000 + 2 * i)))],
    extra: [
      { tag: 0x00280008, vr: 'IS', values: ['60'] },
      { tag: 0xfffcfffc, vr: 'OB', bytes: new Uint8Array(20) },
    ],
  });

  it('gives the same file with the fragments that De-identify found, which it keeps for large files only', async () => {
    const job = jobFor(largeCompressed);
    const outcome = await deidentifyFile(job, engine);
    if (outcome.kind !== 'deidentified') throw new Error(outcome.kind);
    expect(outcome.fragments?.fragments.offsets).toHaveLength(60);
    const found = await producedFrom({ ...job, fragments: outcome.fragments! });
    expect(found).toEqual(await producedFrom(job));
    expect(await deidentifyFile(jobFor(ctSlice()), engine)).not.toHaveProperty('fragments');
  });

  it.each([
    ['native', ctSlice({ pixelBytes: 5_000_000 })],
    ['encapsulated', largeCompressed],
  ])('leaves the pixels of a large %s file where they are', async (_, input) => {
    const file = await producedFrom(jobFor(input));
    const ranges = file.parts.filter(({ kind }) => kind === 'range');
    const inHand = file.parts.reduce((sum, part) => sum + (part.kind === 'bytes' ? part.bytes.length : 0), 0);
    expect(ranges.length).toBeGreaterThan(0);
    expect(inHand).toBeLessThan(10_000);
    expect(file.crc32).toBeNull();
    const output = assembleOutput(file.parts, input);
    expect(output).toHaveLength(file.sizeBytes);
    const source = indexBytes(input);
    const result = indexBytes(output);
    const pixelsOf = (bytes: Uint8Array, dataset: typeof source) => {
      const at = findElement(dataset, 0x7fe00010);
      return bytes.subarray(dataset.elements.valueOffsets[at]!, dataset.elements.endOffsets[at]!);
    };
    expect(Buffer.compare(pixelsOf(output, result), pixelsOf(input, source))).toBe(0);
    expect(asLatin1(output)).not.toContain('PLANTED');
  });

  it('owns every buffer it hands over', async () => {
    const file = await producedFrom(jobFor(ctSlice({ pixelBytes: 5_000_000 })));
    const buffers = file.parts.flatMap((part) => (part.kind === 'bytes' ? [part.bytes] : []));
    expect(new Set(buffers.map(({ buffer }) => buffer)).size).toBe(buffers.length);
    expect(buffers.every((bytes) => bytes.byteLength === bytes.buffer.byteLength)).toBe(true);
  });

  it('gives the same bytes from a plain file, a stored and a deflated zip member, every time', async () => {
    const input = ctSlice({ pixelBytes: 3000 });
    const contents: InputContent[] = [
      { kind: 'plain', blob: new Blob([input.slice()]), lastModifiedMs: 0 },
      { kind: 'zip-stored', blob: new Blob([input.slice()]), crc32: crc32(input) },
      deflated(input),
    ];
    const outputs = await Promise.all(contents.map((content) => producedFrom(jobOf(content), engineFor())));
    const [first] = outputs;
    for (const output of outputs) expect(output).toEqual(first);
  });
});

describe('zip members', () => {
  it('fail when their content is not what the zip says', async () => {
    const input = ctSlice();
    const wrong: InputContent[] = [
      { ...deflated(input), crc32: 1 },
      { ...deflated(input), inflatedSizeBytes: input.length - 2 },
      { ...deflated(input), inflatedSizeBytes: input.length + 2 },
      { ...deflated(input), blob: new Blob([new Uint8Array(200).fill(255)]) },
      { ...deflated(input), blob: deflated(input).blob.slice(0, 100) },
      { kind: 'zip-stored', blob: new Blob([input.slice()]), crc32: 1 },
    ];
    for (const content of wrong) {
      expect(await deidentifyFile(jobOf(content), engine)).toMatchObject({
        kind: 'failed',
        code: 'archive-unreadable',
      });
    }
  });

  it('fail without being unpacked when they are too large for memory', async () => {
    const content = { ...deflated(ctSlice()), inflatedSizeBytes: 3 * 1024 ** 3 };
    expect(await deidentifyFile(jobOf(content), engine)).toMatchObject({ kind: 'failed', code: 'archive-limit' });
  });
});

describe('inspectFile', () => {
  it('gives one row an element, added ones in their place', async () => {
    const inspection = await inspectFile(jobFor(ctSlice()), engine);
    if (inspection.kind !== 'inspected') throw new Error(inspection.kind);
    const { rows } = inspection;
    const tags = rows.filter(({ depth }) => depth === 0).map(({ tag }) => tag);
    expect(tags).toEqual([...tags].sort());
    expect(rows.find(({ tag }) => tag === '(0010,0010)')).toMatchObject({
      name: "Patient's Name",
      before: planted.name,
      effect: expect.stringMatching(/emptied|replaced/),
    });
    expect(rows.find(({ tag }) => tag === '(0012,0062)')).toMatchObject({ before: null, action: '+', effect: 'added' });
    const kept = rows.find(({ tag }) => tag === '(0028,0010)');
    expect(kept).toMatchObject({ before: '16', after: '16', effect: 'kept' });
  });
});

function deflated(bytes: Uint8Array): Extract<InputContent, { kind: 'zip-deflated' }> {
  const blob = new Blob([deflateRawSync(bytes)]);
  return { kind: 'zip-deflated', blob, inflatedSizeBytes: bytes.length, crc32: crc32(bytes) };
}
