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
  /** Pixels of the screen for one of the image from which it counts. */
  leastScale: number;
  onSeen: (sighting: Sighting) => void;
}) {
  const sight = pictureSight(props.file, props.series, props.view, props.seen);
  const unseen = sight.kind === 'unseen' ? sight.sighting : null;
  const key = unseen && JSON.stringify([unseen.series, unseen.id, unseen.frame, unseen.blanked]);
  const { columns, rows } = props.view.kind === 'shown' ? props.view.facts : { columns: 0, rows: 0 };
  const subject = { columns, rows, leastScale: props.leastScale };
  const meter = useSight(props.canvas, props.viewport, subject, key, () => unseen && props.onSeen(unseen));
  return { sight: sight.kind, meter };
}
