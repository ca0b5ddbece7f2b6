import { copyParts } from '../../destinations/copy-parts.ts';
import type { Delivery, DeliveryFailure, DeliveryResult, Destination } from '../../pipeline/contracts/destination.ts';
import { StoreFailure } from '../../pipeline/pool/node/store-failure.ts';
import { leaveStore, readWholeObject, type StorePlace } from '../../pipeline/pool/node/store-reading.ts';
import { crcText } from '../../report/outputs-csv.ts';
import { describeFailure, inputUnreadable } from '../output/describe-failure.ts';
import { createDigest, type NoteWritten } from '../output/written-file.ts';
import { compareBytes } from '../verify/compare-bytes.ts';
import { beginParts, partBytes, putObject } from './store-writer.ts';

/** Each has a part in memory; a store answers several sooner than one. */
const mostAtOnce = 4;

type Digest = ReturnType<ReturnType<typeof createDigest>['end']>;

/**
 * A store that speaks S3. An object is there when it is whole, and not before. What is whole stays when the run is stopped.
 * @param mayHold other runs put objects there, or have put them, and none replaces that of another
 * @param onRefused told of a file whose name another run has given to other bytes
 */
export function openStoreOutput(
  { bucket, prefix }: StorePlace,
  mayHold: boolean,
  onRefused: (id: number, reason: string, code: 'not-stored') => void,
  note: NoteWritten,
): Destination<null> {
  const condition = mayHold ? 'if-new' : 'always';
  const underWay = new Set<Promise<DeliveryResult>>();
  /** Of an instance that a server gives as a whole alone: were two gone through at once, each would be asked for anew for every piece. */
  let lastServed: Promise<unknown> = Promise.resolve();
  let isStopping = false;

  async function putWhole(key: string, delivery: Delivery) {
    const { file, input } = delivery;
    const digest = createDigest(file.crc32);
    const bytes = new Uint8Array(file.sizeBytes);
    let filled = 0;
    const copied = await copyParts(file.parts, input.content.blob, async (piece) => {
      digest.add(piece);
      bytes.set(piece, filled);
      filled += piece.length;
    });
    if (copied !== file.sizeBytes) return null;
    return { digest: digest.end(), isNew: await putObject(bucket, key, bytes, condition) };
  }

  async function putInParts(key: string, { file, input }: Delivery) {
    const digest = createDigest(file.crc32);
    const upload = await beginParts(bucket, key, file.sizeBytes, condition);
    let isComplete = false;
    try {
      const part = new Uint8Array(upload.partBytes);
      let filled = 0;
      const copied = await copyParts(file.parts, input.content.blob, async (piece) => {
        digest.add(piece);
        for (let at = 0; at < piece.length; ) {
          const taken = Math.min(piece.length - at, part.length - filled);
          part.set(piece.subarray(at, at + taken), filled);
          [at, filled] = [at + taken, filled + taken];
          if (filled < part.length) continue;
          if (isStopping) throw new Stopping();
          await upload.put(part);
          filled = 0;
        }
      });
      if (copied !== file.sizeBytes) return null;
      if (filled > 0) await upload.put(part.subarray(0, filled));
      if (isStopping) throw new Stopping();
      const isNew = await upload.complete();
      isComplete = true;
      return { digest: digest.end(), isNew };
    } finally {
      // What cannot be taken away is not to be seen either; going on takes it away.
      if (!isComplete) await upload.abort().catch(() => undefined);
    }
  }

  async function writeOne(delivery: Delivery): Promise<DeliveryResult> {
    const { path, input, file } = delivery;
    const key = `${prefix}${path}`;
    try {
      if (isStopping) throw new Stopping();
      const put = await (file.sizeBytes <= partBytes ? putWhole : putInParts)(key, delivery);
      if (put === null) return inputUnreadable;
      if (put.isNew || (await isSame(key, put.digest))) await note({ id: input.id, path, ...put.digest });
      else onRefused(input.id, nameTaken, 'not-stored');
      return { kind: 'written' };
    } catch (error) {
      return failureOf(error);
    }
  }

  async function isSame(key: string, digest: Digest): Promise<boolean> {
    const expected = { ...digest, crc32: crcText(digest.crc32) };
    return (await readWholeObject(bucket, key, (bytes) => compareBytes(bytes, expected))) ?? false;
  }

  return {
    mostAtOnce,
    write: (delivery) => {
      const isServed = 'servedBytes' in delivery.input.content.blob && delivery.file.sizeBytes > partBytes;
      const put = isServed ? lastServed.then(() => writeOne(delivery)) : writeOne(delivery);
      if (isServed) lastServed = put;
      const writing = put.finally(() => underWay.delete(writing));
      underWay.add(writing);
      return writing;
    },
    close: async () => null,
    // What goes at once is put to its end and counts; what goes in parts is not there at all.
    abort: async () => {
      isStopping = true;
      leaveStore();
      await Promise.allSettled(underWay);
    },
  };
}

/** Ends an object in parts. */
class Stopping extends Error {}

function failureOf(error: unknown): DeliveryFailure {
  if (error instanceof Stopping) return { kind: 'cancelled', message: 'Stopped.' };
  if (!(error instanceof StoreFailure)) return describeFailure(error, 'The journal');
  const kind = error.kind === 'full' ? 'no-space' : 'not-writable';
  return { kind, message: `${error.message} --resume goes on with the run.` };
}

const nameTaken =
  'Another run has put other bytes under this name, and they stay. Of shards, two files have the same UIDs: leave out all but the right one. Else name another OUT.';
