import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';

/** A slider with its name before and its value behind it. */
export function LabelledSlider(props: {
  label: string;
  /** Said before the label, where its heading is out of sight. */
  prefix?: string;
  value: number;
  min: number;
  max: number;
  step: number;
  shown?: string;
  onChange: (value: number) => void;
}) {
  return (
    <Slider
      className="slider"
      value={props.value}
      minValue={props.min}
      maxValue={props.max}
      step={props.step}
      isDisabled={props.max <= props.min}
      formatOptions={{ maximumFractionDigits: props.step < 1 ? 3 : 0 }}
      onChange={(value) => props.onChange(Array.isArray(value) ? (value[0] ?? props.value) : value)}
    >
      <Label className="clip">
        {props.prefix !== undefined && <span className="vh">{props.prefix} </span>}
        {props.label}
      </Label>
      <SliderTrack className="slider-track">
        <SliderThumb className="slider-thumb" />
      </SliderTrack>
      <SliderOutput className="num">{props.shown}</SliderOutput>
    </Slider>
  );
}
