import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blankDocument } from '../../deidentify/dummies/blank-document.ts';
import { findElement, valueBytes } from '../../dicom/dataset-access.ts';
import { readNumbers, readSingleText } from '../../dicom/value-codec.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { createProfile } from '../../profile/create-profile.ts';
import type { PresetId } from '../../profile/profile.ts';
import { assembleOutput, indexBytes } from '../../testing/build-dataset.ts';
import { plainInput } from '../../testing/ct-slice.ts';
import { hasTool } from '../../testing/has-tool.ts';
import { pdfDocument } from '../../testing/pdf-document.ts';
import { redactingEngine } from '../../testing/redact.ts';
import { createEngine } from '../contracts/engine.ts';
import { deidentifyFile } from '../file/deidentify-file.ts';
import { produceFile } from '../file/produce-file.ts';

const document = { kind: 'blank-page', atIso: '2026-01-02T03:04:05Z' } as const;
const secret = '%PDF-1.4 report on Jane Doe, page by page!';

/** A scanned document with Burned In Annotation YES. */
function wrapped(changes: readonly ElementDescription[] = [], without: readonly number[] = []): Uint8Array {
  const own: readonly ElementDescription[] = [
    { tag: 0x00080064, vr: 'CS', values: ['WSD'] },
    { tag: 0x00280301, vr: 'CS', values: ['YES'] },
    // QMENTA's table as published keeps the title.
    { tag: 0x00420010, vr: 'ST', values: ['Report'] },
  ];
  return pdfDocument(new TextEncoder().encode(secret), [...own, ...changes], { without });
}

const engineOf = (preset: PresetId) =>
  createEngine(
    {
      profile: createProfile(preset),
      projectKey: new Uint8Array(32).fill(5),
      patients: null,
      blankedInstances: ['1.2.999.1'],
    },
    () => undefined,
  );

async function blanked(file: Uint8Array, engine = redactingEngine()): Promise<Uint8Array> {
  const result = await produceFile({ input: plainInput(file), release: null, document }, engine);
  if (result.kind !== 'produced') throw new Error(JSON.stringify(result.outcome));
  return assembleOutput(result.parts, file);
}

describe('a blank page', () => {
  it.each<PresetId>(['ps315-basic', 'qmenta-guarded', 'qmenta'])(
    'takes the place of a PDF, and no byte of it leaves, under %s',
    async (preset) => {
      const bytes = await blanked(wrapped(), engineOf(preset));
      const output = indexBytes(bytes);
      const page = blankDocument('application/pdf')!;
      expect(valueBytes(output, findElement(output, 0x00420011))).toEqual(page);
      expect(readSingleText(output, 0x00420012)).toBe('application/pdf');
      expect(readNumbers(output, findElement(output, 0x00420015))).toEqual([page.length]);
      expect(readSingleText(output, 0x00280301).trim()).toBe('NO');
      expect(Buffer.from(bytes).toString('latin1')).not.toContain('Jane Doe');
      expect(Buffer.from(bytes).equals(Buffer.from(await blanked(wrapped(), engineOf(preset))))).toBe(true);
    },
  );

  it('is told in a finding and in the changes, and leaves the marks of the profile', async () => {
    const outcome = await deidentifyFile({ input: plainInput(wrapped()), release: null, document }, redactingEngine());
    expect(outcome).toMatchObject({ kind: 'deidentified', findings: [{ code: 'document-blanked' }] });
    const output = indexBytes(await blanked(wrapped()));
    expect(readSingleText(output, 0x00120062).trim()).toBe('YES');
  });

  it('gets the type that it has, whatever stood there', async () => {
    for (const file of [wrapped([], [0x00420012]), wrapped([{ tag: 0x00420012, vr: 'LO', values: ['text/plain'] }])]) {
      expect(readSingleText(indexBytes(await blanked(file)), 0x00420012)).toBe('application/pdf');
    }
  });

  it('makes another instance, even where UIDs are kept, and waits where the other files were not told', async () => {
    expect(readSingleText(indexBytes(await blanked(wrapped(), engineOf('qmenta'))), 0x00080018)).toMatch(/^2\.25\./);
    const job = { input: plainInput(wrapped()), release: null, document };
    expect(await deidentifyFile(job, redactingEngine(['retainUids']))).toMatchObject({
      kind: 'held',
      holds: [{ kind: 'pixels', isReleasable: false }],
    });
  });

  it('goes through once more as it is', async () => {
    const once = await blanked(wrapped());
    const output = indexBytes(await blanked(once));
    expect(valueBytes(output, findElement(output, 0x00420011))).toEqual(blankDocument('application/pdf'));
  });

  it.each([
    ['another document', wrapped([{ tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.104.2'] }])],
    ['no document', wrapped([], [0x00420011])],
    ['an image beside it', wrapped([{ tag: 0x7fe00010, vr: 'OB', bytes: new Uint8Array(2) }])],
  ])('is not put into a file with %s', async (_, file) => {
    const outcome = await deidentifyFile({ input: plainInput(file), release: null, document }, redactingEngine());
    expect(outcome).toMatchObject({
      kind: 'held',
      holds: expect.arrayContaining([expect.objectContaining({ kind: 'encapsulated-document', isReleasable: false })]),
    });
  });

  it.runIf(hasTool('dciodvfy'))('is accepted by dciodvfy', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'page-'));
    try {
      const path = join(folder, 'page.dcm');
      writeFileSync(path, await blanked(wrapped()));
      const said = spawnSync('dciodvfy', [path]).stderr.toString();
      expect(said).toContain('EncapsulatedPDF');
      expect(said.split('\n').filter((line) => line.startsWith('Error'))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.runIf(hasTool('dcmdump') && hasTool('pdfinfo'))('is one page for who takes it out again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'page-'));
    try {
      const output = indexBytes(await blanked(wrapped()));
      const path = join(folder, 'page.pdf');
      writeFileSync(path, valueBytes(output, findElement(output, 0x00420011))!);
      expect(execFileSync('pdfinfo', [path]).toString()).toMatch(/Pages:\s+1/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
