import { useId } from 'react';
import { sheetStrings } from '../../ui/strings/sheet.ts';
import type { SheetMode } from '../tiles/use-series-sheet.ts';

const { views } = sheetStrings;
const choices = [
  ['one', views.one, '1'],
  ['all', views.all, '2'],
  ['sheet', views.sheet, '3'],
] as const;

/** One image, groups of images in a tile each, or every image in a tile. */
export function ViewChoice({ mode, onChange }: { mode: SheetMode; onChange: (mode: SheetMode) => void }) {
  const name = useId();
  return (
    <div className="view-choice">
      <div className="seg" role="radiogroup" aria-label={views.label}>
        {choices.map(([value, text, key]) => (
          <label key={value}>
            <input
              type="radio"
              name={name}
              aria-keyshortcuts={key}
              checked={mode === value}
              onChange={() => onChange(value)}
            />
            {text}
          </label>
        ))}
      </div>
    </div>
  );
}
