import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRedrawn } from '../../deidentify/redrawn-document.ts';
import { findElement } from '../../dicom/dataset-access.ts';
import { joinBytes } from '../../dicom/join-bytes.ts';
import {
  deflatedExplicitVrLittleEndianUid,
  explicitVrBigEndianUid,
  explicitVrLittleEndianUid,
  implicitVrLittleEndianUid,
} from '../../dicom/transfer-syntax.ts';
import { readNumbers, readSingleText, readText } from '../../dicom/value-codec.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { assembleOutput, indexBytes } from '../../testing/build-dataset.ts';
import { plainInput } from '../../testing/ct-slice.ts';
import { hasTool } from '../../testing/has-tool.ts';
import { pdfDocument } from '../../testing/pdf-document.ts';
import { redactingEngine } from '../../testing/redact.ts';
import { deidentifyFile } from '../file/deidentify-file.ts';
import { produceFile } from '../file/produce-file.ts';
import { captureHead } from './capture-head.ts';

const size = { rows: 4, columns: 6 };
const secret = new TextEncoder().encode('%PDF-1.4 report on Jane Doe, page by page!');
const decision = { kind: 'pages', atIso: '2026-01-02T03:04:05Z' } as const;

/** Pictures of a document, each page of one grey. */
function captured(file: Uint8Array, pages = 2): Uint8Array<ArrayBuffer> {
  const parts = captureHead(indexBytes(file), size, pages);
  if ('kind' in parts) throw new Error(parts.message);
  const samples = Array.from({ length: pages }, (_, n) => new Uint8Array(size.rows * size.columns * 3).fill(50 + n));
  return new Uint8Array(joinBytes([assembleOutput(parts, file), ...samples]));
}

const at = (bytes: Uint8Array, tag: number) => readSingleText(indexBytes(bytes), tag).trim();

describe('the file of a document as pictures', () => {
  it('is a Multi-frame True Color capture with the patient, study and series of the document, and nothing else of it', () => {
    const dataset = indexBytes(captured(pdfDocument(secret)));
    const text = (tag: number) => readSingleText(dataset, tag).trim();
    expect(dataset.meta.mediaStorageSopClassUid).toBe('1.2.840.10008.5.1.4.1.1.7.4');
    expect([0x00080016, 0x00080018, 0x0020000d, 0x0020000e].map(text)).toEqual([
      ...['1.2.840.10008.5.1.4.1.1.7.4', '1.2.999.1', '1.2.999.2', '1.2.999.3'],
    ]);
    expect([0x00080060, 0x00080064, 0x00100010, 0x00280301].map(text)).toEqual(['DOC', 'WSD', 'Doe^Jane', 'YES']);
    expect(readText(dataset, findElement(dataset, 0x00182001)).map((page) => page.trim())).toEqual(['1', '2']);
    expect(readNumbers(dataset, findElement(dataset, 0x00280010))).toEqual([4]);
    for (const gone of [0x0040a043, 0x00420010, 0x00420011, 0x00420012, 0x00420015]) {
      expect(findElement(dataset, gone)).toBe(-1);
    }
    expect(isRedrawn(dataset, decision)).toBe(true);
    expect(isRedrawn(indexBytes(pdfDocument(secret)), decision)).toBe(false);
  });

  it('has none of the bytes of the document, of an icon of it, of overlays or of report content', () => {
    const icon: ElementDescription = {
      tag: 0x00880200,
      vr: 'SQ',
      items: [[{ tag: 0x7fe00010, vr: 'OB', bytes: Uint8Array.of(1, 2) }]],
    };
    const beside: readonly ElementDescription[] = [
      { tag: 0x0040a730, vr: 'SQ', items: [[{ tag: 0x0040a160, vr: 'UT', values: ['Jane Doe'] }]] },
      { tag: 0x0040e001, vr: 'ST', values: ['Jane Doe'] },
      { tag: 0x60003000, vr: 'OB', bytes: Uint8Array.of(3, 4) },
      icon,
    ];
    const bytes = captured(pdfDocument(secret, beside));
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/Jane Doe|%PDF/);
    for (const { tag } of beside) expect(findElement(indexBytes(bytes), tag)).toBe(-1);
  });

  it.each([
    ['implicit', implicitVrLittleEndianUid, implicitVrLittleEndianUid],
    ['big-endian', explicitVrBigEndianUid, explicitVrBigEndianUid],
    ['deflated', deflatedExplicitVrLittleEndianUid, explicitVrLittleEndianUid],
    ['labelled as JPEG', '1.2.840.10008.1.2.4.50', explicitVrLittleEndianUid],
  ])('is read again where the document is %s', (_, from, to) => {
    const file = pdfDocument(secret, [], { transferSyntaxUid: from });
    const dataset = indexBytes(file);
    const parts = captureHead(dataset, size, 1);
    if ('kind' in parts) throw new Error(parts.message);
    expect(parts.every(({ kind }) => kind === 'bytes')).toBe(true);
    const bytes = joinBytes([assembleOutput(parts, file), new Uint8Array(size.rows * size.columns * 3)]);
    const output = indexBytes(bytes);
    expect(output.transferSyntax.uid).toBe(to);
    expect(output.elements.valueLengths[findElement(output, 0x7fe00010)]).toBe(72);
    expect(readNumbers(output, findElement(output, 0x00280011))).toEqual([6]);
  });

  it('waits for a look like any capture, and leaves as another instance, which the finding tells', async () => {
    const file = captured(pdfDocument(secret));
    const job = { input: plainInput(file), release: null, document: decision };
    expect(await deidentifyFile(job, redactingEngine())).toMatchObject({
      kind: 'held',
      holds: [{ kind: 'pixels', isReleasable: true }],
      findings: expect.arrayContaining([expect.objectContaining({ code: 'document-redrawn' })]),
    });
    // Where UIDs are kept, those who refer to it have to know.
    const kept = await deidentifyFile(job, redactingEngine(['retainUids']));
    expect(kept).toMatchObject({
      kind: 'held',
      holds: expect.arrayContaining([expect.objectContaining({ isReleasable: false })]),
    });
    expect(kept).not.toMatchObject({ identity: { instanceUidNew: '1.2.999.1' } });
  });

  it('waits as a document where only the decision is there', async () => {
    const job = { input: plainInput(pdfDocument(secret)), release: null, document: decision };
    expect(await deidentifyFile(job, redactingEngine())).toMatchObject({
      kind: 'held',
      holds: expect.arrayContaining([expect.objectContaining({ kind: 'encapsulated-document', isReleasable: false })]),
    });
  });

  it.runIf(hasTool('dciodvfy') && hasTool('dcm2pnm'))(
    'is accepted by dciodvfy and drawn by dcm2pnm, before and after',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'pages-'));
      try {
        const seen = { each: 2, inProjections: 0, byDetector: 0, of: 2 };
        const pixels = { kind: 'nothing-identifying', seen, isOverText: false } as const;
        const release = { reason: 'seen', pixels, atIso: decision.atIso, shown: '', covers: 'images' } as const;
        const made = captured(pdfDocument(secret));
        const job = { input: plainInput(made), release, document: decision };
        const result = await produceFile(job, redactingEngine());
        if (result.kind !== 'produced') throw new Error(JSON.stringify(result.outcome));
        const output = assembleOutput(result.parts, made);
        expect(at(output, 0x00080018)).toMatch(/^2\.25\./);
        for (const [n, bytes] of [made, output].entries()) {
          const path = join(folder, `pages-${n}.dcm`);
          writeFileSync(path, bytes);
          const said = spawnSync('dciodvfy', [path]).stderr.toString();
          expect(said).toContain('MultiframeTrueColor');
          expect(said.split('\n').filter((line) => line.startsWith('Error'))).toEqual([]);
          execFileSync('dcm2pnm', ['--all-frames', path, join(folder, 'page')]);
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
