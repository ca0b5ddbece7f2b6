import { CheckBox } from '../ui/controls/check-box.tsx';
import { imageStrings } from '../ui/strings/image.ts';
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
          label={imageStrings.frameLabel}
          value={props.frame + 1}
          min={1}
          max={props.frames}
          step={1}
          shown={imageStrings.frame(props.frame + 1, props.frames)}
          onChange={(number) => props.onFrame(number - 1)}
        />
      )}
      {props.overlays > 0 && (
        <CheckBox isChecked={props.showsOverlays} onChange={props.onOverlays}>
          {imageStrings.overlays(props.overlays)}
        </CheckBox>
      )}
    </div>
  );
}
