import type { ElementDescription } from '../dicom/write-dataset.ts';
import { buildFile } from './build-dataset.ts';

const encapsulatedPdfUid = '1.2.840.10008.5.1.4.1.1.104.1';

/**
 * A whole Encapsulated PDF file (PS3.3 A.45.1) of an invented patient.
 * @param pdf bytes of the document; they need not be a PDF
 * @param changes elements that are added, or stand in the place of those with their tags
 * @param options `without`: tags of elements that the file does not have
 */
export function pdfDocument(
  pdf: Uint8Array,
  changes: readonly ElementDescription[] = [],
  { transferSyntaxUid, without = [] }: { transferSyntaxUid?: string; without?: readonly number[] } = {},
): Uint8Array {
  const elements: readonly ElementDescription[] = [
    { tag: 0x00080016, vr: 'UI', values: [encapsulatedPdfUid] },
    { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
    { tag: 0x00080020, vr: 'DA', values: ['20200101'] },
    { tag: 0x00080023, vr: 'DA', values: ['20200101'] },
    { tag: 0x0008002a, vr: 'DT', values: ['20200101120000'] },
    { tag: 0x00080030, vr: 'TM', values: ['120000'] },
    { tag: 0x00080033, vr: 'TM', values: ['120000'] },
    { tag: 0x00080050, vr: 'SH', values: [] },
    { tag: 0x00080060, vr: 'CS', values: ['DOC'] },
    { tag: 0x00080064, vr: 'CS', values: ['SD'] },
    { tag: 0x00080070, vr: 'LO', values: ['ACME'] },
    { tag: 0x00080090, vr: 'PN', values: [] },
    { tag: 0x00100010, vr: 'PN', values: ['Doe^Jane'] },
    { tag: 0x00100020, vr: 'LO', values: ['4711-A'] },
    { tag: 0x00100030, vr: 'DA', values: [] },
    { tag: 0x00100040, vr: 'CS', values: ['F'] },
    { tag: 0x0020000d, vr: 'UI', values: ['1.2.999.2'] },
    { tag: 0x0020000e, vr: 'UI', values: ['1.2.999.3'] },
    { tag: 0x00200010, vr: 'SH', values: [] },
    { tag: 0x00200011, vr: 'IS', values: ['1'] },
    { tag: 0x00200013, vr: 'IS', values: ['1'] },
    { tag: 0x00280301, vr: 'CS', values: ['NO'] },
    { tag: 0x0040a043, vr: 'SQ', items: [] },
    { tag: 0x00420010, vr: 'ST', values: ['Report of Jane Doe'] },
    { tag: 0x00420011, vr: 'OB', bytes: pdf.length % 2 === 0 ? pdf : Uint8Array.from([...pdf, 0]) },
    { tag: 0x00420012, vr: 'LO', values: ['application/pdf'] },
    { tag: 0x00420015, vr: 'UL', values: [pdf.length] },
  ];
  const changed = new Set([...without, ...changes.map(({ tag }) => tag)]);
  const all = [...elements.filter(({ tag }) => !changed.has(tag)), ...changes].sort((a, b) => a.tag - b.tag);
  return buildFile(all, transferSyntaxUid === undefined ? {} : { transferSyntaxUid });
}
