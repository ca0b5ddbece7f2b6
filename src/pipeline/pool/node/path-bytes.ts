import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { InputBytes, InputFileBytes } from '../../contracts/input-bytes.ts';

/** A stretch of a file, as it crosses to a worker thread. */
type Stretch = {
  readonly path: string;
  /** Of the whole file, when it was added. */
  readonly fileBytes: number;
  readonly lastModified: number;
  readonly startBytes: number;
  readonly size: number;
};

/**
 * A stretch of a file that is named by its path: what a program in Node has instead of a `File`. A Blob that is backed by a
 * file cannot be sent to a worker thread. This crosses as its plain members, and `revivePathBytes` makes it readable again over
 * there. A read blocks its thread, which costs less than to ask for it and wait.
 */
// A class, because what is sent to a worker may have functions on its prototype and nowhere else.
export class PathBytes implements InputFileBytes {
  readonly path: string;
  readonly fileBytes: number;
  readonly lastModified: number;
  readonly startBytes: number;
  readonly size: number;

  constructor({ path, fileBytes, lastModified, startBytes, size }: Stretch) {
    this.path = path;
    this.fileBytes = fileBytes;
    this.lastModified = lastModified;
    this.startBytes = startBytes;
    this.size = size;
  }

  slice(start = 0, end = this.size): PathBytes {
    const from = within(start, this.size);
    return new PathBytes({
      ...this,
      startBytes: this.startBytes + from,
      size: Math.max(0, within(end, this.size) - from),
    });
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const file = openSync(this.path, 'r');
    try {
      const { size, mtimeMs } = fstatSync(file);
      if (size !== this.fileBytes || mtimeMs !== this.lastModified) throw new Error('The file has changed.');
      const bytes = new Uint8Array(this.size);
      for (let filled = 0; filled < bytes.length; ) {
        const count = readSync(file, bytes, filled, bytes.length - filled, this.startBytes + filled);
        if (count === 0) throw new Error('The file is shorter than it was.');
        filled += count;
      }
      return bytes.buffer;
    } finally {
      closeSync(file);
    }
  }
}

/** Looks at a file's size and date; nothing is read. @throws when there is no such file, or it is none that has bytes */
export async function pathBytes(path: string): Promise<PathBytes> {
  const { size, mtimeMs, isFile } = await stat(path).then((found) => ({ ...found, isFile: found.isFile() }));
  if (!isFile) throw new Error('This is no ordinary file.');
  return new PathBytes({ path, fileBytes: size, lastModified: mtimeMs, startBytes: 0, size });
}

/** Bytes as they arrived in a worker, readable. */
export function revivePathBytes(bytes: InputBytes): InputBytes {
  return 'fileBytes' in bytes ? new PathBytes(bytes as unknown as Stretch) : bytes;
}

/** As `Blob.slice` takes its bounds. */
function within(at: number, size: number): number {
  return at < 0 ? Math.max(0, size + at) : Math.min(at, size);
}
