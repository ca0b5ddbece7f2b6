import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { InputFileBytes } from '../../contracts/input-bytes.ts';

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
 * file cannot be sent to a worker thread. This crosses as its plain members, and `reviveBytes` makes it readable again over
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

  /**
   * Hands a stretch over in windows of one buffer, which the next window of any file overwrites: a new buffer for each costs more
   * than the bytes. What `take` throws is thrown.
   * @returns false when it cannot be read any more, or was written to meanwhile: then what was handed over is of no use
   */
  handOver(offsetBytes: number, lengthBytes: number, take: (bytes: Uint8Array) => void): boolean {
    const opened = attempt(() => this.#open());
    if (opened === null) return false;
    const { file, isAsAdded } = opened;
    try {
      const end = this.startBytes + Math.min(offsetBytes + lengthBytes, this.size);
      let unseen = 0;
      for (let at = this.startBytes + offsetBytes; at < end; ) {
        const wanted = Math.min(window.length, end - at);
        const count = attempt(() => readSync(file, window, 0, wanted, at)) ?? 0;
        if (count === 0) return false;
        take(window.subarray(0, count));
        at += count;
        unseen += count;
        if (unseen < lookEveryBytes) continue;
        if (!isAsAdded()) return false;
        unseen = 0;
      }
      return isAsAdded() && offsetBytes + lengthBytes <= this.size;
    } finally {
      closeSync(file);
    }
  }

  /** @throws when there is no such file, or it is not what it was */
  #open(): { readonly file: number; readonly isAsAdded: () => boolean } {
    const file = openSync(this.path, 'r');
    const { ctimeMs: openedAtMs } = fstatSync(file);
    // A tool that writes into a file and puts its date back cannot put back when that was done.
    const isAsAdded = () => {
      const { size, mtimeMs, ctimeMs } = fstatSync(file);
      return size === this.fileBytes && mtimeMs === this.lastModified && ctimeMs === openedAtMs;
    };
    if (isAsAdded()) return { file, isAsAdded };
    closeSync(file);
    throw new Error('The file has changed.');
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const { file, isAsAdded } = this.#open();
    try {
      const bytes = new Uint8Array(this.size);
      for (let filled = 0; filled < bytes.length; ) {
        const count = readSync(file, bytes, filled, bytes.length - filled, this.startBytes + filled);
        if (count === 0) throw new Error('The file is shorter than it was.');
        filled += count;
      }
      if (!isAsAdded()) throw new Error('The file has changed while it was read.');
      return bytes.buffer;
    } finally {
      closeSync(file);
    }
  }
}

/** Small enough to stay in the cache of a core while it is read, hashed and written. */
const window = new Uint8Array(256 * 1024);

/** A large file that is written to is given up early; whether a file was is looked at once more at its end. */
const lookEveryBytes = 4 * 1024 * 1024;

/** @returns null where it threw */
function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Looks at a file's size and date; nothing is read. @throws when there is no such file, or it is none that has bytes */
export async function pathBytes(path: string): Promise<PathBytes> {
  const { size, mtimeMs, isFile } = await stat(path).then((found) => ({ ...found, isFile: found.isFile() }));
  if (!isFile) throw new Error('This is no ordinary file.');
  return new PathBytes({ path, fileBytes: size, lastModified: mtimeMs, startBytes: 0, size });
}

/** As `Blob.slice` takes its bounds. */
export function within(at: number, size: number): number {
  return at < 0 ? Math.max(0, size + at) : Math.min(at, size);
}
