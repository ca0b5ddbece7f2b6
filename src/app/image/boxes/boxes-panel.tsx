import { TriangleAlert, Undo2 } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { StandingRules } from '../../batch/outcomes.ts';
import { Icon } from '../../ui/controls/icon.tsx';
import { Segments } from '../../ui/controls/segments.tsx';
import { boxesStrings } from '../../ui/strings/boxes.ts';
import { BoxList } from './box-list.tsx';
import { boxStandings } from './box-reach.ts';
import { boxScopes } from './box-scopes.ts';
import type { DrawnBoxes } from './use-boxes.ts';

const text = boxesStrings;

/** The boxes of an image as a list, what applying them is about, and what came of it. */
export function BoxesPanel(props: {
  drawn: DrawnBoxes;
  members: readonly BatchFile[];
  rules: StandingRules;
  frames: number;
  /** How many of the images that the boxes are about were on the screen. */
  displayed: number;
  onBlank: () => void;
  /** Null where there is nothing to take back. */
  onUndo: (() => void) | null;
}) {
  const { drawn, members, rules, frames } = props;
  const { boxes, reach, actions } = drawn;
  const panel = useRef<HTMLDivElement>(null);
  const ticked = boxes.filter(({ isTicked }) => isTicked).length;
  const isEmpty = boxes.length === 0 && !drawn.isOpen;
  // What had the focus may go away with what was pressed.
  const keepFocus = () => panel.current?.focus({ preventScroll: true });
  return (
    <div className="side-group" ref={panel} tabIndex={-1}>
      <h4>{text.heading}</h4>
      <BoxList boxes={boxes} actions={actions} onDeleted={keepFocus} />
      {!isEmpty && (
        <>
          {members.length > 1 && (
            <Segments label={text.scope.label} choices={boxScopes} value={drawn.scope} onChange={drawn.setScope} />
          )}
          <p className="faint">
            {text.reach(reach.images.length, props.displayed)}
            {frames > 1 && ` ${text.frames(frames)}`}
            {reach.otherSize > 0 && ` ${text.otherSize(reach.otherSize)}`}
          </p>
          <button
            type="button"
            className="btn primary"
            disabled={!drawn.isOpen}
            onClick={() => {
              props.onBlank();
              keepFocus();
            }}
          >
            {ticked === 0 && drawn.isOpen ? text.takeAway : text.blank(ticked)}
          </button>
        </>
      )}
      <Standings members={members} rules={rules} />
      {props.onUndo !== null && (
        <button
          type="button"
          className="btn quiet small"
          onClick={() => {
            props.onUndo?.();
            keepFocus();
          }}
        >
          <Icon of={Undo2} size={14} />
          {text.undo}
        </button>
      )}
      {!isEmpty && <p className="faint">{text.claims}</p>}
    </div>
  );
}

/** What became of the images that have boxes: never more than is known. */
function Standings({ members, rules }: { members: readonly BatchFile[]; rules: StandingRules }) {
  const { done, checking, staying } = useMemo(() => boxStandings(members, rules), [members, rules]);
  return (
    <div role="status" aria-label={text.heading} className="box-standings">
      {checking > 0 && <p>{text.checking(checking)}</p>}
      {done > 0 && <p>{text.done(done)}</p>}
      {staying.map(([reason, images]) => (
        <p key={reason} className="check-line warn">
          <Icon of={TriangleAlert} />
          <span>{text.stays(images, reason)}</span>
        </p>
      ))}
    </div>
  );
}
