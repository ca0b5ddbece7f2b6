import { useId } from 'react';

/** One of a few, side by side: radio buttons under a segmented face, with their label to the left. */
export function Segments<Value extends string>(props: {
  label: string;
  choices: readonly (readonly [value: Value, name: string, isDisabled?: boolean])[];
  value: Value;
  onChange: (value: Value) => void;
}) {
  const id = useId();
  return (
    <div className="choice">
      <span className="lbl" id={id}>
        {props.label}
      </span>
      <div className="seg full" role="radiogroup" aria-labelledby={id}>
        {props.choices.map(([value, name, isDisabled]) => (
          <label key={value}>
            <input
              type="radio"
              name={id}
              checked={props.value === value}
              disabled={isDisabled}
              onChange={() => props.onChange(value)}
            />
            {name}
          </label>
        ))}
      </div>
    </div>
  );
}
