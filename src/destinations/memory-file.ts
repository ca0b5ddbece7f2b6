import type { OutputFile } from './output-file.ts';

/** An output file that is kept in memory, in pages, and handed out when it is finished. */
export type MemoryFile = OutputFile & {
  /** The finished file. */
  readonly toFile: () => File;
};

/** Pages that are not being written are Blobs, which some browsers hold outside the memory of scripts. */
const pageBytes = 4 * 1024 * 1024;

/**
 * For browsers that lend the page no storage.
 * @param limitBytes writing past it fails as a full disk does
 */
export function memoryFile(fileName: string, limitBytes: number): MemoryFile {
  let pages: Blob[] = [];
  let open: { readonly number: number; readonly bytes: Uint8Array<ArrayBuffer> } | null = null;
  let sizeBytes = 0;

  function shut(): void {
    if (open !== null) pages[open.number] = new Blob([open.bytes]);
    open = null;
  }

  async function pageAt(number: number): Promise<Uint8Array<ArrayBuffer>> {
    if (open?.number === number) return open.bytes;
    shut();
    const written = pages[number];
    const bytes = written === undefined ? new Uint8Array(pageBytes) : new Uint8Array(await written.arrayBuffer());
    open = { number, bytes };
    return bytes;
  }

  return {
    writeAt: async (offsetBytes, bytes) => {
      if (offsetBytes + bytes.length > limitBytes) throw new DOMException('over the limit', 'QuotaExceededError');
      for (let at = 0; at < bytes.length; ) {
        const within = (offsetBytes + at) % pageBytes;
        const part = bytes.subarray(at, at + pageBytes - within);
        const page = await pageAt(Math.floor((offsetBytes + at) / pageBytes));
        page.set(part, within);
        at += part.length;
      }
    },
    finish: async (finalBytes) => {
      shut();
      sizeBytes = finalBytes;
    },
    abort: async () => {
      pages = [];
      open = null;
    },
    toFile: () => new File([new Blob(pages).slice(0, sizeBytes)], fileName, { type: 'application/zip' }),
  };
}
