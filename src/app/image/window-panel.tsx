import type { ShownFrame } from '../../pipeline/contracts/image.protocol.ts';
import { imageStrings } from '../ui/strings/image.ts';
import { LabelledSlider } from './labelled-slider.tsx';
import { startWindow, windowLimits } from './move-window.ts';

type Window = NonNullable<ShownFrame['window']>;

/** Which values are spread from black to white. */
export function WindowPanel(props: {
  shown: Pick<ShownFrame, 'window' | 'range'>;
  isChanged: boolean;
  onChange: (window: Window | null) => void;
}) {
  const { range } = props.shown;
  const window = startWindow(props.shown);
  const limits = windowLimits(window, range);
  return (
    <div className="side-group window-panel">
      <div className="row between">
        <h4>{imageStrings.window}</h4>
        <button type="button" className="link small" disabled={!props.isChanged} onClick={() => props.onChange(null)}>
          {imageStrings.resetWindow}
        </button>
      </div>
      {props.shown.window === null && <p className="faint">{imageStrings.byTable}</p>}
      <LabelledSlider
        label={imageStrings.level}
        prefix={imageStrings.window}
        value={window.centre}
        min={limits.level.min}
        max={limits.level.max}
        step={limits.step}
        onChange={(centre) => props.onChange({ ...window, centre })}
      />
      <LabelledSlider
        label={imageStrings.width}
        prefix={imageStrings.window}
        value={window.width}
        min={limits.width.min}
        max={limits.width.max}
        step={limits.step}
        onChange={(width) => props.onChange({ ...window, width })}
      />
    </div>
  );
}
