import { uint16At, uint32At } from '../../codestream/codestream-content.ts';
import { isJpeg2000 } from '../../codestream/jpeg-2000-content.ts';

/** The size of a JPEG-LS or JPEG 2000 image and of its samples, as the codestream says them. The header may say others. */
export type CodedDepth = {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  /** Bits of a sample. */
  readonly precision: number;
  readonly isSigned: boolean;
};

/** @returns null for what is no such image, or whose components differ in size or depth (ISO/IEC 14495-1 C.2.2, 15444-1 A.5.1) */
export function codedDepth(bytes: Uint8Array): CodedDepth | null {
  const depth = isJpeg2000(bytes) ? jpeg2000Depth(bytes) : jpegDepth(bytes);
  return depth !== null && depth.precision >= 1 && depth.precision <= 16 ? depth : null;
}

const firstComponent = 42;

function jpeg2000Depth(bytes: Uint8Array): CodedDepth | null {
  const components = uint16At(bytes, 40);
  const depth = bytes[firstComponent] ?? 0;
  for (let at = firstComponent; at < firstComponent + 3 * components; at += 3) {
    if (bytes[at] !== depth || bytes[at + 1] !== 1 || bytes[at + 2] !== 1) return null;
  }
  return {
    rows: uint32At(bytes, 12) - uint32At(bytes, 20),
    columns: uint32At(bytes, 8) - uint32At(bytes, 16),
    components,
    precision: (depth & 0x7f) + 1,
    isSigned: depth >= 0x80,
  };
}

/**
 * Writes another depth into a JPEG 2000 codestream whose samples are coded deeper, or without a sign. Reversible coding knows
 * them as distances from the middle of their range, so that the depth only says where that is (ISO/IEC 15444-1 G.1).
 */
export function setJpeg2000Depth(bytes: Uint8Array, { components, precision, isSigned }: CodedDepth): void {
  for (let n = 0; n < components; n++) bytes[firstComponent + 3 * n] = (isSigned ? 0x80 : 0) | (precision - 1);
}

/** Frame headers: JPEG-LS, and all processes of JPEG. Those without a frame are `DHT`, `JPG` and `DAC`. */
function isFrameHeader(code: number): boolean {
  return code === 0xf7 || (code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc);
}

function jpegDepth(bytes: Uint8Array): CodedDepth | null {
  if (uint16At(bytes, 0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const code = bytes[at + 1]!;
    if (isFrameHeader(code)) {
      const [rows, columns] = [uint16At(bytes, at + 5), uint16At(bytes, at + 7)];
      return { rows, columns, components: bytes[at + 9]!, precision: bytes[at + 4]!, isSigned: false };
    }
    at += code === 0xff ? 1 : 2 + uint16At(bytes, at + 2);
  }
  return null;
}
