import type { ByteRange } from '../dicom/reading.ts';
import { crc32 } from './crc32.ts';
import type { FailedOutcome } from './file-outcome.ts';
import { inflateMember } from './inflate-member.ts';
import type { InputContent } from './input-file.ts';

/** An input whose bytes can be asked for. */
export type OpenInput = {
  readonly kind: 'open';
  readonly sizeBytes: number;
  /** The whole input, where it is in memory anyway; else null. */
  readonly bytes: Uint8Array | null;
  /** Bytes from an offset on: as many as asked for or more, fewer only at the end. */
  readonly read: (range: ByteRange) => Promise<Uint8Array | FailedOutcome>;
};

/** Larger members of a zip are refused: they have to be whole in memory, twice, and memory ends the tab, not the file. */
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
  if (content.kind === 'zip-deflated') return openDeflated(content, whole);
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
function rangeReader(blob: Blob, ahead: Uint8Array | null, onProgress: () => void): OpenInput['read'] {
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

async function openDeflated(
  content: Extract<InputContent, { kind: 'zip-deflated' }>,
  ahead: Uint8Array<ArrayBuffer> | null,
) {
  if (content.inflatedSizeBytes > largestInflatedBytes) return tooLargeMember;
  const packed = ahead ?? (await readBlob(content.blob));
  if ('kind' in packed) return packed;
  const bytes = await inflateMember(packed, { sizeBytes: content.inflatedSizeBytes, crc32: content.crc32 });
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

async function readBlob(blob: Blob): Promise<Uint8Array<ArrayBuffer> | FailedOutcome> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    return changedOnDisk;
  }
}

function isChanged(blob: Blob, lastModifiedMs: number): boolean {
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
  reason: 'The content of this file in the zip does not match its checksum. The zip is damaged; make it again.',
};

const tooLargeMember: FailedOutcome = {
  kind: 'failed',
  code: 'archive-limit',
  reason: 'This file is too large to be unpacked inside the browser. Unpack the zip and add the folder instead.',
};
