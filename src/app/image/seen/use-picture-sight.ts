import type { RefObject } from 'react';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { isSeen, type SeenImages, type Sighting } from '../../batch/decide/seen-images.ts';
import type { FrameView } from '../use-frame.ts';
import { useSight } from './use-sight.ts';

/**
 * Measures the picture on the stage.
 * @returns `unseen` is that picture until it counts as seen; null where there is none, or it was seen before
 */
export function usePictureSight(props: {
  file: BatchFile;
  series: string;
  canvas: RefObject<HTMLCanvasElement | null>;
  viewport: RefObject<HTMLElement | null>;
  view: FrameView;
  seen: SeenImages;
  onSeen: (sighting: Sighting) => void;
}) {
  const unseen = pictureOf(props);
  const key = unseen && JSON.stringify([unseen.series, unseen.id, unseen.frame, unseen.blanked]);
  const meter = useSight(props.canvas, props.viewport, props.view, key, () => unseen && props.onSeen(unseen));
  return { unseen, meter, isSeen: props.view.kind === 'shown' && props.series !== '' && unseen === null };
}

function pictureOf({ file, view, series, seen }: Parameters<typeof usePictureSight>[0]): Sighting | null {
  if (view.kind !== 'shown' || series === '') return null;
  const areas = view.blanked ?? [];
  const blanked = areas.flatMap(({ kind, rectangles }) => (kind === 'blank' ? rectangles : []));
  return isSeen(seen, series, file.id, view.frame, blanked)
    ? null
    : { series, id: file.id, frame: view.frame, blanked };
}
