import { createHash } from 'node:crypto';
import { type AskedFor, type InputFileBytes, UnreadableBytes } from '../../contracts/input-bytes.ts';
import { within } from './path-bytes.ts';
import { withSigns } from './waiting-signs.ts';

/** An instance on a DICOMweb server: its address, and the file that says how to sign in there; '' where nobody does. */
type ServedPlace = { readonly url: string; readonly signInFile: string };

/** Asks for an instance and hands its bytes over as they come, anew where the connection breaks. @throws when it does not come */
export type ReadServed = <Result>(
  place: ServedPlace,
  take: (bytes: AsyncIterable<Uint8Array>) => Promise<Result>,
) => Promise<Result>;

/** A stretch of an instance, as it crosses to a worker thread. */
type Stretch = ServedPlace & {
  /** SHA-256 of the whole instance when it was listed, in hexadecimal. */
  readonly etag: string;
  /** Of the whole instance. */
  readonly servedBytes: number;
  readonly startBytes: number;
  readonly size: number;
};

/** Larger instances are not read: none is ever on disk, so that a thread has it in memory as a whole. */
export const mostServedBytes = 256 * 1024 * 1024;
/** Larger ones come one after the other, and are kept apart: small ones that are read meanwhile do not push out one that is gone through. */
const largeBytes = 8 * 1024 * 1024;
/** A thread keeps so much of the small and of the large ones that it read last, or one larger instance: servers give no part of one. */
const mostKeptBytes = 32 * 1024 * 1024;

let read: ReadServed = () => Promise.reject(new Error('Nothing is read from servers here.'));

/** @param reader what reads in this thread */
export function onRead(reader: ReadServed): void {
  read = reader;
}

type Kept = { readonly reading: Promise<Uint8Array<ArrayBuffer>>; readonly bytes: number };
const [keptSmall, keptLarge] = [new Map<string, Kept>(), new Map<string, Kept>()];
let last: Promise<unknown> = Promise.resolve();

/**
 * A stretch of an instance on a DICOMweb server. What is not in memory any more is asked for again, as a whole, and it has to be what it
 * was when it was listed, in length and SHA-256: else it cannot be read. It crosses to a thread as its plain members, and `reviveBytes`
 * makes it readable again over there.
 */
// A class, as `PathBytes`.
export class ServedBytes implements InputFileBytes {
  readonly url: string;
  readonly signInFile: string;
  readonly etag: string;
  readonly servedBytes: number;
  readonly lastModified = 0;
  readonly startBytes: number;
  readonly size: number;

  constructor({ url, signInFile, etag, servedBytes, startBytes, size }: Stretch) {
    this.url = url;
    this.signInFile = signInFile;
    this.etag = etag;
    this.servedBytes = servedBytes;
    this.startBytes = startBytes;
    this.size = size;
  }

  /** By its address, which is made of its UIDs. */
  get askedFor(): AskedFor {
    const [, studyInstanceUid = '', sopInstanceUid = ''] = /\/studies\/([^/]+)\/.*\/([^/]+)$/.exec(this.url) ?? [];
    return { studyInstanceUid, sopInstanceUid };
  }

  slice(start = 0, end = this.size): ServedBytes {
    const from = within(start, this.size);
    return new ServedBytes({
      ...this,
      startBytes: this.startBytes + from,
      size: Math.max(0, within(end, this.size) - from),
    });
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    if (this.size === 0) return new ArrayBuffer(0);
    const whole = await withSigns(this.url, () => wholeOf(this));
    // A copy: who reads may send it away with its buffer.
    return whole.slice(this.startBytes, this.startBytes + this.size).buffer;
  }
}

function wholeOf(bytes: ServedBytes): Promise<Uint8Array<ArrayBuffer>> {
  const name = `${bytes.url} ${bytes.etag}`;
  const isLarge = bytes.servedBytes > largeBytes;
  const kept = isLarge ? keptLarge : keptSmall;
  const known = kept.get(name);
  if (known !== undefined) return known.reading;
  const reading = isLarge ? last.then(() => fetched(bytes)) : fetched(bytes);
  if (isLarge) last = reading.catch(() => undefined);
  reading.catch(() => kept.delete(name));
  kept.set(name, { reading, bytes: bytes.servedBytes });
  let keptBytes = 0;
  for (const one of kept.values()) keptBytes += one.bytes;
  for (const [oldest, one] of kept) {
    if (keptBytes <= mostKeptBytes || oldest === name) break;
    kept.delete(oldest);
    keptBytes -= one.bytes;
  }
  return reading;
}

async function fetched(bytes: ServedBytes): Promise<Uint8Array<ArrayBuffer>> {
  const whole = await read(bytes, (parts) => takeAll(parts, bytes.servedBytes));
  const isSame = whole !== null && createHash('sha256').update(whole).digest('hex') === bytes.etag;
  if (!isSame) throw new UnreadableBytes(hasChanged);
  return whole;
}

const hasChanged = 'The instance has changed on the server since it was listed. Run it again.';

/** @returns null where there are more or fewer bytes than these */
async function takeAll(parts: AsyncIterable<Uint8Array>, lengthBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = new Uint8Array(lengthBytes);
  let filled = 0;
  for await (const part of parts) {
    if (filled + part.length > lengthBytes) return null;
    bytes.set(part, filled);
    filled += part.length;
  }
  return filled === lengthBytes ? bytes : null;
}
