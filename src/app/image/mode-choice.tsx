import { useId } from 'react';
import { imageStrings } from '../ui/strings/image.ts';

export type ViewMode = 'one' | 'sheet';

const modes = [
  ['one', imageStrings.one],
  ['sheet', imageStrings.sheet],
] as const;

/** One image, or all of the series. */
export function ModeChoice({ mode, onChange }: { mode: ViewMode; onChange: (mode: ViewMode) => void }) {
  const name = useId();
  return (
    <div className="seg on-stage mode-choice" role="radiogroup" aria-label={imageStrings.choose}>
      {modes.map(([value, text]) => (
        <label key={value}>
          <input type="radio" name={name} checked={mode === value} onChange={() => onChange(value)} />
          {text}
        </label>
      ))}
    </div>
  );
}
