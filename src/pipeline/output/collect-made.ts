import type { OutputPart } from '../../dicom/edit.ts';
import type { Stage, Staging } from '../contracts/staging.ts';
import { freeBuffer } from '../staging/free-buffer.ts';

/** More than this is put away where there is a place for it. */
const mostInMemoryBytes = 64 * 1024 * 1024;
/** More than this is not made where there is none. */
const mostWithoutPlaceBytes = 256 * 1024 * 1024;

/** What was made, in order, and how long each piece is. */
export type Collected = {
  readonly kind: 'collected';
  readonly parts: readonly OutputPart[];
  readonly lengths: readonly number[];
};

/**
 * Makes pieces one after the other, such as the frames of an image. A few stay in memory; when they become too many, all go to
 * a place outside of it, so that memory does not grow with the image.
 * @param make gives the bytes of a piece, or what is wrong, which ends the work and removes what was put away
 */
export async function collectMade<Fault>(
  count: number,
  make: (piece: number) => Promise<Uint8Array | Fault>,
  staging: Staging,
): Promise<Collected | Fault | 'no-room'> {
  const inMemory: Uint8Array[] = [];
  const lengths: number[] = [];
  let lengthBytes = 0;
  /** Undefined until it is asked for, null where there is none. */
  let stage: Stage | null | undefined;

  const giveUp = async <End>(end: End): Promise<End> => {
    stage?.close();
    if (stage) await staging.remove(stage.place);
    return end;
  };

  for (let piece = 0; piece < count; piece++) {
    const made = await make(piece).catch(async (error: unknown) => {
      await giveUp(null);
      throw error;
    });
    if (!(made instanceof Uint8Array)) return giveUp(made);
    lengths.push(made.length);
    lengthBytes += made.length;
    inMemory.push(made);
    if (stage === undefined && lengthBytes > mostInMemoryBytes) stage = await staging.open();
    if (stage === null && lengthBytes > mostWithoutPlaceBytes) return 'no-room';
    if (stage && !appendAll(stage, inMemory)) return giveUp('no-room');
  }
  if (!stage) return { kind: 'collected', parts: inMemory.map((bytes) => ({ kind: 'bytes', bytes })), lengths };
  const bytes = await stage.finish().catch(() => null);
  if (bytes === null) return giveUp('no-room');
  return { kind: 'collected', parts: [{ kind: 'staged', bytes, lengthBytes, place: stage.place }], lengths };
}

/** Empties the list. @returns false when there is no room left */
function appendAll({ append }: Stage, pieces: Uint8Array[]): boolean {
  try {
    for (const bytes of pieces.splice(0)) {
      append(bytes);
      freeBuffer(bytes);
    }
    return true;
  } catch {
    return false;
  }
}

/** Removes what was put away for an output, once it is written or will not be. */
export async function discardParts(parts: readonly OutputPart[], { remove }: Pick<Staging, 'remove'>): Promise<void> {
  for (const part of parts) if (part.kind === 'staged') await remove(part.place);
}
