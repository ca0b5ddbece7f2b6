import type { InputFileBytes } from '../../contracts/input-bytes.ts';
import { within } from './path-bytes.ts';
import { readObject } from './store-reading.ts';
import { withSigns } from './waiting-signs.ts';

/** A stretch of an object, as it crosses to a worker thread. */
type Stretch = {
  readonly bucket: string;
  readonly key: string;
  readonly etag: string;
  /** Of the whole object. */
  readonly objectBytes: number;
  readonly lastModified: number;
  readonly startBytes: number;
  readonly size: number;
};

/** Objects up to this size are read at once and kept for a moment: a request costs more than the bytes. */
const smallBytes = 256 * 1024;
const mostKept = 32;

const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

/**
 * A stretch of an object of a store that speaks S3, read by range. An object that was replaced since it was listed cannot be read.
 * It crosses to a thread as its plain members, and `reviveBytes` makes it readable again over there.
 */
// A class, as `PathBytes`.
export class StoreBytes implements InputFileBytes {
  readonly bucket: string;
  readonly key: string;
  readonly etag: string;
  readonly objectBytes: number;
  readonly lastModified: number;
  readonly startBytes: number;
  readonly size: number;

  constructor({ bucket, key, etag, objectBytes, lastModified, startBytes, size }: Stretch) {
    this.bucket = bucket;
    this.key = key;
    this.etag = etag;
    this.objectBytes = objectBytes;
    this.lastModified = lastModified;
    this.startBytes = startBytes;
    this.size = size;
  }

  slice(start = 0, end = this.size): StoreBytes {
    const from = within(start, this.size);
    return new StoreBytes({
      ...this,
      startBytes: this.startBytes + from,
      size: Math.max(0, within(end, this.size) - from),
    });
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    if (this.size === 0) return new ArrayBuffer(0);
    return withSigns(this.key, () => this.#read());
  }

  async #read(): Promise<ArrayBuffer> {
    if (this.objectBytes > smallBytes) return (await readObject(this.bucket, this, this.startBytes, this.size)).buffer;
    const whole = await this.#whole();
    // A copy: who reads may send it away with its buffer.
    return whole.slice(this.startBytes, this.startBytes + this.size).buffer;
  }

  #whole(): Promise<Uint8Array<ArrayBuffer>> {
    const name = `${this.bucket}/${this.key} ${this.etag}`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    const reading = readObject(this.bucket, this, 0, this.objectBytes);
    reading.catch(() => kept.delete(name));
    kept.set(name, reading);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return reading;
  }
}
