import { areAllSeen, type SeenCounts } from '../../../dicom/seen-counts.ts';
import { seenStrings } from '../../ui/strings/seen.ts';
import type { UnsignedRelease } from '../outcomes.ts';

/**
 * The statement that images show nothing that identifies. Only where every one of them was seen do the files say that their
 * pixels are clean; else it stays the person's word.
 * @param note why, over a text that was found to name the patient; null where none was
 */
export function nothingIdentifying(seen: SeenCounts, note: string | null = null): UnsignedRelease {
  const hasSeenAll = areAllSeen(seen);
  return {
    reason: note ?? seenStrings.reason(hasSeenAll),
    pixels: { kind: 'nothing-identifying', seen, isOverText: note !== null },
    shown: seenStrings.record(seen),
    covers: 'images',
  };
}
