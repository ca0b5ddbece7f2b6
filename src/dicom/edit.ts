import type { Blanks } from './blanks.ts';
import type { SplicedPart } from './splices.ts';
import type { Tag } from './tag.ts';
import type { Vr } from './vr.ts';

/**
 * One planned difference between input and output. `value` holds value-field bytes in the byte order the element is
 * written in, padded to even length; a sequence's value is its encoded items. The VR of a replaced element stays.
 */
export type Edit =
  | { readonly kind: 'remove'; readonly element: number }
  | { readonly kind: 'replace'; readonly element: number; readonly value: Uint8Array }
  /** A new top-level element, put in tag order. The tag must not exist, or must be removed by another edit. */
  | { readonly kind: 'insert'; readonly tag: Tag; readonly vr: Vr; readonly value: Uint8Array };

/** A piece of an output file, in order. */
export type OutputPart =
  /** In memory. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** A stretch of the input that is passed through. */
  | { readonly kind: 'range'; readonly offsetBytes: number; readonly lengthBytes: number }
  | BlankedPart
  | SplicedPart
  | StagedPart;

/** Bytes that were made and are kept outside of memory until the output is written. */
export type StagedPart = {
  readonly kind: 'staged';
  readonly bytes: StagedBytes;
  readonly lengthBytes: number;
  /** Names where they are kept, for who removes them. */
  readonly place: string;
};

/** Every `Blob` is such bytes. */
export type StagedBytes = {
  /** The bytes from `start` up to, not including, `end`. */
  readonly slice: (start: number, end: number) => { readonly arrayBuffer: () => Promise<ArrayBuffer> };
};

/** A stretch of the input from the first byte of its pixels on, parts of which are written over on the way out. */
export type BlankedPart = {
  readonly kind: 'blanked';
  readonly offsetBytes: number;
  readonly lengthBytes: number;
  readonly blanks: Blanks;
};
