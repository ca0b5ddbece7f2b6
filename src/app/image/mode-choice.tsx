import { useId } from 'react';
import { strings } from '../ui/strings.ts';

export type ViewMode = 'one' | 'sheet';

const modes = [
  ['one', strings.image.one],
  ['sheet', strings.image.sheet],
] as const;

/** One image, or all of the series. */
export function ModeChoice({ mode, onChange }: { mode: ViewMode; onChange: (mode: ViewMode) => void }) {
  const name = useId();
  return (
    <div className="seg mode-choice" role="radiogroup" aria-label={strings.image.choose}>
      {modes.map(([value, text]) => (
        <label key={value}>
          <input type="radio" name={name} checked={mode === value} onChange={() => onChange(value)} />
          {text}
        </label>
      ))}
    </div>
  );
}
