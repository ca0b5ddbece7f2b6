import { type CodestreamContent, hasText, uint32At } from './codestream-content.ts';
import { jpeg2000Content } from './jpeg-2000-content.ts';
import { isPadding } from './known-marks.ts';

/** JP2 and JPEG XL files, which begin with a signature box. */
export function isBoxFile(bytes: Uint8Array): boolean {
  return uint32At(bytes, 0) === 12 && (hasText(bytes, 4, 'jP  ') || hasText(bytes, 4, 'JXL '));
}

/** A JPEG XL codestream without boxes has no place for text. */
export function isJpegXl(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0x0a;
}

/** Boxes that are the image or say how to read it. XML, EXIF, labels and anything else are not among them. */
const imageBoxes: ReadonlySet<string> = new Set([
  'jP  ',
  'JXL ',
  'ftyp',
  'rreq',
  'jp2h',
  'jp2c',
  'jxlc',
  'jxlp',
  'jxll',
]);

/** What a JP2 header box consists of (ISO/IEC 15444-1 I.5.3). */
const headerBoxes: ReadonlySet<string> = new Set(['ihdr', 'bpcc', 'colr', 'pclr', 'cmap', 'cdef', 'res ']);

/** A UUID and a number: the flags that some encoders leave. */
const longestUuidBytes = 16 + 4;

/**
 * Walks the boxes of a JP2 or JPEG XL file; the codestream in a JP2 is walked as well.
 * @param isWhole false for its first bytes only: the walk ends at the codestream
 * @see ISO/IEC 15444-1 annex I, ISO/IEC 18181-2
 */
export function boxContent(bytes: Uint8Array, isWhole: boolean): CodestreamContent {
  for (let at = 0; at + 8 <= bytes.length; ) {
    const box = readBox(bytes, at);
    // Padding behind the last box.
    if (at > 0 && isPadding(bytes.subarray(at))) return 'nothing';
    const content = contentOf(box, isWhole);
    if (content !== null) return content;
    if (box.endBytes > bytes.length) break;
    at = box.endBytes;
  }
  return isWhole ? 'nothing' : 'more';
}

type Box = { readonly kind: string; readonly content: Uint8Array; readonly endBytes: number };

function readBox(bytes: Uint8Array, at: number): Box {
  const stated = uint32At(bytes, at);
  const headerBytes = stated === 1 ? 16 : 8;
  const lengthBytes = stated === 1 ? uint32At(bytes, at + 8) * 2 ** 32 + uint32At(bytes, at + 12) : stated;
  // Zero: the last box, up to the end of the file.
  const endBytes = stated === 0 ? bytes.length : at + Math.max(headerBytes, lengthBytes);
  const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
  return { kind, content: bytes.subarray(at + headerBytes, endBytes), endBytes };
}

/** @returns null when the walk goes on behind the box */
function contentOf({ kind, content }: Box, isWhole: boolean): CodestreamContent | null {
  if (kind === 'free') return content.every((byte) => byte === 0) ? null : 'codestream-metadata';
  if (kind === 'uuid') return content.length <= longestUuidBytes ? null : 'codestream-metadata';
  if (!imageBoxes.has(kind)) return 'codestream-metadata';
  if (kind === 'jp2h') return hasOnlyHeaderBoxes(content) ? null : 'codestream-metadata';
  if (kind === 'jp2c') {
    const inside = jpeg2000Content(content, isWhole);
    return inside !== 'nothing' || !isWhole ? inside : null;
  }
  return kind.startsWith('jxl') && !isWhole ? 'nothing' : null;
}

function hasOnlyHeaderBoxes(bytes: Uint8Array): boolean {
  for (let at = 0; at + 8 <= bytes.length; ) {
    const box = readBox(bytes, at);
    if (!headerBoxes.has(box.kind)) return false;
    at = box.endBytes;
  }
  return true;
}
