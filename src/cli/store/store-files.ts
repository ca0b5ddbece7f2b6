import { listObjects } from '../../pipeline/pool/node/store-reading.ts';
import { looksBy, type PutOutFiles } from '../verify/put-out-files.ts';
import { prefixOf, type StoreAddress } from './store-address.ts';
import { openObject } from './store-writer.ts';
import { askedOfStore } from './tell-store-failure.ts';

const mostAtOnce = 4;

/** What `verify` has to know of a store; what cannot be asked ends it. */
export function filesOfStore(address: StoreAddress): PutOutFiles {
  const place = { bucket: address.bucket, prefix: prefixOf(address) };
  return {
    look: looksBy((name) => askedOfStore(() => openObject(place.bucket, `${place.prefix}${name}`))),
    mostAtOnce,
    further: (known) =>
      askedOfStore(async () => {
        let count = -known;
        for await (const page of listObjects(place)) count += page.length;
        return count;
      }),
  };
}
