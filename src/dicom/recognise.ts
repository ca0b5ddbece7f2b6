import { type ByteStore, load } from './byte-store.ts';
import { type DicomError, dicomError } from './dicom-error.ts';
import { isVrAt } from './element-header.ts';
import { readFileMeta } from './file-meta.ts';
import type { FileMeta, Irregularity } from './indexed-dataset.ts';
import type { Reading } from './reading.ts';
import { sniffTransferSyntax } from './sniff-transfer-syntax.ts';
import { lookUpTransferSyntax, type TransferSyntax } from './transfer-syntax.ts';

const preambleBytes = 128;
const prefixEnd = 132;
/** Enough for a few elements, whatever stands first. */
const sniffBytes = 4096;
const mediaStorageDirectoryStorage = '1.2.840.10008.1.3.10';

const noMeta: FileMeta = { mediaStorageSopClassUid: '', mediaStorageSopInstanceUid: '', transferSyntaxUid: '' };

/** A file known to be DICOM: what its header says and where its data set begins. */
export type RecognisedFile = {
  readonly kind: 'recognised';
  readonly meta: FileMeta;
  readonly transferSyntax: TransferSyntax;
  readonly datasetOffsetBytes: number;
  readonly irregularities: readonly Irregularity[];
};

/**
 * Decides by content alone whether an input is DICOM and how it is encoded: preamble and DICM (PS3.10 7.1), File Meta
 * Information without them, or a bare data set whose first elements make sense in exactly one encoding.
 */
export function* recogniseFile(store: ByteStore): Reading<RecognisedFile | DicomError> {
  if (store.sizeBytes === 0) return dicomError('empty-file', 'The file is empty. Copy it again from its source.');
  if (!(yield* load(store, 0, Math.min(store.sizeBytes, sniffBytes)))) return vanished(0);
  if (hasPrefix(store.bytes)) return yield* recogniseFromMeta(store, prefixEnd, []);
  if (beginsWithMeta(store.bytes)) return yield* recogniseFromMeta(store, 0, [noPreamble]);
  const transferSyntax = sniffTransferSyntax(store.bytes, 0, store.sizeBytes, true);
  if (!transferSyntax) {
    return dicomError(
      'not-dicom',
      'The file has no DICOM prefix and does not begin with DICOM elements. Leave it out.',
    );
  }
  return { kind: 'recognised', meta: noMeta, transferSyntax, datasetOffsetBytes: 0, irregularities: [noFileMeta] };
}

function* recogniseFromMeta(
  store: ByteStore,
  metaOffsetBytes: number,
  found: readonly Irregularity[],
): Reading<RecognisedFile | DicomError> {
  const read = yield* readFileMeta(store, metaOffsetBytes);
  if (read.kind === 'error') return read;
  const { meta, datasetOffsetBytes } = read;
  const irregularities = [...found, ...read.irregularities];
  if (meta.mediaStorageSopClassUid === mediaStorageDirectoryStorage) {
    return dicomError(
      'dicomdir',
      'The file is a DICOMDIR: it lists other files by byte offset. Add those files instead.',
    );
  }
  if (datasetOffsetBytes >= store.sizeBytes) {
    const message = `The file ends at byte ${datasetOffsetBytes}, after its File Meta Information. Export it again.`;
    return dicomError('truncated', message, { offsetBytes: datasetOffsetBytes });
  }
  if (meta.transferSyntaxUid !== '') {
    const transferSyntax = lookUpTransferSyntax(meta.transferSyntaxUid);
    if (!transferSyntax) return unsupported();
    return { kind: 'recognised', meta, transferSyntax, datasetOffsetBytes, irregularities };
  }
  const sniffed = Math.min(sniffBytes, store.sizeBytes - datasetOffsetBytes);
  if (!(yield* load(store, datasetOffsetBytes, sniffed))) return vanished(datasetOffsetBytes);
  const at = datasetOffsetBytes - store.offsetBytes;
  const transferSyntax = sniffTransferSyntax(store.bytes, at, store.sizeBytes - store.offsetBytes, false);
  if (!transferSyntax) return noTransferSyntax(datasetOffsetBytes);
  return {
    kind: 'recognised',
    meta,
    transferSyntax,
    datasetOffsetBytes,
    irregularities: [...irregularities, missingTransferSyntax],
  };
}

/** `DICM` behind 128 bytes of anything. */
function hasPrefix(bytes: Uint8Array): boolean {
  return (
    bytes.length >= prefixEnd &&
    bytes[preambleBytes] === 0x44 &&
    bytes[preambleBytes + 1] === 0x49 &&
    bytes[preambleBytes + 2] === 0x43 &&
    bytes[preambleBytes + 3] === 0x4d
  );
}

/** An element of group 0002 with a VR, little endian. */
function beginsWithMeta(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && bytes[0] === 2 && bytes[1] === 0 && bytes[3] === 0 && isVrAt(bytes, 4);
}

const noPreamble: Irregularity = {
  code: 'no-preamble',
  message: 'The file has no preamble and no DICM prefix; the output has both.',
};

const noFileMeta: Irregularity = {
  code: 'no-file-meta',
  message: 'The file is a bare data set without File Meta Information; the output has one.',
};

const missingTransferSyntax: Irregularity = {
  code: 'no-transfer-syntax',
  message: 'The transfer syntax is missing and was found from the first elements; the output names it.',
};

function unsupported(): DicomError {
  return dicomError(
    'unsupported-transfer-syntax',
    'The transfer syntax in (0002,0010) is private, unknown or keeps the pixels on a server. Export the file in a standard one.',
    { tag: 0x00020010 },
  );
}

function noTransferSyntax(offsetBytes: number): DicomError {
  return dicomError(
    'malformed',
    `The transfer syntax (0002,0010) is missing and the data set at byte ${offsetBytes} does not tell. Export the file again.`,
    { tag: 0x00020010, offsetBytes },
  );
}

function vanished(offsetBytes: number): DicomError {
  return dicomError(
    'truncated',
    `Cannot read the file at byte ${offsetBytes}: it ends before its stated size. Add the file again.`,
    { offsetBytes },
  );
}
