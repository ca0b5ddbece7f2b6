import { sha256 } from '@noble/hashes/sha2.js';
import { startKeyedHash, toBase32 } from '../../deidentify/keyed-hash.ts';
import { tags } from '../../deidentify/tags.ts';
import { isTopLevelPixelData } from '../../dicom/dataset-access.ts';
import { indexFile } from '../../dicom/element-index.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import type { ByteRange } from '../../dicom/reading.ts';
import { readSingleText } from '../../dicom/value-codec.ts';
import { type FailedOutcome, unexpected } from '../contracts/file-outcome.ts';
import { runReading } from '../reading/run-reading.ts';
import type { ReadBytes } from './output-parts.ts';

/** A finished output: in parts, in a Blob, or a file that another process has written. */
export type OutputBytes = { readonly sizeBytes: number; readonly read: ReadBytes };

/** So much of the pixels tells images apart whose headers are alike. */
const pixelBytes = 64 * 1024;
const windowBytes = 1024 * 1024;
/** Five bits each: 60 bits, as in the name of an instance. */
const digits = 12;

/**
 * What stands behind the name of an output whose name another output has too: HMAC-SHA-256 under the project key of its SOP
 * Instance UID, its length, its header (all but the pixels) and the first 64 KB of its pixels. It says nothing about other
 * files, so whoever meets the same outputs gives them the same names, in any order and without asking anybody.
 */
export async function fingerprintOutput(output: OutputBytes, projectKey: Uint8Array): Promise<string | FailedOutcome> {
  const dataset = await runReading(indexFile(output.sizeBytes), output.read);
  if (dataset.kind === 'failed') return dataset;
  if (dataset.kind === 'error') return unexpected;
  const uid = readSingleText(dataset, tags.sopInstanceUid).trim() || dataset.meta.mediaStorageSopInstanceUid;
  const { header, pixels } = divide(dataset, output.sizeBytes);
  const headerBytes = header.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0);
  const hash = startKeyedHash(projectKey, 'output', JSON.stringify([uid, output.sizeBytes, headerBytes]));
  const failure = await readAll([...header, ...beginningOf(pixels)], output.read, hash.update);
  return failure ?? toBase32(hash.digest(), digits);
}

/** SHA-256 of all bytes, in hexadecimal digits. */
export async function hashOutput({ sizeBytes, read }: OutputBytes): Promise<string | FailedOutcome> {
  const hash = sha256.create();
  const failure = await readAll([{ offsetBytes: 0, lengthBytes: sizeBytes }], read, (bytes) => void hash.update(bytes));
  return failure ?? Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

type Divided = { readonly header: readonly ByteRange[]; readonly pixels: readonly ByteRange[] };

/** The bytes of a file in order, pixels apart. A deflated data set has no places of its own in the file. */
function divide(dataset: IndexedDataset, sizeBytes: number): Divided {
  const { elements, isInflated } = dataset;
  const header: ByteRange[] = [];
  const pixels: ByteRange[] = [];
  let at = 0;
  for (let i = 0; i < elements.count && !isInflated; i = elements.subtreeEnds[i]!) {
    if (!isTopLevelPixelData(dataset, i)) continue;
    const start = elements.valueOffsets[i]!;
    const end = elements.endOffsets[i]!;
    header.push({ offsetBytes: at, lengthBytes: start - at });
    pixels.push({ offsetBytes: start, lengthBytes: end - start });
    at = end;
  }
  return { header: [...header, { offsetBytes: at, lengthBytes: sizeBytes - at }], pixels };
}

function beginningOf(ranges: readonly ByteRange[]): readonly ByteRange[] {
  let missing = pixelBytes;
  return ranges.map(({ offsetBytes, lengthBytes }) => {
    const taken = Math.min(missing, lengthBytes);
    missing -= taken;
    return { offsetBytes, lengthBytes: taken };
  });
}

async function readAll(
  ranges: readonly ByteRange[],
  read: ReadBytes,
  use: (bytes: Uint8Array) => void,
): Promise<FailedOutcome | null> {
  for (const { offsetBytes, lengthBytes } of ranges) {
    const end = offsetBytes + lengthBytes;
    for (let at = offsetBytes; at < end; ) {
      const wanted = Math.min(windowBytes, end - at);
      const bytes = await read({ offsetBytes: at, lengthBytes: wanted });
      if ('kind' in bytes) return bytes;
      if (bytes.length < wanted) return unexpected;
      use(bytes.subarray(0, wanted));
      at += wanted;
    }
  }
  return null;
}
