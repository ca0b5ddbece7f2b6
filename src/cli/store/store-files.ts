import { leaveStore, listObjects, readWholeObject } from '../../pipeline/pool/node/store-reading.ts';
import { CommandError, exitStatus } from '../exit-status.ts';
import { compareBytes } from '../verify/compare-bytes.ts';
import type { PutOutFiles } from '../verify/put-out-files.ts';
import { prefixOf, type StoreAddress } from './store-address.ts';
import { askedOfStore } from './tell-store-failure.ts';

const mostAtOnce = 4;

/** What `verify` has to know of a store; what cannot be asked or read ends it. */
export function filesOfStore(address: StoreAddress, signal: AbortSignal): PutOutFiles {
  const place = { bucket: address.bucket, prefix: prefixOf(address) };
  signal.addEventListener('abort', leaveStore, { once: true });

  async function asked<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await askedOfStore(work);
    } catch (error) {
      throw signal.aborted ? stopped() : error;
    }
  }

  return {
    knownBy: 'path',
    look: async (row) => {
      if (signal.aborted) throw stopped();
      const key = `${place.prefix}${row.path}`;
      const isSame = await asked(() => readWholeObject(place.bucket, key, (bytes) => compareBytes(bytes, row)));
      if (isSame === null) return 'missing';
      return isSame ? 'as-put-out' : 'changed';
    },
    mostAtOnce,
    further: (known) =>
      asked(async () => {
        let count = -known;
        for await (const page of listObjects(place)) {
          if (signal.aborted) throw stopped();
          count += page.length;
        }
        return count;
      }),
  };
}

const stopped = () => new CommandError('Stopped.', exitStatus.stopped);
