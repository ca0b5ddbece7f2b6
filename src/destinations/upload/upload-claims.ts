import type { UploadItem } from './upload-item.ts';

/** What stands in the way of a file: another file of the same upload with the same identifiers. */
type Claim =
  /** Nothing does. */
  | 'free'
  /** The other one is in the same request: this file waits for the next. */
  | 'wait'
  /** The server has the other one now, byte for byte the same. */
  | 'copy'
  /** The server has the other one now, and its bytes are not these. */
  | 'rival';

/**
 * Sees to it that two files with the same identifiers are not under way at once. A server keeps one of them and acknowledges
 * both, so the second is asked about only when the first is settled.
 */
export type UploadClaims = {
  /** Takes the identifiers of a batch, and settles when nothing that was sent before is in doubt. */
  readonly take: (items: readonly UploadItem[]) => Promise<ReadonlyMap<UploadItem, Claim>>;
  /** Says which of a batch the server has now; the identifiers of the others are free again. */
  readonly release: (items: readonly UploadItem[], isThere: (item: UploadItem) => boolean) => void;
};

type Holder = { readonly item: UploadItem; readonly settled: Promise<void>; readonly settle: () => void };

export function createUploadClaims(): UploadClaims {
  const underWay = new Map<string, Holder>();
  /** SHA-256 of what the server has, by identifiers. */
  const kept = new Map<string, string>();

  async function take(items: readonly UploadItem[]): Promise<ReadonlyMap<UploadItem, Claim>> {
    const claims = new Map<UploadItem, Claim>();
    const rivals: (readonly [UploadItem, Holder])[] = [];
    // First all of a batch claim, then some wait. Otherwise two batches could wait for each other for ever.
    for (const item of items) {
      const holder = underWay.get(keyOf(item));
      if (holder === undefined) claims.set(item, hold(item));
      else if (items.includes(holder.item)) claims.set(item, 'wait');
      else rivals.push([item, holder]);
    }
    for (const [item, holder] of rivals) {
      await holder.settled;
      // A file that is alone holds nothing that others wait for, so it may wait until it has its turn.
      while (items.length === 1 && underWay.has(keyOf(item))) await underWay.get(keyOf(item))?.settled;
      claims.set(item, underWay.has(keyOf(item)) ? 'wait' : hold(item));
    }
    return claims;
  }

  function hold(item: UploadItem): Claim {
    const key = keyOf(item);
    const hash = kept.get(key);
    if (hash !== undefined) return hash === item.sha256 ? 'copy' : 'rival';
    let settle: () => void = () => undefined;
    const settled = new Promise<void>((resolve) => {
      settle = resolve;
    });
    underWay.set(key, { item, settled, settle });
    return 'free';
  }

  function release(items: readonly UploadItem[], isThere: (item: UploadItem) => boolean): void {
    for (const item of items) {
      const key = keyOf(item);
      const holder = underWay.get(key);
      if (holder?.item !== item) continue;
      if (isThere(item)) kept.set(key, item.sha256);
      underWay.delete(key);
      holder.settle();
    }
  }

  return { take, release };
}

function keyOf({ id, identifiers }: UploadItem): string {
  const { studyInstanceUid, seriesInstanceUid, sopInstanceUid } = identifiers;
  // A file without a UID is like no other.
  if (sopInstanceUid === '') return `${id}`;
  return `${studyInstanceUid} ${seriesInstanceUid} ${sopInstanceUid}`;
}
