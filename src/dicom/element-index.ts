import { type ByteStore, createByteStore, load, segmentsOf, storeOf } from './byte-store.ts';
import { topLevelCharacterSets } from './dataset-access.ts';
import { inflateDataset, largestDeflatedBytes, tooLarge } from './deflate-dataset.ts';
import { type DicomError, dicomError } from './dicom-error.ts';
import type { KnownFragments } from './hop-fragments.ts';
import type { IndexedDataset } from './indexed-dataset.ts';
import type { Reading } from './reading.ts';
import { type RecognisedFile, recogniseFile } from './recognise.ts';
import { contradictsLabel, sniffTransferSyntax } from './sniff-transfer-syntax.ts';
import { walkDataset } from './walk-dataset.ts';

/** Longer values stay in the file: no rule needs them, and memory is bounded by headers, not by contents. */
const largestHeldBytes = 256 * 1024;

/**
 * Recognises a DICOM file and records every element of it, asking for the bytes it needs: the header in windows that
 * grow, large values not at all. A deflated data set is read and inflated whole.
 *
 * What cannot be understood completely is an error, never a partial index; `docs/malformations.md` lists what is
 * repaired, held and refused.
 * @param firstBytes how many bytes to ask for first, where it is known what will be needed
 * @param known fragments that were found in these bytes before
 */
export function* indexFile(
  sizeBytes: number,
  firstBytes?: number,
  known: KnownFragments | null = null,
): Reading<IndexedDataset | DicomError> {
  const outerStore = createByteStore(sizeBytes, firstBytes);
  const file = yield* recogniseFile(outerStore);
  if (file.kind === 'error') return file;
  const isInflated = file.transferSyntax.isDeflated;
  const store = isInflated ? yield* inflateFile(outerStore, file) : outerStore;
  if ('kind' in store) return store;
  const { transferSyntax, datasetOffsetBytes } = file;
  if (!(yield* load(store, datasetOffsetBytes, Math.min(8, store.sizeBytes - datasetOffsetBytes)))) return endedEarly();
  if (contradictsLabel(store.bytes, datasetOffsetBytes - store.offsetBytes, transferSyntax)) {
    return labelMismatch(datasetOffsetBytes);
  }
  // An inflated data set is in memory anyway, and its values have no range in the file that could be read later.
  const heldBytes = isInflated ? store.sizeBytes : largestHeldBytes;
  const walked = yield* walkDataset(store, transferSyntax, datasetOffsetBytes, heldBytes, known);
  if (walked.kind === 'error') return walked;
  if (walked.elements.count === 0) return noElements(datasetOffsetBytes);
  const segments = segmentsOf(store);
  return {
    kind: 'indexed',
    sizeBytes: store.sizeBytes,
    meta: file.meta,
    transferSyntax,
    datasetOffsetBytes,
    datasetEndBytes: walked.datasetEndBytes,
    elements: walked.elements,
    fragments: walked.fragments,
    segments,
    characterSets: topLevelCharacterSets(walked.elements, segments),
    irregularities: [...file.irregularities, ...walked.irregularities],
    isInflated,
  };
}

function* inflateFile(store: ByteStore, file: RecognisedFile): Reading<ByteStore | DicomError> {
  const { datasetOffsetBytes } = file;
  const lengthBytes = store.sizeBytes - datasetOffsetBytes;
  if (lengthBytes > largestDeflatedBytes) return tooLarge();
  if (!(yield* load(store, 0, store.sizeBytes))) return endedEarly();
  if (sniffTransferSyntax(store.bytes, datasetOffsetBytes, store.sizeBytes, false)) {
    return labelMismatch(datasetOffsetBytes);
  }
  const inflated = inflateDataset(
    store.bytes.subarray(0, datasetOffsetBytes),
    store.bytes.subarray(datasetOffsetBytes),
  );
  return 'kind' in inflated ? inflated : storeOf(inflated);
}

function labelMismatch(offsetBytes: number): DicomError {
  return dicomError(
    'label-mismatch',
    `The data set at byte ${offsetBytes} is not encoded as the transfer syntax (0002,0010) says. Export the file again.`,
    { tag: 0x00020010, offsetBytes },
  );
}

function noElements(offsetBytes: number): DicomError {
  const message = `The data set at byte ${offsetBytes} holds zero bytes and no element. Export the file again.`;
  return dicomError('truncated', message, { offsetBytes });
}

function endedEarly(): DicomError {
  return dicomError('truncated', 'The file ends before its stated size. Add the file again.');
}
