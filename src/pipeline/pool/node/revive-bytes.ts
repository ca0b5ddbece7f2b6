import type { InputBytes } from '../../contracts/input-bytes.ts';
import { PathBytes } from './path-bytes.ts';
import { ServedBytes } from './served-bytes.ts';
import { StoreBytes } from './store-bytes.ts';

/** Bytes as they arrived in a thread, readable. */
export function reviveBytes(bytes: InputBytes): InputBytes {
  if ('fileBytes' in bytes) return new PathBytes(bytes as PathBytes);
  if ('servedBytes' in bytes) return new ServedBytes(bytes as ServedBytes);
  return 'objectBytes' in bytes ? new StoreBytes(bytes as StoreBytes) : bytes;
}
