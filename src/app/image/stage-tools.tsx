import { MousePointer2, SquareDashed } from 'lucide-react';
import { useId } from 'react';
import { Icon } from '../ui/controls/icon.tsx';
import { boxesStrings } from '../ui/strings/boxes.ts';

/** What dragging on the picture does: moves the window, or draws a box. */
export type Tool = 'select' | 'draw';

/** The original, or the image as it is saved. */
export type Picture = 'before' | 'after';

const { tools, picture } = boxesStrings;
const choices = [
  ['select', tools.select, 'V', MousePointer2],
  ['draw', tools.draw, 'B', SquareDashed],
] as const;

/** The choice of what dragging does. */
export function ToolChoice(props: {
  tool: Tool;
  onChange: (tool: Tool) => void;
  /** By keys nothing can be dragged: the button itself sets a box, to be moved. */
  onDrawByKeys: () => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box and legend.
    <div className="seg on-stage" role="group" aria-label={tools.group}>
      {choices.map(([tool, name, key, icon]) => (
        <button
          key={tool}
          type="button"
          aria-pressed={props.tool === tool}
          aria-keyshortcuts={key}
          title={`${name} (${key})`}
          onClick={(event) => {
            props.onChange(tool);
            if (tool === 'draw' && event.detail === 0) props.onDrawByKeys();
          }}
        >
          <Icon of={icon} size={14} />
          <span className="tool-name">{name}</span>
        </button>
      ))}
    </div>
  );
}

const pictures = [
  ['before', picture.before],
  ['after', picture.after],
] as const;

/** The choice between the original and what its boxes make of it. */
export function PictureChoice(props: { picture: Picture; onChange: (picture: Picture) => void }) {
  const name = useId();
  return (
    <div className="seg on-stage" role="radiogroup" aria-label={picture.group} aria-keyshortcuts="A">
      {pictures.map(([value, text]) => (
        <label key={value}>
          <input type="radio" name={name} checked={props.picture === value} onChange={() => props.onChange(value)} />
          {text}
        </label>
      ))}
    </div>
  );
}
