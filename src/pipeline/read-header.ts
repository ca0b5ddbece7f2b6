import { indexFile } from '../dicom/element-index.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { dicomFailure } from './dicom-failure.ts';
import type { FailedOutcome, SkippedOutcome } from './file-outcome.ts';
import type { InputContent } from './input-file.ts';
import { type OpenInput, openInput } from './open-input.ts';
import { runReading } from './run-reading.ts';

/** A file that was understood, and the way to its other bytes. */
export type ReadHeader = { readonly kind: 'read'; readonly input: OpenInput; readonly dataset: IndexedDataset };

/** Opens a file and indexes its elements. @param wholeBytes files up to this size are read at once. */
export async function readHeader(
  content: InputContent,
  wholeBytes: number,
  onProgress: () => void,
): Promise<ReadHeader | SkippedOutcome | FailedOutcome> {
  const input = await openInput(content, wholeBytes, onProgress);
  if (input.kind !== 'open') return input;
  const dataset = await runReading(indexFile(input.sizeBytes), input.read);
  if (dataset.kind === 'failed') return dataset;
  return dataset.kind === 'error' ? dicomFailure(dataset) : { kind: 'read', input, dataset };
}

/** When headers are all that is wanted: below this size a whole read costs less than two partial ones. */
export const smallFileBytes = 128 * 1024;

/** When the whole file is wanted: below this size it is read at once, and the output is joined in memory. */
export const wholeFileBytes = 4 * 1024 * 1024;
