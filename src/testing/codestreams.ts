import { joinBytes } from '../dicom/join-bytes.ts';
import { readFromMemory } from '../dicom/reading.ts';
import { imageContent } from '../pixel-data/codestream/codestream-of.ts';
import { createCursor, cursorOver } from '../pixel-data/codestream/cursor.ts';
import { createFrameCuts } from '../pixel-data/codestream/frame-cuts.ts';
import { createWindow } from '../pixel-data/codestream/read-window.ts';
import { readInWindows } from './read-windows.ts';

const ignore = () => undefined;

/** What a compressed image in memory holds besides the image: `cut` when that goes. */
export function contentOf(image: Uint8Array) {
  const cuts = createFrameCuts();
  const found = readFromMemory(imageContent(cursorOver(image), ignore, cuts), image);
  return found ?? (cuts.splices.length > 0 ? 'cut' : null);
}

/** The same image in fragments of so many bytes, read in windows. */
export function inPieces(image: Uint8Array, pieceBytes: number) {
  const offsets = Array.from({ length: Math.ceil(image.length / pieceBytes) }, (_, n) => n * (pieceBytes + 8) + 8);
  const value = joinBytes(
    offsets.flatMap((_, n) => [new Uint8Array(8).fill(0xee), image.subarray(n * pieceBytes, (n + 1) * pieceBytes)]),
  );
  const lengths = offsets.map((_, n) => Math.min(pieceBytes, image.length - n * pieceBytes));
  const cursor = createCursor(createWindow(), { offsets, lengths }, 0, offsets.length, value.length);
  const cuts = createFrameCuts();
  const found = readInWindows(imageContent(cursor, ignore, cuts), value).result;
  return found ?? (cuts.splices.length > 0 ? 'cut' : null);
}

export const bytes = (...values: readonly number[]) => Uint8Array.from(values);
export const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

export function segment(code: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2;
  return joinBytes([bytes(0xff, code, length >> 8, length & 0xff), content]);
}

export const soi = bytes(0xff, 0xd8);
export const eoi = bytes(0xff, 0xd9);
export const jfif = segment(0xe0, joinBytes([latin('JFIF\0'), bytes(1, 1, 0, 0, 1, 0, 1, 0, 0)]));
const frame = segment(0xc0, bytes(8, 0, 8, 0, 8, 1, 1, 0x11, 0));
export const scan = joinBytes([frame, segment(0xda, bytes(1, 1, 0, 0, 63, 0)), bytes(1, 2, 0xff, 0, 3, 0xff, 0xd0, 4)]);

/** An ICC profile of so many bytes, and a part of one in its segment. */
export function profile(length: number): Uint8Array {
  const content = new Uint8Array(length);
  content.set([0, 0, length >> 8, length & 0xff]);
  content.set(latin('acsp'), 36);
  return content;
}
export const profilePart = (content: Uint8Array, part: number, parts: number) =>
  joinBytes([latin('ICC_PROFILE\0'), bytes(part, parts), content]);

/** One table for AC coefficients: how many codes of each length, and the values. */
export const huffman = (counts: readonly number[], values: readonly number[]) =>
  Uint8Array.from([0x10, ...Array.from({ length: 16 }, (_, n) => counts[n] ?? 0), ...values]);

export function jpeg(...segments: readonly Uint8Array[]): Uint8Array {
  return joinBytes([soi, jfif, ...segments, scan, eoi]);
}

export const soc = bytes(0xff, 0x4f);
export const siz = segment(0x51, joinBytes([new Uint8Array(34), bytes(0, 1, 7, 1, 1)]));
export const comment2000 = (text: string) => segment(0x64, joinBytes([bytes(0, 1), latin(text)]));

export function jpeg2000(tilePart: Uint8Array, ...header: readonly Uint8Array[]): Uint8Array {
  return joinBytes([soc, siz, ...header, tilePart, eoi]);
}

/** A tile-part with a stated length. */
export function tilePart(...header: readonly Uint8Array[]): Uint8Array {
  const rest = joinBytes([...header, bytes(0xff, 0x93, 1, 2, 0xff, 0x4f, 3)]);
  const length = 12 + rest.length;
  return joinBytes([segment(0x90, bytes(0, 0, 0, 0, length >> 8, length & 0xff, 0, 1)), rest]);
}

/** A tile-part with these bytes at the end of its data. */
export function longTilePart(end: Uint8Array): Uint8Array {
  const rest = joinBytes([bytes(0xff, 0x93, 1, 2, 3), end]);
  return joinBytes([segment(0x90, bytes(0, 0, 0, 0, 0, 12 + rest.length, 0, 1)), rest]);
}

/** The last tile-part may leave its length open. */
export const openTilePart = () => joinBytes([segment(0x90, bytes(0, 0, 0, 0, 0, 0, 0, 1)), bytes(0xff, 0x93, 1, 2, 3)]);
