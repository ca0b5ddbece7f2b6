import { blankStretch } from '../dicom/blanks.ts';
import type { DicomError } from '../dicom/dicom-error.ts';
import type { OutputPart } from '../dicom/edit.ts';
import { indexFile } from '../dicom/element-index.ts';
import type { NewFileMeta } from '../dicom/file-meta.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { readFromMemory } from '../dicom/reading.ts';
import { spliceBytes } from '../dicom/splices.ts';
import { explicitVrLittleEndianUid } from '../dicom/transfer-syntax.ts';
import { type ElementDescription, writeFile } from '../dicom/write-dataset.ts';

/** File Meta Information for tests: a secondary capture with obvious UIDs, Explicit VR Little Endian. */
export const testMeta: NewFileMeta = {
  mediaStorageSopClassUid: '1.2.840.10008.5.1.4.1.1.7',
  mediaStorageSopInstanceUid: '2.25.1',
  transferSyntaxUid: explicitVrLittleEndianUid,
  implementationClassUid: '2.25.2',
  implementationVersionName: 'TEST',
};

export type BuildOptions = { readonly transferSyntaxUid?: string; readonly hasUndefinedLengths?: boolean };

/** A whole file in memory, from plain descriptions in tag order. */
export function buildFile(elements: readonly ElementDescription[], options: BuildOptions = {}): Uint8Array {
  const transferSyntaxUid = options.transferSyntaxUid ?? explicitVrLittleEndianUid;
  return writeFile(elements, { ...testMeta, transferSyntaxUid }, options.hasUndefinedLengths);
}

/** The index of a file that must be fine. @throws with the error's message when it is not. */
export function indexBytes(bytes: Uint8Array): IndexedDataset {
  const result = tryIndexBytes(bytes);
  if (result.kind === 'error') throw new Error(`${result.code}: ${result.message}`);
  return result;
}

export function tryIndexBytes(bytes: Uint8Array): IndexedDataset | DicomError {
  return readFromMemory(indexFile(bytes.length), bytes);
}

/** Builds and indexes in one go. */
export function buildDataset(elements: readonly ElementDescription[], options: BuildOptions = {}): IndexedDataset {
  return indexBytes(buildFile(elements, options));
}

/** An output as one array, its ranges taken from the input they refer to. */
export function assembleOutput(parts: readonly OutputPart[], input: Uint8Array): Uint8Array {
  const pieces = parts.map((part) => {
    if (part.kind === 'bytes') return part.bytes;
    if (part.kind === 'spliced') return spliceBytes(part, input);
    if (part.kind === 'staged') throw new Error('What is staged is read by copyParts.');
    const bytes = input.slice(part.offsetBytes, part.offsetBytes + part.lengthBytes);
    if (part.kind === 'blanked') blankStretch(bytes, 0, part.blanks);
    return bytes;
  });
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
