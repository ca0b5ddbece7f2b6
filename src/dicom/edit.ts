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

/** A piece of an output file, in order: bytes in memory, or a stretch of the input that is passed through. */
export type OutputPart =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'range'; readonly offsetBytes: number; readonly lengthBytes: number };
