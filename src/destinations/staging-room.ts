import { canStage } from '../pipeline/staging/staging-folders.ts';
import type { MemoryRoom } from './memory-room.ts';

/** Where an archive waits for its download, and what fits there. */
export type StagingRoom =
  | { readonly kind: 'storage'; readonly freeBytes: number }
  /** `limitBytes` is for all archives together; `freeBytes` is what copies that are still kept leave of it. */
  | { readonly kind: 'memory'; readonly freeBytes: number; readonly limitBytes: number };

/** @returns null where the browser does not say how much it grants. */
export async function stagingRoom(memory: MemoryRoom): Promise<StagingRoom | null> {
  if (!(await canStage())) return { kind: 'memory', freeBytes: memory.leftBytes(), limitBytes: memory.limitBytes };
  const freeBytes = await grantedBytes();
  return freeBytes === null ? null : { kind: 'storage', freeBytes };
}

/**
 * Bytes that the browser says it still lets the page keep; null where it does not say. Chromium says 10 GiB whatever the disk
 * has, so that pages cannot recognise a computer by it (measured in 156): a full disk still shows while writing.
 */
async function grantedBytes(): Promise<number | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
  } catch {
    return null;
  }
}
