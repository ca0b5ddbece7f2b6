import { useId } from 'react';

/** A switch with its name, and what follows from it in one line. */
export function Switch(props: { name: string; consequence: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  const id = useId();
  return (
    <label className="option">
      <span className="t">{props.name}</span>
      <span className="c" id={id}>
        {props.consequence}
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-label={props.name}
        aria-describedby={id}
        checked={props.isOn}
        aria-checked={props.isOn}
        onChange={(event) => props.onChange(event.target.checked)}
      />
    </label>
  );
}
