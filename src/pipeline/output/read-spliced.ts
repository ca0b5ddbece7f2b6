import type { ByteRange } from '../../dicom/reading.ts';
import { piecesOf, type SplicedPart, type SplicedPiece } from '../../dicom/splices.ts';

/** What goes between two kept ranges is read along with them up to this size: a read of its own costs more. */
const longestGapBytes = 64 * 1024;
const mostReadBytes = 8 * 1024 * 1024;

/**
 * Reads a stretch of a spliced part. Ranges of the input that lie near each other are one read, and what goes is passed over
 * where it is long, so that memory is that of the stretch.
 * @param skip where in the part it begins. @param read gives exactly the bytes of a range, or what went wrong
 */
export async function readSpliced<Failure>(
  part: SplicedPart,
  skip: number,
  lengthBytes: number,
  read: (range: ByteRange) => Promise<Uint8Array | Failure>,
): Promise<Uint8Array<ArrayBuffer> | Failure> {
  const pieces = [...piecesOf(part, skip, lengthBytes)];
  const spliced = new Uint8Array(lengthBytes);
  let window: Window = { offsetBytes: 0, bytes: new Uint8Array(0) };
  let at = 0;
  for (const [n, piece] of pieces.entries()) {
    if (piece.kind === 'bytes') {
      spliced.set(piece.bytes, at);
      at += piece.bytes.length;
      continue;
    }
    const { offsetBytes } = piece;
    if (offsetBytes + piece.lengthBytes > window.offsetBytes + window.bytes.length) {
      const bytes = await read({ offsetBytes, lengthBytes: nearEnd(pieces, n) - offsetBytes });
      if (!(bytes instanceof Uint8Array)) return bytes;
      window = { offsetBytes, bytes };
    }
    const from = offsetBytes - window.offsetBytes;
    spliced.set(window.bytes.subarray(from, from + piece.lengthBytes), at);
    at += piece.lengthBytes;
  }
  return spliced;
}

type Window = { readonly offsetBytes: number; readonly bytes: Uint8Array };

/** Where the last of the ranges ends that are near enough to be read with the first. */
function nearEnd(pieces: readonly SplicedPiece[], first: number): number {
  let start = -1;
  let end = 0;
  for (let n = first; n < pieces.length; n++) {
    const piece = pieces[n]!;
    if (piece.kind === 'bytes') continue;
    const nextEnd = piece.offsetBytes + piece.lengthBytes;
    if (start < 0) start = piece.offsetBytes;
    else if (piece.offsetBytes - end > longestGapBytes || nextEnd - start > mostReadBytes) break;
    end = nextEnd;
  }
  return end;
}
