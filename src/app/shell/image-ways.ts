import { isAnySeen, type SeenCounts } from '../../dicom/seen-counts.ts';
import type { ProposedBoxes } from '../batch/decide/device-proposals.ts';
import type { WaitingEntry } from '../batch/decide/waiting-entries.ts';
import { type LookOn, type WaysOut, waysOut } from '../decide/ways-out.ts';
import type { SeriesViewer } from '../image/series/use-series-viewer.ts';

type Shown = {
  readonly viewer: Pick<SeriesViewer, 'view' | 'isSeen'> & { readonly tools: Pick<SeriesViewer['tools'], 'picture'> };
  /** False while a sheet is open. */
  readonly isOne: boolean;
  /** False while the tiles of a sheet are too small for anything to count as seen. */
  readonly canMark: boolean;
  /** Boxes that would be blanked. */
  readonly ticked: number;
  /** What is proposed for the images, also where a person has moved or unticked some of it. */
  readonly proposed: Pick<ProposedBoxes, 'isFromDevice'> | null;
  /** Text is still looked for in the images. */
  readonly isSearching: boolean;
  readonly seen: SeenCounts;
  /** Of the images with the boxes blanked. */
  readonly seenAfter: SeenCounts;
};

/**
 * The ways out of images that wait, and what *Look* goes on to. Nothing is blanked unseen: where boxes of the device are proposed, one
 * image has to be seen as it will be saved, because they were drawn in another one, and who moves a box has seen nothing of what the
 * others cover. With other boxes a picture has to be on the screen.
 */
export function imageWays(
  entry: WaitingEntry,
  { viewer, isOne, canMark, ticked, proposed, isSearching, seen, seenAfter }: Shown,
): { readonly ways: WaysOut; readonly look: LookOn } {
  const isFromDevice = proposed?.isFromDevice === true;
  const isDisplayed = !isFromDevice && (viewer.view.kind === 'shown' || isAnySeen(seen));
  const isBlankable = isDisplayed || isAnySeen(seenAfter);
  const ways = waysOut(entry, ticked, seen, { isBlankable, isSearching });
  const isBefore = !isOne || viewer.tools.picture === 'before';
  if (ticked > 0 && isFromDevice && !isBlankable && isBefore) return { ways, look: 'boxes' };
  if (!isOne) return { ways, look: canMark ? 'page' : 'one' };
  return { ways, look: viewer.isSeen ? 'image' : 'part' };
}
