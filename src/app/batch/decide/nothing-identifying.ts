import { areAllSeen, type SeenCounts } from '../../../dicom/seen-counts.ts';
import { seenStrings } from '../../ui/strings/seen.ts';
import type { Release } from '../outcomes.ts';

/**
 * The statement that images show nothing that identifies. Only where every one of them was seen do the files say that their
 * pixels are clean; else it stays the person's word.
 * @param note why, over a text that was found to name the patient; null where none was
 */
export function nothingIdentifying(seen: SeenCounts, atIso: string, note: string | null = null): Release {
  const hasSeenAll = areAllSeen(seen);
  return {
    reason: note ?? seenStrings.reason(hasSeenAll),
    pixels: { kind: 'nothing-identifying', seen, isOverText: note !== null },
    atIso,
    shown: seenStrings.record(seen),
    covers: 'images',
  };
}
