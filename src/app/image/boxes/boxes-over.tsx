import type { Tool } from '../stage-tools.tsx';
import type { FrameView } from '../use-frame.ts';
import { BoxLayer } from './box-layer.tsx';
import type { DrawnBoxes } from './use-boxes.ts';

/** The boxes of a file over its picture; nothing where there is none. */
export function BoxesOver(props: { fileId: number; view: FrameView; scale: number; tool: Tool; drawn: DrawnBoxes }) {
  const { view, drawn } = props;
  if (view.kind !== 'shown') return null;
  return (
    <BoxLayer
      key={props.fileId}
      boxes={drawn.boxes}
      size={view.facts}
      scale={props.scale}
      tool={props.tool}
      isAfter={view.blanked !== null}
      wanted={drawn.wanted}
      actions={drawn.actions}
    />
  );
}
