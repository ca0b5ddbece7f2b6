import type { ByteRange } from './reading.ts';
import type { TransferSyntax } from './transfer-syntax.ts';

/** Bytes of the input that are in memory, at their place. */
export type Segment = { readonly offsetBytes: number; readonly bytes: Uint8Array };

/** Bits of `ElementIndex.flags`. */
export const elementFlag = {
  /** The header says length FFFFFFFF; the content ends at a delimiter. */
  undefinedLength: 1,
  /**
   * The value stays in the file: too large to hold, or top-level Pixel Data. `valueBytes` gives null for it. In inflated
   * data sets only Pixel Data is flagged: nothing else could be read later.
   */
  outside: 2,
  /** The header has no VR: implicit transfer syntax, or inside a UN-encoded sequence (PS3.5 6.2.2 note 2). */
  implicitHeader: 4,
  /** Inside a UN-encoded sequence: implicit VR little endian whatever the file's syntax. */
  insideUn: 8,
  /** An element that is written as something else, and whose content was walked as a sequence. Its header stays as it is. */
  walkedAsSequence: 16,
  /** Encapsulated Pixel Data: fragments, hopped over, not listed. */
  encapsulated: 32,
  /** A value that begins as the items of a sequence do, and could not be followed as such. */
  unreadItems: 64,
} as const;

/**
 * Every element, item and nested element of a data set in file order, as parallel arrays of `count` entries. Items are
 * entries of their own, tag (FFFE,E000) and VR 0; delimiters are not listed. Offsets and lengths are bytes of the input
 * (for deflated files: of the inflated input).
 */
export type ElementIndex = {
  readonly count: number;
  readonly tags: Uint32Array;
  /** Packed VR (`unpackVr`): as written, or the dictionary's for implicit headers; 0 for items. */
  readonly vrs: Uint16Array;
  readonly headerOffsets: Float64Array;
  readonly valueOffsets: Float64Array;
  /** Bytes of content, delimiters not counted. */
  readonly valueLengths: Float64Array;
  /** First byte after the element, its delimiter included. */
  readonly endOffsets: Float64Array;
  /** Entry that encloses this one: an item for elements, a sequence for items; -1 on top level. */
  readonly parents: Int32Array;
  /** One past the entry's last descendant: `i + 1` for a leaf. Skips a whole subtree. */
  readonly subtreeEnds: Int32Array;
  /** 0 on top level; an item adds one and the elements in it add one. */
  readonly depths: Uint16Array;
  /** For items, the number within the sequence from 0; for elements 0. */
  readonly itemNumbers: Int32Array;
  readonly flags: Uint8Array;
};

/** A deviation that was understood and is mended on the way out, or a thing worth telling. */
export type Irregularity = { readonly code: string; readonly message: string };

/** Fragments of encapsulated Pixel Data in order (PS3.5 A.4), empty ones left out: their values, without item headers. */
export type Fragments = {
  /** Value of the first item, the Basic Offset Table. */
  readonly offsetTable: ByteRange;
  readonly offsets: readonly number[];
  readonly lengths: readonly number[];
};

/** File Meta Information as read: value text by element number of group 0002 (padding trimmed). */
export type FileMeta = {
  readonly mediaStorageSopClassUid: string;
  readonly mediaStorageSopInstanceUid: string;
  readonly transferSyntaxUid: string;
};

/** A file whose structure is wholly known. */
export type IndexedDataset = {
  readonly kind: 'indexed';
  /** Bytes of the input; of the inflated input when `isInflated`. */
  readonly sizeBytes: number;
  readonly meta: FileMeta;
  readonly transferSyntax: TransferSyntax;
  /** First byte of the data set, after the File Meta Information. */
  readonly datasetOffsetBytes: number;
  /** One past the last element; anything behind it is zero padding that the output drops. */
  readonly datasetEndBytes: number;
  readonly elements: ElementIndex;
  /** By entry: those of Pixel Data on top level. Finding them takes a way through the whole value, which is made once. */
  readonly fragments: ReadonlyMap<number, Fragments>;
  /** Ascending, not touching; covers every header and every value not flagged `outside`. */
  readonly segments: readonly Segment[];
  /** Top-level (0008,0005) as written, one entry a value; empty when absent. Items may override it. */
  readonly characterSets: readonly string[];
  readonly irregularities: readonly Irregularity[];
  /** True when `segments` came from inflating and the output must be deflated again (PS3.5 A.5). */
  readonly isInflated: boolean;
};
