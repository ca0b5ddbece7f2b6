import { useMemo } from 'react';
import { Menu, MenuItem, Popover, Separator } from 'react-aria-components';
import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';
import { strings } from '../../ui/strings.ts';

/** What moves the focus elsewhere. */
export type MovingAction = 'replace' | 'open';

export type RowAction = MovingAction | 'keep' | 'remove' | 'tag' | 'path' | 'before' | 'after' | 'row';

/** What can be done with one row, at the button in it. One menu for all rows, so that a row costs nothing for it. */
export function RowMenu(props: {
  row: DiffRow;
  anchor: HTMLElement;
  /** What own rules can be about; null where none can decide. */
  rule: 'attribute' | 'element' | 'creator' | null;
  /** Whether the values are values, and not a count of them. */
  hasValues: boolean;
  canOpen: boolean;
  /** Called at once: for what the browser allows only within a click or a key press. */
  onAction: (action: Exclude<RowAction, MovingAction>) => void;
  /** Called once the menu has given the focus back to the row. */
  onMovingAction: (action: MovingAction) => void;
  onClose: () => void;
}) {
  const { row, anchor, rule, hasValues } = props;
  const trigger = useMemo(() => ({ current: anchor }), [anchor]);
  const { diff } = strings;
  return (
    <Popover
      isOpen
      triggerRef={trigger}
      className="popover"
      placement="bottom end"
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
    >
      <Menu
        className="menu"
        aria-label={diff.rowMenu(`${row.tag} ${row.name}`)}
        autoFocus="first"
        onAction={(key) => {
          const action = key as RowAction;
          if (action === 'replace' || action === 'open') {
            afterRestoring(() => props.onMovingAction(action));
          } else {
            props.onAction(action);
          }
        }}
        onClose={props.onClose}
      >
        {rule !== null && <Item id="keep">{rule === 'creator' ? diff.keepCreator : diff.keep}</Item>}
        {rule !== null && <Item id="remove">{rule === 'creator' ? diff.removeCreator : diff.remove}</Item>}
        {rule === 'attribute' && <Item id="replace">{diff.replace}</Item>}
        {props.canOpen && <Item id="open">{diff.series.open}</Item>}
        {(rule !== null || props.canOpen) && <Separator className="menu-line" />}
        <Item id="tag">{diff.copyTag}</Item>
        <Item id="path">{diff.copyPath}</Item>
        {hasValues && row.before ? <Item id="before">{diff.copyBefore}</Item> : null}
        {hasValues && row.after && row.effect !== 'kept' ? <Item id="after">{diff.copyAfter}</Item> : null}
        <Item id="row">{diff.copyRow}</Item>
      </Menu>
    </Popover>
  );
}

/** React Aria gives the focus back in the first frame after a menu has gone. */
function afterRestoring(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(act)));
}

function Item({ id, children }: { id: RowAction; children: string }) {
  return (
    <MenuItem id={id} className="menu-item">
      {children}
    </MenuItem>
  );
}
