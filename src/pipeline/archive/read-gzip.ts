import { inflate, inflateInit2 } from 'pako/lib/zlib/inflate.js';
import ZStream from 'pako/lib/zlib/zstream.js';
import { type InputBytes, readBytes } from '../contracts/input-bytes.ts';
import { crc32 } from './crc32.ts';
import type { DeflateStretch } from './deflate-stretch.ts';
import { gzipTrailerBytes, readGzipHeader } from './gzip-header.ts';

/** Inflated bytes, good until the next ones are asked for. */
export type GzipPiece = { readonly offsetBytes: number; readonly bytes: Uint8Array<ArrayBuffer> };

/** How a gzip file ended. `stretches` are null unless all of it was read and every checksum is right. */
export type GzipEnd = {
  readonly problem: GzipProblem | null;
  readonly sizeBytes: number;
  readonly stretches: readonly DeflateStretch[];
};
type GzipProblem = 'not-gzip' | 'cut' | 'damaged' | 'too-large' | 'too-many-members' | 'unlike';

export type GzipLimits = {
  readonly sizeBytes: number;
  /** Inflated to packed, asked once the former has reached the latter number. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
  readonly members: number;
  /** Inflated bytes between two places where reading can start again; 0 for none. */
  readonly stretchBytes: number;
};

const inputBytes = 256 * 1024;
const outputBytes = 64 * 1024;
const windowBytes = 32 * 1024;
/** Longer headers are no header. */
const longestHeaderBytes = 1024 * 1024;
/** A block of deflate is at most a few MB in what programs write; a longer stretch would make each reading as long. */
const longestStretchBytes = 64 * 1024 * 1024;
const zBlock = 5;
const betweenBlocks = 128;
const inLastBlock = 64;

/**
 * Inflates a gzip file (RFC 1952) of any number of members from its beginning to its end, checks size and CRC of each, and
 * notes where reading can start again. Zeros or other bytes behind the last member are passed over, as gzip does.
 * Memory is bounded by the notes: 32 KB for each `stretchBytes`.
 */
export async function* readGzip(archive: InputBytes, limits: GzipLimits): AsyncGenerator<GzipPiece, GzipEnd> {
  const stretches: DeflateStretch[] = [];
  const input = createInput(archive);
  let sizeBytes = 0;
  const end = (problem: GzipProblem | null): GzipEnd => ({ problem, sizeBytes, stretches });
  for (let members = 0; ; members++) {
    const header = await input.readHeader();
    if (header !== 'header') return end(members > 0 && header !== 'cut' ? null : header);
    if (members === limits.members) return end('too-many-members');
    const member = inflateMember(input, limits, sizeBytes, stretches);
    for (let step = await member.next(); ; step = await member.next()) {
      if (!step.done) {
        sizeBytes += step.value.bytes.length;
        yield step.value;
      } else if (step.value !== null) {
        return end(step.value);
      } else break;
    }
  }
}

type Input = ReturnType<typeof createInput>;

async function* inflateMember(
  input: Input,
  limits: GzipLimits,
  startBytes: number,
  stretches: DeflateStretch[],
): AsyncGenerator<GzipPiece, GzipProblem | null> {
  const stream = new ZStream();
  inflateInit2(stream, -15);
  const output = new Uint8Array(windowBytes + outputBytes);
  stream.output = output;
  stream.next_out = windowBytes;
  const stretch = { startBit: input.at() * 8, sizeBytes: 0, window: new Uint8Array(0) };
  let size = 0;
  let crc = 0;
  const close = (endBit: number, isLast: boolean) => {
    stretches.push({ ...stretch, endBit, isLast });
    const held = Math.min(size, windowBytes);
    const window = isLast ? new Uint8Array(0) : output.slice(stream.next_out - held, stream.next_out);
    Object.assign(stretch, { startBit: endBit, sizeBytes: 0, window });
  };
  for (;;) {
    if (stream.next_out === output.length) {
      output.copyWithin(0, output.length - windowBytes);
      stream.next_out = windowBytes;
    }
    stream.avail_out = output.length - stream.next_out;
    if (!(await input.give(stream))) return 'cut';
    const from = stream.next_out;
    const code = inflate(stream, zBlock);
    input.take(stream);
    const bytes = output.subarray(from, stream.next_out);
    if (bytes.length > 0) {
      size += bytes.length;
      stretch.sizeBytes += bytes.length;
      crc = crc32(bytes, crc);
      const problem = excess(startBytes + size, input.at(), stretch.sizeBytes, limits);
      if (problem !== null) return problem;
      yield { offsetBytes: startBytes + size - bytes.length, bytes };
    }
    const atBit = input.at() * 8 - (stream.data_type & 63);
    if (code === 1) {
      close(atBit, true);
      return input.readTrailer(crc, size);
    }
    if (code !== 0 && code !== -5) return 'damaged';
    if (isBoundary(stream) && limits.stretchBytes > 0 && stretch.sizeBytes >= limits.stretchBytes) close(atBit, false);
  }
}

function excess(sizeBytes: number, packedBytes: number, stretchBytes: number, limits: GzipLimits): GzipProblem | null {
  if (sizeBytes > limits.sizeBytes) return 'too-large';
  if (sizeBytes > limits.ratioFromBytes && sizeBytes > packedBytes * limits.ratio) return 'unlike';
  return limits.stretchBytes > 0 && stretchBytes > longestStretchBytes ? 'unlike' : null;
}

/** True between two blocks, when the one before was not the last. */
function isBoundary({ data_type }: ZStream): boolean {
  return (data_type & betweenBlocks) !== 0 && (data_type & inLastBlock) === 0;
}

/** The packed bytes, read in order. */
function createInput(archive: InputBytes) {
  let chunk: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  let chunkOffset = 0;
  let at = 0;

  /** Makes sure of so many bytes, or of all that are left. */
  async function load(count: number): Promise<Uint8Array<ArrayBuffer>> {
    if (chunk.length - at < count && chunkOffset + chunk.length < archive.size) {
      chunkOffset += at;
      at = 0;
      const wanted = Math.max(count, inputBytes);
      chunk = await readBytes(archive, chunkOffset, wanted);
    }
    return chunk.subarray(at);
  }

  return {
    at: () => chunkOffset + at,
    give: async (stream: ZStream): Promise<boolean> => {
      const bytes = await load(1);
      stream.input = chunk;
      stream.next_in = at;
      stream.avail_in = bytes.length;
      return bytes.length > 0;
    },
    take: (stream: ZStream) => {
      at = stream.next_in;
    },
    readHeader: async (): Promise<'header' | 'not-gzip' | 'cut'> => {
      for (let count = 1024; ; count *= 8) {
        const bytes = await load(count);
        if (bytes.length === 0) return 'not-gzip';
        const header = readGzipHeader(bytes);
        if (header === null) return 'not-gzip';
        if (header !== 'cut') {
          at += header.lengthBytes;
          return 'header';
        }
        if (count > longestHeaderBytes) return 'not-gzip';
        if (bytes.length < count) return 'cut';
      }
    },
    readTrailer: async (crc: number, size: number): Promise<GzipProblem | null> => {
      const bytes = await load(gzipTrailerBytes);
      if (bytes.length < gzipTrailerBytes) return 'cut';
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      at += gzipTrailerBytes;
      return view.getUint32(0, true) === crc && view.getUint32(4, true) === size % 2 ** 32 ? null : 'damaged';
    },
  };
}
