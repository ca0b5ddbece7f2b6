import { Trash2 } from 'lucide-react';
import type { Box } from '../../batch/boxes.ts';
import { Icon } from '../../ui/controls/icon.tsx';
import { boxesStrings } from '../../ui/strings/boxes.ts';
import type { BoxActions } from './box-layer.tsx';

const text = boxesStrings;

/** More boxes than this are ticked together as well: a page of text has a hundred, of which a person blanks two. */
const FEW = 3;

/** The boxes of an image as a list: ticked ones will be blanked. */
export function BoxList(props: { boxes: readonly Box[]; actions: BoxActions; onDeleted: () => void }) {
  const { boxes, actions } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box and legend.
    <div role="group" aria-label={text.heading} className="box-list">
      {boxes.length === 0 && <p className="faint">{text.empty}</p>}
      {boxes.length > FEW && (
        <p className="row">
          <button type="button" className="link small" onClick={() => actions.onTickAll(true)}>
            {text.tickAll}
          </button>
          <button type="button" className="link small" onClick={() => actions.onTickAll(false)}>
            {text.tickNone}
          </button>
        </p>
      )}
      {boxes.map(({ id, rectangle, isTicked }, n) => (
        <div key={id} className="box-row">
          <label className="check">
            <input type="checkbox" checked={isTicked} onChange={() => actions.onTick(id)} />
            <span>{text.inList(n + 1, rectangle)}</span>
          </label>
          <button
            type="button"
            className="icon-btn"
            aria-label={text.delete(n + 1)}
            onClick={() => {
              actions.onSay(text.deleted(n + 1));
              actions.onDelete(id);
              props.onDeleted();
            }}
          >
            <Icon of={Trash2} size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}
