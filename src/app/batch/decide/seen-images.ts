import type { SeenCounts } from '../../../dicom/seen-counts.ts';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { seenStrings } from '../../ui/strings/seen.ts';
import { type BoxDraft, type Rectangle, rectanglesUnder } from '../boxes.ts';
import { framesOf } from '../derived/count-images.ts';

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

/** One by one, or in a projection of few images. */
export type SeenHow = 'each' | 'in-projection';

export function withSightings(seen: SeenImages, how: SeenHow, sightings: readonly Sighting[]): SeenImages {
  const bySeries = new Map<string, Set<string>>();
  for (const { series, id, frame, blanked } of sightings) {
    const key = keyOf(id, frame, blanked, how);
    if (seen.get(series)?.has(key)) continue;
    const known = bySeries.get(series) ?? new Set(seen.get(series));
    bySeries.set(series, known.add(key));
  }
  return bySeries.size === 0 ? seen : new Map([...seen, ...bySeries]);
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

/** In a projection, which counts while the detector has found nothing in the image by itself. */
export function isSeenInProjection(seen: SeenImages, series: string, file: BatchFile, frame: number): boolean {
  return isClear(file) && (seen.get(series)?.has(keyOf(file.id, frame, [], 'in-projection')) ?? false);
}

/** True where the detector looked at the images of a file and found nothing in them. */
export function isClear({ search }: Pick<BatchFile, 'search'>): boolean {
  return search?.kind === 'searched' && search.texts.length === 0;
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
  let inProjections = 0;
  let byDetector = 0;
  for (const file of files) {
    const frames = framesOf(file);
    of += frames;
    if (file.search?.kind === 'searched') byDetector += frames;
    if (known === undefined) continue;
    const blanked = blankedIn(file);
    const counts = isClear(file);
    for (let frame = 0; frame < frames; frame++) {
      if (known.has(keyOf(file.id, frame, blanked))) each += 1;
      else if (counts && known.has(keyOf(file.id, frame, blanked, 'in-projection'))) inProjections += 1;
    }
  }
  return { each, inProjections, byDetector, of };
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

function keyOf(id: number, frame: number, blanked: readonly Rectangle[], how: SeenHow = 'each'): string {
  const boxes = blanked.map(({ column, row, columns, rows }) => `${column},${row},${columns},${rows}`).sort();
  return `${id} ${frame} ${boxes.join(' ')}${how === 'each' ? '' : how}`;
}
