import { boxesStrings } from '../../ui/strings/boxes.ts';
import type { FrameView } from '../use-frame.ts';
import { inMiddle, sightOf } from './box-geometry.ts';
import type { BoxActions } from './box-layer.tsx';

/** Draws a box without a pointer: in the middle of what is in sight of the picture, to be moved from there. */
export function drawInSight(
  view: FrameView,
  canvas: HTMLElement | null,
  viewport: HTMLElement | null,
  actions: Pick<BoxActions, 'onAdd' | 'onSay'>,
): void {
  if (view.kind !== 'shown' || canvas === null || viewport === null) return;
  const sight = sightOf(canvas.getBoundingClientRect(), viewport.getBoundingClientRect(), view.facts);
  const rectangle = inMiddle(sight, view.facts);
  actions.onAdd(rectangle);
  actions.onSay(boxesStrings.place(rectangle));
}
