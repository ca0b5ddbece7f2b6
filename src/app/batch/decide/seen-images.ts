import type { SeenCounts } from '../../../dicom/seen-counts.ts';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { seenStrings } from '../../ui/strings/seen.ts';
import { type BoxDraft, type Rectangle, rectanglesUnder } from '../boxes.ts';
import { framesOf } from './waiting-entries.ts';

/**
 * Images that were on the screen long enough and large enough, by series. Measured, never ticked. An image with boxes blanked
 * is another picture than the original, so each is noted by the boxes that it was shown with.
 */
export type SeenImages = ReadonlyMap<string, ReadonlySet<string>>;

/** A picture that was seen: which frame, from 0, of which file, and what was blanked in it. */
export type Sighting = {
  readonly series: string;
  readonly id: number;
  readonly frame: number;
  readonly blanked: readonly Rectangle[];
};

export function withSighting(seen: SeenImages, { series, ...picture }: Sighting): SeenImages {
  const key = keyOf(picture.id, picture.frame, picture.blanked);
  const known = seen.get(series);
  return known?.has(key) ? seen : new Map(seen).set(series, new Set(known).add(key));
}

export function isSeen(
  seen: SeenImages,
  series: string,
  id: number,
  frame: number,
  blanked: readonly Rectangle[] = [],
): boolean {
  return seen.get(series)?.has(keyOf(id, frame, blanked)) ?? false;
}

/** @param blankedIn what has to be blanked in a file for a sight of it to count; nothing by default */
export function seenNumbers(
  seen: SeenImages,
  series: string,
  files: readonly BatchFile[],
  blankedIn: (file: BatchFile) => readonly Rectangle[] = () => [],
): SeenCounts {
  const known = seen.get(series);
  let of = 0;
  let each = 0;
  let byDetector = 0;
  for (const file of files) {
    const frames = framesOf(file);
    of += frames;
    if (file.search?.kind === 'searched') byDetector += frames;
    if (known === undefined) continue;
    const blanked = blankedIn(file);
    for (let frame = 0; frame < frames; frame++) each += known.has(keyOf(file.id, frame, blanked)) ? 1 : 0;
  }
  return { each, inProjections: 0, byDetector, of };
}

/** What the records say was seen of images on which a draft of boxes is applied, before and with the boxes. */
export function blankingRecord(
  seen: SeenImages,
  series: string,
  files: readonly BatchFile[],
  draft: BoxDraft | null,
): string {
  const after = seenNumbers(seen, series, files, (file) => rectanglesUnder(file, draft));
  return seenStrings.recordBlanked(seenNumbers(seen, series, files), after);
}

function keyOf(id: number, frame: number, blanked: readonly Rectangle[]): string {
  const boxes = blanked.map(({ column, row, columns, rows }) => `${column},${row},${columns},${rows}`).sort();
  return `${id} ${frame} ${boxes.join(' ')}`;
}
