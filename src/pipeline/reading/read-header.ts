import { tags } from '../../deidentify/tags.ts';
import { indexFile } from '../../dicom/element-index.ts';
import type { KnownFragments } from '../../dicom/hop-fragments.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { readSingleText } from '../../dicom/value-codec.ts';
import type { Engine } from '../contracts/engine.ts';
import type { FailedOutcome, SkippedOutcome } from '../contracts/file-outcome.ts';
import type { AskedFor } from '../contracts/input-bytes.ts';
import type { InputContent } from '../contracts/input-file.ts';
import { dicomFailure } from './dicom-failure.ts';
import type { FirstWindow } from './first-window.ts';
import { type OpenInput, openInput } from './open-input.ts';
import { runReading } from './run-reading.ts';

/** A file that was understood, and the way to its other bytes. */
export type ReadHeader = { readonly kind: 'read'; readonly input: OpenInput; readonly dataset: IndexedDataset };

/**
 * Opens a file and indexes its elements. @param wholeBytes files up to this size are read at once. @param ahead its first
 * bytes, where they have been read already. @param known its fragments, where they have been found already.
 */
export async function readHeader(
  content: InputContent,
  wholeBytes: number,
  { onProgress, firstWindow }: Pick<Engine, 'onProgress' | 'firstWindow'>,
  ahead: FirstBytes = null,
  known: KnownFragments | null = null,
): Promise<ReadHeader | SkippedOutcome | FailedOutcome> {
  const firstBytes = ahead?.length ?? firstWindow.bytesOf(content.blob.size);
  const input = await openInput(content, { wholeBytes: Math.max(wholeBytes, firstBytes), ahead, onProgress });
  if (input.kind !== 'open') return input;
  const dataset = await runReading(indexFile(input.sizeBytes, firstBytes, known), input.read);
  if (dataset.kind === 'failed') return dataset;
  if (dataset.kind === 'error') return dicomFailure(dataset);
  firstWindow.learn(dataset);
  const { askedFor } = content.blob;
  if (askedFor !== undefined && !isAskedFor(dataset, askedFor)) return anotherObject;
  return { kind: 'read', input, dataset };
}

function isAskedFor(dataset: IndexedDataset, { studyInstanceUid, sopInstanceUid }: AskedFor): boolean {
  const instance = readSingleText(dataset, tags.sopInstanceUid) || dataset.meta.mediaStorageSopInstanceUid;
  return readSingleText(dataset, tags.studyInstanceUid) === studyInstanceUid && instance === sopInstanceUid;
}

const anotherObject: FailedOutcome = {
  kind: 'failed',
  code: 'unreadable',
  reason:
    'The server gave another object than it was asked for: its (0020,000D) StudyInstanceUID or (0008,0018) SOPInstanceUID is another one. Have its operator look at it, or export it into a folder and name that.',
};

/** What of a file was read before its turn came. */
export type FirstBytes = Uint8Array<ArrayBuffer> | null;

/** How much of a file is worth reading before its turn. */
export function firstBytesOf(content: InputContent, wholeBytes: number, firstWindow: FirstWindow): number {
  const { kind, blob } = content;
  // Several members share the packed bytes.
  if (kind === 'tar-gzip') return 0;
  if (blob.size <= wholeBytes) return blob.size;
  // An archive's member has no beginning before it is unpacked.
  return 'inflatedSizeBytes' in content ? 0 : firstWindow.bytesOf(blob.size);
}

/** When headers are all that is wanted: making a slice of a file costs about as much as 70 KB of it. */
export const smallFileBytes = 64 * 1024;

/** When the whole file is wanted: below this size it is read at once, and the output is joined in memory. */
export const wholeFileBytes = 4 * 1024 * 1024;
