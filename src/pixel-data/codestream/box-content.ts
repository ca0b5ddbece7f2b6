import type { Reading } from '../../dicom/reading.ts';
import { type HiddenCode, hasText, uint32At } from './codestream-content.ts';
import { type Cursor, isPaddingFrom, peek, skip, within } from './cursor.ts';
import { cutBytesOf, cutOut, type FrameCuts, writeOver } from './frame-cuts.ts';
import { isImageBox, isPlainBox } from './image-boxes.ts';
import { jpeg2000Content } from './jpeg-2000-content.ts';
import type { SideBytes } from './side-bytes.ts';
import { bigEndian } from './tile-part-length.ts';

/** JP2 and JPEG XL files, which begin with a signature box. */
export function isBoxFile(bytes: Uint8Array): boolean {
  return uint32At(bytes, 0) === 12 && (hasText(bytes, 4, 'jP  ') || hasText(bytes, 4, 'JXL '));
}

/** A JPEG XL codestream without boxes, in which nothing but a decoder finds its way. */
export function isJpegXl(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0x0a;
}

/** Longer ones are no description of an image: colour profiles and palettes are among them. */
const longestPlainBox = 4 * 1024 * 1024;

/** Boxes that describe the image to people and programs: metadata, and space for it (ISO/IEC 15444-1 I.7, 18181-2 9). */
const metadataBoxes: ReadonlySet<string> = new Set(['xml ', 'uuid', 'uinf', 'free', 'jp2i', 'Exif', 'jumb']);

/**
 * Goes through the boxes of a JP2 or JPEG XL file, the codestream in a JP2 included. Boxes of metadata are to be cut. Each other
 * has to be the image or say how to read it, with exactly the bytes that its kind calls for.
 * @param side takes what stays and is not coded pixels. @param cuts takes what goes
 * @returns null when there is nothing else but the image
 * @see ISO/IEC 15444-1 annex I, ISO/IEC 18181-2
 */
export function* boxContent(cursor: Cursor, side: SideBytes, cuts: FrameCuts): Reading<HiddenCode | null> {
  while (cursor.position < cursor.lengthBytes) {
    const isFirst = cursor.position === 0;
    const head = yield* peek(cursor, 16);
    // Padding behind the last box, which no box begins like.
    if (!isFirst && (head.length < 8 || uint32At(head, 4) === 0)) {
      cuts.paddingBytes = cursor.lengthBytes - cursor.position;
      return (yield* isPaddingFrom(cursor)) ? null : 'behind-codestream';
    }
    const box = readBoxHead(head, cursor.lengthBytes - cursor.position);
    if (box === null) return 'unknown-codestream';
    const start = cursor.position;
    skip(cursor, box.headBytes);
    if (metadataBoxes.has(box.kind) && !isFirst) {
      cutOut(cuts, `${box.kind.trim()} box`, start, box.headBytes + box.contentBytes);
    } else {
      const before = cutBytesOf(cuts);
      const hidden = yield* contentOf(cursor, box, side, cuts);
      if (hidden !== null) return hidden;
      shorten(cuts, start, box, cutBytesOf(cuts) - before);
    }
    skip(cursor, box.contentBytes);
  }
  cuts.paddingBytes = 0;
  return null;
}

/** Writes the length of a box of which something goes, where it has one. */
function shorten(cuts: FrameCuts, start: number, { headBytes, contentBytes, isOpen }: BoxHead, cutBytes: number): void {
  if (cutBytes === 0 || isOpen) return;
  const lengthBytes = headBytes + contentBytes - cutBytes;
  if (headBytes === 16) writeOver(cuts, start + 8, bigEndian(lengthBytes, 8));
  else writeOver(cuts, start, bigEndian(lengthBytes, 4));
}

type BoxHead = {
  readonly kind: string;
  readonly headBytes: number;
  readonly contentBytes: number;
  /** It goes on to the end of the file, and states no length. */
  readonly isOpen: boolean;
};

/** @returns null for a box that is longer than what is left, or shorter than its own head */
function readBoxHead(head: Uint8Array, leftBytes: number): BoxHead | null {
  const stated = uint32At(head, 0);
  const headBytes = stated === 1 ? 16 : 8;
  const long = uint32At(head, 8) * 2 ** 32 + uint32At(head, 12);
  // Zero: the last box, up to the end of the file.
  const lengthBytes = stated === 0 ? leftBytes : stated === 1 ? long : stated;
  if (head.length < headBytes || lengthBytes < headBytes || lengthBytes > leftBytes) return null;
  return {
    kind: String.fromCharCode(...head.subarray(4, 8)),
    headBytes,
    contentBytes: lengthBytes - headBytes,
    isOpen: stated === 0,
  };
}

function* contentOf(
  cursor: Cursor,
  { kind, contentBytes }: BoxHead,
  side: SideBytes,
  cuts: FrameCuts,
): Reading<HiddenCode | null> {
  const inside = within(cursor, contentBytes);
  // What JPEG XL codes is followed by a decoder alone.
  if (kind === 'jxlc' || kind === 'jxlp') return null;
  if (kind === 'jp2c') return yield* jpeg2000Content(inside, side, cuts);
  if (!isImageBox(kind) || contentBytes > longestPlainBox) return 'codestream-metadata';
  const content = yield* peek(inside, contentBytes);
  if (!isPlainBox(kind, content)) return 'codestream-metadata';
  side(content, 'text');
  return null;
}
