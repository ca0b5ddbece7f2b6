import { deflateSync, Inflate } from 'fflate';
import { type DicomError, dicomError } from './dicom-error.ts';
import { joinBytes } from './join-bytes.ts';

/** Memory is the limit: an inflated data set is held whole. */
const largestInflatedBytes = 512 * 1024 * 1024;
/** Deflate reaches 1032:1 on zeros; real images stay far below, and small files may do as they like. */
const largestRatio = 250;
const ratioFreeBytes = 32 * 1024 * 1024;
/** Small steps, so that a bomb is noticed at most 64 MB after its limit. */
const stepBytes = 64 * 1024;

/** Bytes that a reader may ask for at once; a deflated file has no ranges and is held whole. */
export const largestDeflatedBytes = 256 * 1024 * 1024;

/**
 * Inflates a data set (PS3.5 A.5, RFC 1951) behind a copy of the bytes that precede it, so that offsets stay offsets of
 * one input.
 * @returns `too-large` past the limits, `truncated` or `malformed` when the stream does not end well.
 */
export function inflateDataset(prefix: Uint8Array, deflated: Uint8Array): Uint8Array | DicomError {
  const chunks: Uint8Array[] = [prefix];
  let inflatedBytes = 0;
  const inflate = new Inflate((chunk) => {
    if (chunk.length > 0) chunks.push(chunk);
    inflatedBytes += chunk.length;
  });
  try {
    for (let at = 0; at < deflated.length; at += stepBytes) {
      const before = inflatedBytes;
      const isLast = at + stepBytes >= deflated.length;
      inflate.push(deflated.slice(at, at + stepBytes), isLast);
      if (isTooMuch(inflatedBytes, at + stepBytes)) return tooLarge();
      // 64 KB that give nothing lie behind the end of the stream.
      if (inflatedBytes === before && !isLast) break;
    }
  } catch (problem) {
    return doesNotInflate(problem, prefix.length);
  }
  if (inflatedBytes === 0) return doesNotInflate(null, prefix.length);
  return joinBytes(chunks);
}

/**
 * How many bytes a deflated stream gives.
 * @param mostBytes to give at most. @returns null when the stream is not complete, no stream at all, or gives more
 */
export function inflatedLength(deflated: Uint8Array, mostBytes: number): number | null {
  let lengthBytes = 0;
  const inflate = new Inflate((chunk) => {
    lengthBytes += chunk.length;
  });
  try {
    for (let at = 0; at < deflated.length; at += stepBytes) {
      inflate.push(deflated.slice(at, at + stepBytes), at + stepBytes >= deflated.length);
      if (lengthBytes > mostBytes) return null;
    }
  } catch {
    return null;
  }
  return lengthBytes;
}

/** Deflates a data set for the output, padded to even length with a zero byte (PS3.5 A.5). */
export function deflateDataset(dataset: Uint8Array): Uint8Array {
  const deflated = deflateSync(dataset);
  if (deflated.length % 2 === 0) return deflated;
  const padded = new Uint8Array(deflated.length + 1);
  padded.set(deflated);
  return padded;
}

function isTooMuch(inflatedBytes: number, consumedBytes: number): boolean {
  if (inflatedBytes > largestInflatedBytes) return true;
  return inflatedBytes > ratioFreeBytes && inflatedBytes > consumedBytes * largestRatio;
}

export function tooLarge(): DicomError {
  return dicomError(
    'too-large',
    'The deflated data set grows past what can be held in memory. Export the file in an uncompressed transfer syntax.',
  );
}

function doesNotInflate(problem: unknown, offsetBytes: number): DicomError {
  // fflate: code 0 is "unexpected EOF".
  const isCutShort = problem instanceof Error && 'code' in problem && problem.code === 0;
  return dicomError(
    isCutShort ? 'truncated' : 'malformed',
    `The deflated data set at byte ${offsetBytes} ${isCutShort ? 'is cut short' : 'does not inflate'}. Export the file again.`,
    { offsetBytes },
  );
}
