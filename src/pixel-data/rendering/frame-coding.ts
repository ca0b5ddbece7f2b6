/** The decoders of the codec library that frames may need. */
export type CodecName = 'DecodeJpeg' | 'DecodeJpegLs' | 'DecodeJpeg2000' | 'DecodeHtJpeg2000' | 'DecodeJpegXl';

/** Its encoders without loss. */
export type EncoderName = 'EncodeJpegLs' | 'EncodeJpeg2000' | 'EncodeHtJpeg2000';

/** How the frames of a transfer syntax are coded. */
export type FrameCoding =
  | { readonly kind: 'plain' }
  | { readonly kind: 'deflated' }
  | { readonly kind: 'rle' }
  | { readonly kind: 'codec'; readonly codec: CodecName }
  | { readonly kind: 'video' }
  | { readonly kind: 'unknown' };

/** Endings of transfer syntaxes after 1.2.840.10008.1.2. (PS3.5 A.4, PS3.6 A). */
const codecs: readonly (readonly [RegExp, CodecName])[] = [
  // Baseline, extended, the retired spectral and progressive processes, and lossless with any predictor.
  [/^4\.(5[0-7]|70)$/, 'DecodeJpeg'],
  [/^4\.8[01]$/, 'DecodeJpegLs'],
  [/^4\.9[0-3]$/, 'DecodeJpeg2000'],
  [/^4\.20[123]$/, 'DecodeHtJpeg2000'],
  [/^4\.11[012]$/, 'DecodeJpegXl'],
];

export function frameCodingOf(transferSyntaxUid: string, isEncapsulated: boolean): FrameCoding {
  if (!isEncapsulated) return { kind: 'plain' };
  const ending = transferSyntaxUid.replace('1.2.840.10008.1.2.', '');
  if (ending === '5') return { kind: 'rle' };
  if (ending === '1.98') return { kind: 'plain' };
  if (ending === '8.1') return { kind: 'deflated' };
  if (/^4\.10[0-8](\.1)?$/.test(ending)) return { kind: 'video' };
  const codec = codecs.find(([endings]) => endings.test(ending))?.[1];
  return codec === undefined ? { kind: 'unknown' } : { kind: 'codec', codec };
}
