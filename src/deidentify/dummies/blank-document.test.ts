import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findElement, valueBytes } from '../../dicom/dataset-access.ts';
import { readNumbers } from '../../dicom/value-codec.ts';
import { buildFile } from '../../testing/build-dataset.ts';
import { deidentifyBytes } from '../../testing/deidentify-bytes.ts';
import { hasTool } from '../../testing/has-tool.ts';
import { blankDocument } from './blank-document.ts';

const text = (mimeType: string) => new TextDecoder().decode(blankDocument(mimeType) ?? new Uint8Array(0));

describe('a blank document', () => {
  it('of PDF has its cross references where the objects are, and one page', () => {
    const pdf = text('application/pdf');
    const start = Number(/startxref\n(\d+)\n%%EOF\n*$/.exec(pdf)?.[1]);
    expect(pdf.slice(start, start + 5)).toBe('xref\n');
    const offsets = [...pdf.matchAll(/^(\d{10}) 00000 n $/gm)].map((match) => Number(match[1]));
    expect(offsets.map((at, n) => pdf.startsWith(`${n + 1} 0 obj`, at))).toEqual([true, true, true, true]);
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  it.skipIf(!hasTool('pdfinfo'))('of PDF opens in another program', () => {
    const folder = mkdtempSync(join(tmpdir(), 'nescio-'));
    try {
      const path = join(folder, 'blank.pdf');
      writeFileSync(path, blankDocument('application/pdf')!);
      expect(execFileSync('pdfinfo', [path]).toString()).toMatch(/Pages:\s+1/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('of XML closes what it opens and says what a clinical document is', () => {
    const xml = text('text/XML');
    expect(xml).toContain('<ClinicalDocument xmlns="urn:hl7-org:v3">');
    const open: string[] = [];
    for (const [, slash, name = '', selfClosing] of xml.matchAll(/<(\/?)([A-Za-z]+)[^>]*?(\/?)>/g)) {
      if (slash) expect(open.pop()).toBe(name);
      else if (!selfClosing) open.push(name);
    }
    expect(open).toEqual([]);
  });

  it('of STL has as many triangles as it counts', () => {
    const stl = blankDocument('model/stl')!;
    expect(stl).toHaveLength(84 + 50 * new DataView(stl.buffer).getUint32(80, true));
  });

  it.each(['application/pdf', 'text/xml', 'model/stl', 'model/obj', 'model/mtl'])(
    'of %s has an even length',
    (type) => {
      expect(blankDocument(type)!.length % 2).toBe(0);
    },
  );

  it('of a type that nobody knows is none', () => {
    expect(blankDocument('video/mp4')).toBeNull();
  });
});

it('takes the place of an encapsulated document, and its length says so', () => {
  const file = buildFile([
    { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.104.1'] },
    { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
    { tag: 0x00420011, vr: 'OB', bytes: new TextEncoder().encode('%PDF-1.4 report on Jane Doe!') },
    { tag: 0x00420012, vr: 'LO', values: ['application/pdf'] },
    { tag: 0x00420015, vr: 'UL', values: [28] },
  ]);
  const { output, plan, checked } = deidentifyBytes(file);
  const blank = blankDocument('application/pdf')!;
  expect(valueBytes(output, findElement(output, 0x00420011))).toEqual(blank);
  expect(readNumbers(output, findElement(output, 0x00420015))).toEqual([blank.length]);
  expect(checked.holds).toEqual([]);
  expect(plan.holds).toMatchObject([{ kind: 'encapsulated-document', isReleasable: false }]);
});
