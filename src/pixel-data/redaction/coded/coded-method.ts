import type { CodecName, EncoderName } from '../../rendering/frame-coding.ts';
import type { ImagePixel } from '../../rendering/image-pixel.ts';
import type { RedactionProblem } from '../redaction.ts';

/** Frames are decoded by a codec, blanked, and written without loss: coded again, or uncompressed. */
export type CodedMethod = {
  readonly kind: 'coded';
  readonly decoder: CodecName;
  /** Null where the frames are written uncompressed. */
  readonly target: CodedTarget | null;
};

/** How frames are coded again, and what the header calls them then. */
export type CodedTarget = {
  readonly transferSyntaxUid: string;
  readonly decoder: CodecName;
  readonly encoder: EncoderName;
  readonly photometric: string;
};

type Coding = { readonly decoder: CodecName; readonly encoder: EncoderName; readonly lossless: string };

const jpegLs = { decoder: 'DecodeJpegLs', encoder: 'EncodeJpegLs', lossless: '4.80' } as const;
const jpeg2000 = { decoder: 'DecodeJpeg2000', encoder: 'EncodeJpeg2000', lossless: '4.90' } as const;
const htJpeg2000 = { decoder: 'DecodeHtJpeg2000', encoder: 'EncodeHtJpeg2000', lossless: '4.201' } as const;

/** Endings of transfer syntaxes after 1.2.840.10008.1.2. (PS3.5 A.4), and the lossless one of the same family. */
const codings: Readonly<Record<string, Coding>> = {
  '4.80': jpegLs,
  '4.81': jpegLs,
  '4.90': jpeg2000,
  '4.91': jpeg2000,
  '4.201': htJpeg2000,
  '4.202': { ...htJpeg2000, lossless: '4.202' },
  '4.203': htJpeg2000,
};

const root = '1.2.840.10008.1.2.';

/** @returns null for a transfer syntax whose frames are blanked in another way, or not at all */
export function codedMethod(transferSyntaxUid: string, pixel: ImagePixel): CodedMethod | RedactionProblem | null {
  const coding = transferSyntaxUid.startsWith(root) ? codings[transferSyntaxUid.slice(root.length)] : undefined;
  if (coding === undefined) return null;
  const { decoder, encoder, lossless } = coding;
  const { bitsAllocated, bitsStored, highBit, samplesPerPixel } = pixel;
  // Codestreams have their samples at the lower end (PS3.5 8.1.1).
  if ((bitsAllocated !== 8 && bitsAllocated !== 16) || highBit !== bitsStored - 1) return 'layout';
  // The library takes a part of such images for the whole.
  if (samplesPerPixel > 1 && bitsAllocated > 8) return 'layout';
  if (samplesPerPixel !== 1 && samplesPerPixel !== 3) return 'photometric';
  const photometric = codedPhotometric(coding, pixel);
  if (photometric === null) return { kind: 'coded', decoder, target: null };
  return { kind: 'coded', decoder, target: { transferSyntaxUid: root + lossless, decoder, encoder, photometric } };
}

/** What the samples are once they are decoded: decoders of JPEG 2000 undo its transforms (PS3.3 C.7.6.3.1.2). */
export function decodedPhotometric({ decoder }: Pick<CodedMethod, 'decoder'>, { photometric }: ImagePixel): string {
  const isTransformed = photometric === 'YBR_RCT' || photometric === 'YBR_ICT';
  return isTransformed && decoder !== 'DecodeJpegLs' ? 'RGB' : photometric;
}

/** @returns null for colours that the encoder would call something else */
function codedPhotometric(coding: Coding, pixel: ImagePixel): string | null {
  const decoded = decodedPhotometric(coding, pixel);
  if (pixel.samplesPerPixel === 1 || coding.encoder === 'EncodeJpegLs') return decoded;
  // The encoder of HTJ2K transforms whatever has three components.
  if (coding.encoder === 'EncodeHtJpeg2000') return decoded === 'RGB' ? 'YBR_RCT' : null;
  return pixel.photometric === 'YBR_ICT' ? 'YBR_RCT' : pixel.photometric;
}
