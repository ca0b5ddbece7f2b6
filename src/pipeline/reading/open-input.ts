import type { ByteRange } from '../../dicom/reading.ts';
import { crc32 } from '../archive/crc32.ts';
import { inflateGzip } from '../archive/inflate-gzip.ts';
import { inflateMember } from '../archive/inflate-member.ts';
import { inflateStretches } from '../archive/inflate-stretches.ts';
import type { FailedOutcome } from '../contracts/file-outcome.ts';
import { type InputBytes, UnreadableBytes } from '../contracts/input-bytes.ts';
import type { InputContent } from '../contracts/input-file.ts';

/** An input whose bytes can be asked for. */
export type OpenInput = {
  readonly kind: 'open';
  readonly sizeBytes: number;
  /** The whole input, where it is in memory anyway; else null. */
  readonly bytes: Uint8Array | null;
  /** Bytes from an offset on: as many as asked for or more, fewer only at the end. */
  readonly read: (range: ByteRange) => Promise<Uint8Array | FailedOutcome>;
};

/** Larger members of an archive are refused: they have to be whole in memory, twice, and memory ends the tab, not the file. */
const largestInflatedBytes = 512 * 1024 * 1024;

/** How an input is to be opened. */
export type Opening = {
  /** Inputs up to this size are read at once: a read costs about as much as 300 KB of bytes. */
  readonly wholeBytes: number;
  /** Its first bytes, or all, where they have been read already. */
  readonly ahead: Uint8Array<ArrayBuffer> | null;
  readonly onProgress: () => void;
};

/** Opens an input for reading by range. */
export async function openInput(
  content: InputContent,
  { wholeBytes, ahead, onProgress }: Opening,
): Promise<OpenInput | FailedOutcome> {
  const { blob } = content;
  const whole = ahead !== null && ahead.length === blob.size ? ahead : null;
  if ('inflatedSizeBytes' in content) return openInflated(content, whole);
  if (content.kind === 'plain' && isChanged(blob, content.lastModifiedMs)) return changedOnDisk;
  if (whole === null && blob.size > wholeBytes) {
    return { kind: 'open', sizeBytes: blob.size, bytes: null, read: rangeReader(blob, ahead, onProgress) };
  }
  const bytes = whole ?? (await readBlob(blob));
  if ('kind' in bytes) return bytes;
  if (content.kind === 'zip-stored' && crc32(bytes) !== content.crc32) return damagedMember;
  return inMemory(bytes);
}

const longWindowBytes = 4 * 1024 * 1024;
/** Windows from this size on, one behind the other, are somebody's way through the whole file. */
const windowBytes = 1024 * 1024;

/** Reads by range. Who goes through a file in windows gets longer ones than asked for: calls cost as well as bytes. */
function rangeReader(blob: InputBytes, ahead: Uint8Array | null, onProgress: () => void): OpenInput['read'] {
  let lastEndBytes = 0;
  return async ({ offsetBytes, lengthBytes }) => {
    onProgress();
    if (ahead !== null && offsetBytes + lengthBytes <= ahead.length) return ahead.subarray(offsetBytes);
    const goesOn = lengthBytes >= windowBytes && Math.abs(offsetBytes - lastEndBytes) < windowBytes;
    const endBytes = offsetBytes + (goesOn ? Math.max(lengthBytes, longWindowBytes) : lengthBytes);
    lastEndBytes = Math.min(endBytes, blob.size);
    return readBlob(blob.slice(offsetBytes, endBytes));
  };
}

async function openInflated(
  content: Extract<InputContent, { inflatedSizeBytes: number }>,
  ahead: Uint8Array<ArrayBuffer> | null,
): Promise<OpenInput | FailedOutcome> {
  const { kind, blob, inflatedSizeBytes: sizeBytes, crc32 } = content;
  // What a gzip file says of its size is true of its last member alone.
  if (kind !== 'gzip' && sizeBytes > largestInflatedBytes) return tooLargeMember;
  if (kind === 'tar-gzip') {
    const bytes = await inflateStretches(content);
    if (bytes !== null && 'kind' in bytes) return changedOnDisk;
    return bytes === null ? damagedMember : inMemory(bytes);
  }
  const packed = ahead ?? (await readBlob(blob));
  if ('kind' in packed) return packed;
  const stated = { sizeBytes, crc32 };
  const bytes = await (kind === 'gzip'
    ? inflateGzip(packed, stated, largestInflatedBytes)
    : inflateMember(packed, stated));
  if (bytes === 'too-large') return tooLargeMember;
  return bytes === null ? damagedMember : inMemory(bytes);
}

function inMemory(bytes: Uint8Array): OpenInput {
  return {
    kind: 'open',
    sizeBytes: bytes.length,
    bytes,
    read: async ({ offsetBytes }) => bytes.subarray(offsetBytes),
  };
}

async function readBlob(blob: InputBytes): Promise<Uint8Array<ArrayBuffer> | FailedOutcome> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    if (!(error instanceof UnreadableBytes)) return changedOnDisk;
    return { kind: 'failed', code: 'unreadable', reason: error.message };
  }
}

function isChanged(blob: InputBytes, lastModifiedMs: number): boolean {
  return 'lastModified' in blob && blob.lastModified !== lastModifiedMs;
}

export const changedOnDisk: FailedOutcome = {
  kind: 'failed',
  code: 'changed-on-disk',
  reason: 'The file changed, was moved, or cannot be read any more since it was added. Add it again.',
};

const damagedMember: FailedOutcome = {
  kind: 'failed',
  code: 'archive-unreadable',
  reason: 'The content of this file in the archive does not match its checksum. The archive is damaged; make it again.',
};

const tooLargeMember: FailedOutcome = {
  kind: 'failed',
  code: 'archive-limit',
  reason: 'This file is too large to be unpacked inside the browser. Unpack the archive and add the folder instead.',
};
