import { usageError } from '../exit-status.ts';

/** An object of a store that speaks S3, or what lies below a prefix: that one ends with a slash, or is ''. */
export type StoreAddress = { readonly bucket: string; readonly key: string };

export function isStoreAddress(named: string): boolean {
  return /^s3:/i.test(named);
}

/**
 * Reads `s3://bucket/prefix`. The key stands there as it is: nothing is decoded.
 * @returns null where it is none
 */
export function parseStoreAddress(named: string): StoreAddress | null {
  // A query, a fragment or a user may hold a secret.
  const [, bucket, key = ''] = /^s3:\/\/([\w.-]{3,255})(?:\/([^?#]*))?$/i.exec(named) ?? [];
  return bucket === undefined ? null : { bucket, key };
}

/** @param what the argument is, for people @throws CommandError where it is no such address */
export function storeAddress(named: string, what: string): StoreAddress {
  const address = parseStoreAddress(named);
  if (address !== null) return address;
  throw usageError(
    `${what} is no address of the form s3://bucket/prefix. It has no user, password, query or fragment; credentials come from the environment or the shared file of AWS.`,
  );
}

/** What outputs are put below. */
export function prefixOf({ key }: StoreAddress): string {
  return key === '' || key.endsWith('/') ? key : `${key}/`;
}

/** True when one lies below the other, or both are the same. */
export function overlap(one: StoreAddress, other: StoreAddress): boolean {
  if (one.bucket !== other.bucket) return false;
  const [a, b] = [prefixOf(one), prefixOf(other)];
  return a.startsWith(b) || b.startsWith(a);
}
