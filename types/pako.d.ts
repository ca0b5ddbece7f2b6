// The few calls of pako 2.1.0 that Nescio makes, below its public interface: they alone tell where blocks of deflate end.
declare module 'pako/lib/zlib/zstream.js' {
  /** One stream; the names are those of zlib. */
  // biome-ignore lint/style/noDefaultExport: that is how pako exports it.
  export default class ZStream {
    input: Uint8Array | null;
    next_in: number;
    avail_in: number;
    output: Uint8Array | null;
    next_out: number;
    avail_out: number;
    /** Unused bits of the last byte taken, + 64 in the last block, + 128 between blocks. */
    data_type: number;
  }
}

declare module 'pako/lib/zlib/inflate.js' {
  import type ZStream from 'pako/lib/zlib/zstream.js';
  /** @param windowBits negative: deflate without header (RFC 1951). */
  export function inflateInit2(stream: ZStream, windowBits: number): number;
  /** @param flush 5, `Z_BLOCK`, stops at the end of each block. @returns 0 goes on, 1 end of the stream, negative an error. */
  export function inflate(stream: ZStream, flush: number): number;
}
