import { isAnySeen, type SeenCounts } from '../../dicom/seen-counts.ts';
import type { WaitingEntry } from '../batch/decide/waiting-entries.ts';
import { type LookOn, type WaysOut, waysOut } from '../decide/ways-out.ts';
import type { SeriesViewer } from '../image/series/use-series-viewer.ts';

type Shown = {
  readonly viewer: Pick<SeriesViewer, 'view' | 'isSeen'> & { readonly tools: Pick<SeriesViewer['tools'], 'picture'> };
  /** False while a sheet is open. */
  readonly isOne: boolean;
  /** Boxes that would be blanked. */
  readonly ticked: number;
  /** Some of them are proposed because another series of the device has them. */
  readonly isFromDevice: boolean;
  /** Text is still looked for in the images. */
  readonly isSearching: boolean;
  readonly seen: SeenCounts;
  /** Of the images with the boxes blanked. */
  readonly seenAfter: SeenCounts;
};

/**
 * The ways out of images that wait, and what *Look* goes on to. Nothing is blanked unseen: with boxes of the device one image has to
 * be seen as it will be saved, because they were drawn in another one; with others a picture has to be on the screen.
 */
export function imageWays(
  entry: WaitingEntry,
  { viewer, isOne, ticked, isFromDevice, isSearching, seen, seenAfter }: Shown,
): { readonly ways: WaysOut; readonly look: LookOn } {
  const isDisplayed = !isFromDevice && (viewer.view.kind === 'shown' || isAnySeen(seen));
  const isBlankable = isDisplayed || isAnySeen(seenAfter);
  const ways = waysOut(entry, ticked, seen, { isBlankable, isSearching });
  const isBefore = !isOne || viewer.tools.picture === 'before';
  if (ticked > 0 && isFromDevice && !isBlankable && isBefore) return { ways, look: 'boxes' };
  return { ways, look: !isOne ? 'page' : viewer.isSeen ? 'image' : 'part' };
}
