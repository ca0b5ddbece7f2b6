import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { isSeen, type SeenImages, type Sighting } from '../../batch/decide/seen-images.ts';
import type { FrameView } from '../use-frame.ts';

/** Whether the picture on the stage counts as seen, and what is measured where it does not yet. */
export type PictureSight =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'seen' }
  /** Nobody knows what another window hides, so nothing is measured under it. */
  | { readonly kind: 'other-window' }
  | { readonly kind: 'unseen'; readonly sighting: Sighting };

/** @param series as in the tree of studies; empty where the picture belongs to none */
export function pictureSight(
  { id }: Pick<BatchFile, 'id'>,
  series: string,
  view: FrameView,
  seen: SeenImages,
): PictureSight {
  if (view.kind !== 'shown' || series === '') return { kind: 'nothing' };
  const { frame } = view;
  const blanked = (view.blanked ?? []).flatMap(({ kind, rectangles }) => (kind === 'blank' ? rectangles : []));
  if (isSeen(seen, series, id, frame, blanked)) return { kind: 'seen' };
  return view.isOwnWindow ? { kind: 'unseen', sighting: { series, id, frame, blanked } } : { kind: 'other-window' };
}
