import { type ByteStore, isLoaded } from './byte-store.ts';
import { type DicomError, dicomError } from './dicom-error.ts';
import { itemTag, readTag, readUint32, sequenceDelimiterTag, undefinedLength } from './element-header.ts';
import type { Fragments, IndexedDataset } from './indexed-dataset.ts';
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

/** Fragments that were found before, in the same bytes, with the offset of the value that they fill. */
export type KnownFragments = HoppedFragments & { readonly valueOffsetBytes: number };

/** Those of a file's Pixel Data, for whoever reads the file again; null when there are none. */
export function knownFragments({ elements, fragments }: IndexedDataset): KnownFragments | null {
  const [first, another] = fragments;
  if (first === undefined || another !== undefined) return null;
  const [entry, found] = first;
  const valueOffsetBytes = elements.valueOffsets[entry]!;
  const contentEndBytes = valueOffsetBytes + elements.valueLengths[entry]!;
  return {
    kind: 'fragments',
    valueOffsetBytes,
    fragments: found,
    contentEndBytes,
    endBytes: elements.endOffsets[entry]!,
  };
}

/**
 * Takes what is known instead of hopping, which costs a read of the whole value. @returns null when it is of another
 * value, or when the closing delimiter is not where it was.
 */
export function* recallFragments(
  known: KnownFragments | null,
  offsetBytes: number,
  boundBytes: number,
): Reading<HoppedFragments | null> {
  if (known?.valueOffsetBytes !== offsetBytes || known.endBytes > boundBytes) return null;
  const closing = yield { offsetBytes: known.contentEndBytes, lengthBytes: 8 };
  const isClosed = closing.length >= 8 && readTag(closing, 0, true) === sequenceDelimiterTag;
  return isClosed && readUint32(closing, 4, true) === 0 ? known : null;
}

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
