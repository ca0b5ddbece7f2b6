import { type ByteStore, isLoaded } from './byte-store.ts';
import { type DicomError, dicomError } from './dicom-error.ts';
import { itemTag, readTag, readUint32, sequenceDelimiterTag, undefinedLength } from './element-header.ts';
import type { Fragments } from './indexed-dataset.ts';
import type { Reading } from './reading.ts';
import { formatTag, type Tag } from './tag.ts';

const windowBytes = 1024 * 1024;
/** Past this size reading through a fragment costs more than a read of its own. */
const longFragmentBytes = 512 * 1024;
const shortWindowBytes = 4096;

/** The fragments, and where they end: content without, and element with, the sequence delimiter. */
export type HoppedFragments = {
  readonly kind: 'fragments';
  readonly fragments: Fragments;
  readonly contentEndBytes: number;
  readonly endBytes: number;
};

/**
 * Hops over encapsulated Pixel Data from item to item (PS3.5 A.4), by their lengths and in windows: the bytes of a
 * delimiter may occur inside a fragment, so nothing is searched for. What is read here is not kept.
 * @returns `truncated` when a fragment runs past `boundBytes`, `malformed` without items or closing delimiter.
 */
export function* hopFragments(
  store: ByteStore,
  tag: Tag,
  offsetBytes: number,
  boundBytes: number,
  isLittleEndian: boolean,
): Reading<HoppedFragments | DicomError> {
  let window: Window = { bytes: store.bytes, offsetBytes: store.offsetBytes };
  let position = offsetBytes;
  let lastLengthBytes = 0;
  let offsetTable: Fragments['offsetTable'] | null = null;
  const offsets: number[] = [];
  const lengths: number[] = [];
  while (position + 8 <= boundBytes) {
    if (position + 8 > window.offsetBytes + window.bytes.length || position < window.offsetBytes) {
      const next = yield* readWindow(store, position, lastLengthBytes);
      if (!next) break;
      window = next;
    }
    const at = position - window.offsetBytes;
    const fragmentTag = readTag(window.bytes, at, isLittleEndian);
    const lengthBytes = readUint32(window.bytes, at + 4, isLittleEndian);
    if (fragmentTag === sequenceDelimiterTag && lengthBytes === 0) {
      const fragments = { offsetTable: offsetTable ?? { offsetBytes: position, lengthBytes: 0 }, offsets, lengths };
      return { kind: 'fragments', fragments, contentEndBytes: position, endBytes: position + 8 };
    }
    if (fragmentTag !== itemTag || lengthBytes === undefinedLength) return notAFragment(tag, position);
    if (offsetTable === null) {
      offsetTable = { offsetBytes: position + 8, lengthBytes };
    } else if (lengthBytes > 0) {
      offsets.push(position + 8);
      lengths.push(lengthBytes);
    }
    position += 8 + lengthBytes;
    lastLengthBytes = lengthBytes;
  }
  return position === boundBytes ? noDelimiter(tag, position) : cutShort(tag, position);
}

type Window = { readonly bytes: Uint8Array; readonly offsetBytes: number };

function* readWindow(store: ByteStore, offsetBytes: number, lastLengthBytes: number): Reading<Window | null> {
  if (isLoaded(store, offsetBytes, offsetBytes + 8)) return { bytes: store.bytes, offsetBytes: store.offsetBytes };
  const wantedBytes = lastLengthBytes > longFragmentBytes ? shortWindowBytes : windowBytes;
  const lengthBytes = Math.min(wantedBytes, store.sizeBytes - offsetBytes);
  const bytes = yield { offsetBytes, lengthBytes };
  return bytes.length >= 8 ? { bytes, offsetBytes } : null;
}

function notAFragment(tag: Tag, offsetBytes: number): DicomError {
  return dicomError(
    'malformed',
    `Cannot follow the fragments of ${formatTag(tag)}: no item at byte ${offsetBytes}. Export the file again.`,
    { tag, offsetBytes },
  );
}

function noDelimiter(tag: Tag, offsetBytes: number): DicomError {
  return dicomError(
    'malformed',
    `The fragments of ${formatTag(tag)} have no closing delimiter at byte ${offsetBytes}. Export the file again.`,
    { tag, offsetBytes },
  );
}

function cutShort(tag: Tag, offsetBytes: number): DicomError {
  return dicomError(
    'truncated',
    `The fragments of ${formatTag(tag)} need bytes up to ${offsetBytes} and more. The file is cut short; export it again.`,
    { tag, offsetBytes },
  );
}
