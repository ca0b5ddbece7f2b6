import { formatCount } from '../ui/format.ts';
import { strings } from '../ui/strings.ts';
import { LabelledSlider } from './labelled-slider.tsx';

/** Below the picture: which frame, and whether overlays are drawn. Nothing where there is no choice. */
export function StageControls(props: {
  frames: number;
  frame: number;
  overlays: number;
  showsOverlays: boolean;
  onFrame: (frame: number) => void;
  onOverlays: (showsOverlays: boolean) => void;
}) {
  if (props.frames < 2 && props.overlays === 0) {
    return null;
  }
  return (
    <div className="stage-controls">
      {props.frames > 1 && (
        <LabelledSlider
          label="Frame"
          value={props.frame + 1}
          min={1}
          max={props.frames}
          step={1}
          shown={`${formatCount(props.frame + 1)} of ${formatCount(props.frames)}`}
          onChange={(number) => props.onFrame(number - 1)}
        />
      )}
      {props.overlays > 0 && (
        <label className="check">
          <input
            type="checkbox"
            checked={props.showsOverlays}
            onChange={(event) => props.onOverlays(event.target.checked)}
          />
          <span>{strings.image.overlays(props.overlays)}</span>
        </label>
      )}
    </div>
  );
}
