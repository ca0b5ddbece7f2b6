import type { EncoderName } from '../../rendering/frame-coding.ts';
import type { CodedDepth } from './coded-depth.ts';
import type { Patterns } from './sample-patterns.ts';

/** Unsigned samples in the form that an encoder takes, and how deep it takes them to be. */
type Unsigned = { readonly bytes: Uint8Array; readonly bitsAllocated: 8 | 16; readonly bitsStored: number };

/**
 * Samples as an encoder takes them. That of HTJ2K codes all bits of the container, and that of JPEG 2000 takes eight signed
 * bits for unsigned ones: both are given distances from the middle of their own range, and the codestream then gets the depth
 * that the samples have (`setJpeg2000Depth`).
 */
export function unsignedSamples(patterns: Patterns, depth: CodedDepth, encoder: EncoderName): Unsigned {
  const { precision, isSigned } = depth;
  const bitsAllocated = precision <= 8 ? 8 : 16;
  const bitsStored = encoder === 'EncodeHtJpeg2000' ? bitsAllocated : precision;
  const half = 2 ** (precision - 1);
  // Of a signed pattern the distance from the middle is the number itself.
  const shift = encoder === 'EncodeJpegLs' ? 0 : 2 ** (bitsStored - 1) - half;
  const flip = isSigned && encoder !== 'EncodeJpegLs' ? half : 0;
  const bytes = new Uint8Array((patterns.length * bitsAllocated) / 8);
  for (let n = 0; n < patterns.length; n++) {
    const sample = (patterns[n]! ^ flip) + shift;
    if (bitsAllocated === 8) bytes[n] = sample;
    else {
      bytes[2 * n] = sample;
      bytes[2 * n + 1] = sample >> 8;
    }
  }
  return { bytes, bitsAllocated, bitsStored };
}
