import { MoreHorizontal } from 'lucide-react';
import { useMemo } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';
import type { ShownAction } from '../../../profile/action-code.ts';
import { ActionCode } from '../../ui/controls/action-code.tsx';
import { CheckBox } from '../../ui/controls/check-box.tsx';
import { Icon } from '../../ui/controls/icon.tsx';
import { SearchField } from '../../ui/controls/search-field.tsx';
import { formatCount } from '../../ui/format.ts';
import { previewStrings } from '../../ui/strings/preview.ts';
import { strings } from '../../ui/strings.ts';
import type { Folds } from './folds.ts';
import { allFolded, allUnfolded, asIs } from './folds.ts';
import type { DiffFilter } from './match-rows.ts';
import { countActions } from './match-rows.ts';

const ACTIONS: readonly ShownAction[] = ['X', 'Z', 'D', 'U', 'C', '+', 'K'];

/** Search, filters with their counts, and what can be done with the whole table. */
export function DiffFilters(props: {
  rows: readonly DiffRow[];
  filter: DiffFilter;
  /** Null without a filter, and while it is at work. */
  found: number | null;
  onChange: (filter: DiffFilter) => void;
  onFolds: (folds: Folds) => void;
  onCopyTable: () => void;
}) {
  const { filter, found, onChange } = props;
  const counts = useMemo(() => countActions(props.rows), [props.rows]);
  const toggle = (action: ShownAction) => {
    const actions = new Set(filter.actions);
    if (!actions.delete(action)) {
      actions.add(action);
    }
    onChange({ ...filter, actions });
  };
  return (
    <div className="filters">
      <SearchField
        label={previewStrings.search}
        value={filter.search}
        onChange={(search) => onChange({ ...filter, search })}
      >
        <span role="status" className={found === null ? 'vh' : 'found num'}>
          {found !== null && (
            <>
              <span aria-hidden="true">{formatCount(found)}</span>
              <span className="vh">{strings.diff.matches(found)}</span>
            </>
          )}
        </span>
      </SearchField>
      <CheckBox isChecked={filter.isChangedOnly} onChange={(isChangedOnly) => onChange({ ...filter, isChangedOnly })}>
        {previewStrings.changedOnly}
      </CheckBox>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box and legend. */}
      <div className="codes" role="group" aria-label={previewStrings.byAction}>
        {ACTIONS.filter((action) => counts[action] > 0).map((action) => (
          <button
            key={action}
            type="button"
            className="codebtn"
            aria-pressed={filter.actions.has(action)}
            title={strings.actions[action]}
            onClick={() => toggle(action)}
          >
            <ActionCode action={action} />
            <span> {formatCount(counts[action])}</span>
            <span className="vh"> ({strings.actions[action]})</span>
          </button>
        ))}
      </div>
      <TableMenu {...props} />
    </div>
  );
}

function TableMenu(props: { found: number | null; onFolds: (folds: Folds) => void; onCopyTable: () => void }) {
  const { diff } = strings;
  const actions: Readonly<Record<string, () => void>> = {
    unfold: () => props.onFolds(allUnfolded),
    fold: () => props.onFolds(allFolded),
    'as-is': () => props.onFolds(asIs),
    copy: props.onCopyTable,
  };
  return (
    <MenuTrigger>
      <Button className="icon-btn" aria-label={diff.more}>
        <Icon of={MoreHorizontal} />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label={diff.more} onAction={(key) => actions[String(key)]?.()}>
          <MenuItem id="unfold" className="menu-item">
            {diff.unfoldAll}
          </MenuItem>
          <MenuItem id="fold" className="menu-item">
            {diff.foldAll}
          </MenuItem>
          <MenuItem id="as-is" className="menu-item">
            {diff.foldAsAtFirst}
          </MenuItem>
          <Separator className="menu-line" />
          <MenuItem id="copy" className="menu-item">
            {props.found === null ? diff.copyTable : diff.copyShown(props.found)}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
