import type { RefObject } from 'react';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { SeenImages, Sighting } from '../../batch/decide/seen-images.ts';
import type { FrameView } from '../use-frame.ts';
import { pictureSight } from './picture-sight.ts';
import { useSight } from './use-sight.ts';

/** Measures the picture on the stage, until it counts as seen. */
export function usePictureSight(props: {
  file: BatchFile;
  series: string;
  canvas: RefObject<HTMLCanvasElement | null>;
  viewport: RefObject<HTMLElement | null>;
  view: FrameView;
  seen: SeenImages;
  onSeen: (sighting: Sighting) => void;
}) {
  const sight = pictureSight(props.file, props.series, props.view, props.seen);
  const unseen = sight.kind === 'unseen' ? sight.sighting : null;
  const key = unseen && JSON.stringify([unseen.series, unseen.id, unseen.frame, unseen.blanked]);
  const meter = useSight(props.canvas, props.viewport, props.view, key, () => unseen && props.onSeen(unseen));
  return { sight: sight.kind, meter };
}
