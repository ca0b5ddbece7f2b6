import { implementation } from '../../deidentify/new-file-meta.ts';
import { multiFrameTrueColorUid } from '../../deidentify/redrawn-document.ts';
import { tags } from '../../deidentify/tags.ts';
import { applyEdits } from '../../dicom/apply-edits.ts';
import { findElement } from '../../dicom/dataset-access.ts';
import type { DicomError } from '../../dicom/dicom-error.ts';
import type { Edit, OutputPart } from '../../dicom/edit.ts';
import { headerBytesFor, writeElementHeader } from '../../dicom/encode-element.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { elementOf, groupOf, isPrivate, type Tag, tagOf } from '../../dicom/tag.ts';
import { explicitVrLittleEndianUid, type TransferSyntax } from '../../dicom/transfer-syntax.ts';
import { encodeValue, readSingleText } from '../../dicom/value-codec.ts';
import { packVr, type Vr } from '../../dicom/vr.ts';
import type { PictureSize } from '../contracts/pages.protocol.ts';

const pixelData: Tag = tagOf(0x7fe0, 0x0010);
const frameIncrementPointer: Tag = tagOf(0x0028, 0x0009);
const laterality: Tag = tagOf(0x0020, 0x0060);

/**
 * The file of a document as one of Multi-frame True Color Secondary Capture Image Storage (PS3.3 A.8.5), up to and including
 * the header of its Pixel Data: patient, study, series, equipment and dates stay, with the UIDs, and what describes the document
 * goes. Colour, because charts and stamps have it. Modality stays what it is: all instances of a series have one (PS3.3
 * C.7.3.1), and `DOC` is one of its terms. The samples of all pages follow, red, green and blue of each pixel.
 * @returns parts in order; ranges are of the document's file
 */
export function captureHead(
  document: IndexedDataset,
  size: PictureSize,
  pages: number,
): readonly OutputPart[] | DicomError {
  const dataset = uncompressed(document);
  const edits = removals(dataset);
  for (const { tag, vr, values } of captureElements(size, pages)) {
    if (tag === laterality && findElement(dataset, tag) >= 0) continue;
    const value = vr === 'AT' ? attributeTag(dataset, tagOf(0x0018, 0x2001)) : encodeValue(dataset, -1, vr, values);
    if (!(value instanceof Uint8Array)) return value;
    edits.push({ kind: 'insert', tag, vr, value });
  }
  const sopInstanceUid = readSingleText(dataset, tags.sopInstanceUid).trim();
  const parts = applyEdits(dataset, edits, {
    mediaStorageSopClassUid: multiFrameTrueColorUid,
    mediaStorageSopInstanceUid: sopInstanceUid || dataset.meta.mediaStorageSopInstanceUid,
    transferSyntaxUid: dataset.transferSyntax.uid,
    ...implementation,
  });
  if ('kind' in parts) return parts;
  return [
    ...parts,
    { kind: 'bytes', bytes: pixelHeader(dataset.transferSyntax, size.rows * size.columns * 3 * pages) },
  ];
}

/** Whatever the document's own bytes are encoded as, what is written has native pixels and nothing deflated. */
function uncompressed(dataset: IndexedDataset): IndexedDataset {
  const { transferSyntax } = dataset;
  if (!transferSyntax.isEncapsulated && !transferSyntax.isDeflated) return dataset;
  const plain = { ...transferSyntax, uid: explicitVrLittleEndianUid, isEncapsulated: false, isDeflated: false };
  return { ...dataset, transferSyntax: plain, isInflated: false };
}

function removals(dataset: IndexedDataset): Edit[] {
  const { count, tags: all, subtreeEnds } = dataset.elements;
  const edits: Edit[] = [];
  for (let element = 0; element < count; element = subtreeEnds[element]!) {
    if (isOfDocument(all[element]!)) edits.push({ kind: 'remove', element });
  }
  return edits;
}

const replaced: ReadonlySet<Tag> = new Set([
  tags.imageType,
  tags.sopClassUid,
  tagOf(0x0008, 0x0064),
  tags.derivationDescription,
  tagOf(0x0018, 0x2001),
  tagOf(0x0020, 0x0020),
]);

/**
 * True for what is about the document (PS3.3 C.24.2) or is written anew. Content of reports and names of documents begin at
 * (0040,A000); an icon in group 0088 may show the first page; images, overlays, curves and waveforms have no place in a document.
 */
function isOfDocument(tag: Tag): boolean {
  if (replaced.has(tag)) return true;
  if (isPrivate(tag)) return false;
  const group = groupOf(tag);
  if (group === 0x0040) return elementOf(tag) >= 0xa000;
  const isRepeating = (group & 0xff00) === 0x5000 || (group & 0xff00) === 0x6000;
  return isRepeating || group === 0x0028 || group === 0x0042 || group === 0x0088 || group === 0x5400 || group > 0x7fdf;
}

type NewElement = { readonly tag: Tag; readonly vr: Vr; readonly values: readonly string[] };

function captureElements({ rows, columns }: PictureSize, pages: number): readonly NewElement[] {
  const numbers = Array.from({ length: pages }, (_, n) => `${n + 1}`);
  const us = (element: number, value: number): NewElement => ({
    tag: tagOf(0x0028, element),
    vr: 'US',
    values: [`${value}`],
  });
  return [
    { tag: tags.imageType, vr: 'CS', values: ['DERIVED', 'SECONDARY'] },
    { tag: tags.sopClassUid, vr: 'UI', values: [multiFrameTrueColorUid] },
    // Workstation (PS3.3 C.8.6.1): Conversion Type is Type 1.
    { tag: tagOf(0x0008, 0x0064), vr: 'CS', values: ['WSD'] },
    { tag: tags.derivationDescription, vr: 'ST', values: ['Pages of a document re-drawn as pictures'] },
    // Page Number Vector (PS3.3 C.8.6.4), to which Frame Increment Pointer points.
    { tag: tagOf(0x0018, 0x2001), vr: 'IS', values: numbers },
    // Type 2C where nothing says how the image lies in the patient (PS3.3 C.7.6.1); so is Laterality (PS3.3 C.7.3.1).
    { tag: tagOf(0x0020, 0x0020), vr: 'CS', values: [] },
    { tag: laterality, vr: 'CS', values: [] },
    us(0x0002, 3),
    { tag: tagOf(0x0028, 0x0004), vr: 'CS', values: ['RGB'] },
    us(0x0006, 0),
    { tag: tagOf(0x0028, 0x0008), vr: 'IS', values: [`${pages}`] },
    { tag: frameIncrementPointer, vr: 'AT', values: [] },
    us(0x0010, rows),
    us(0x0011, columns),
    us(0x0100, 8),
    us(0x0101, 8),
    us(0x0102, 7),
    us(0x0103, 0),
    // Whatever the document said: its text is in the pixels now.
    { tag: tags.burnedInAnnotation, vr: 'CS', values: ['YES'] },
  ];
}

/** A value of VR AT: group and element, each in the byte order of the file (PS3.5 6.2). */
function attributeTag({ transferSyntax }: IndexedDataset, tag: Tag): Uint8Array {
  const bytes = new Uint8Array(4);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, groupOf(tag), transferSyntax.isLittleEndian);
  view.setUint16(2, elementOf(tag), transferSyntax.isLittleEndian);
  return bytes;
}

/** Samples of one byte may be OB in each explicit syntax; what has no VR is OW by rule, and the same bytes (PS3.5 A.1, A.2). */
function pixelHeader(encoding: TransferSyntax, valueBytes: number): Uint8Array {
  const vr = packVr('OB');
  const bytes = new Uint8Array(headerBytesFor(vr, valueBytes, encoding));
  writeElementHeader(bytes, 0, pixelData, vr, valueBytes, encoding);
  return bytes;
}
