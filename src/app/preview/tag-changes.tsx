import { Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useMemo, useState } from 'react';
import type { DiffRow } from '../../pipeline/deidentify.protocol.ts';
import type { ShownAction } from '../../profile/action-code.ts';
import { ActionCode } from '../ui/action-code.tsx';
import { ColumnHead, HeadRow, VirtualRows } from '../ui/grid.tsx';
import { Icon } from '../ui/icon.tsx';
import { strings } from '../ui/strings.ts';
import { movedRow, useRows } from '../ui/use-rows.ts';
import { DiffLineView } from './diff-line.tsx';
import type { DiffFilter } from './diff-rows.ts';
import { countActions, isChanged, listDiffLines } from './diff-rows.ts';
import { Inspector } from './inspector.tsx';
import type { WriteRule } from './rule-actions.tsx';
import { ruleSubjectOf } from './rule-subject.ts';

const HEADS = ['Tag', 'Attribute', 'VR', 'Before', 'After', 'Action', 'Reason'];
const ACTIONS: readonly ShownAction[] = ['X', 'Z', 'D', 'U', 'C', '+', 'K'];
const NO_FILTER: DiffFilter = { isChangedOnly: false, search: '', actions: new Set() };

/** Every attribute of one file, before and after, and the rule that decided. */
export function TagChanges(props: { rows: readonly DiffRow[]; onWriteRule: WriteRule | null }) {
  const { rows } = props;
  const [filter, setFilter] = useState(NO_FILTER);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [chosenKey, setActiveKey] = useState<string | null>(null);
  const activeKey = chosenKey ?? `${rows.findIndex(isChanged)}`;
  const lines = useMemo(() => listDiffLines(rows, filter, unfolded), [rows, filter, unfolded]);
  const active = Math.max(
    0,
    lines.findIndex((line) => line.key === activeKey),
  );
  const { scroller, virtualizer, moveTo, rowRef } = useRows({
    count: lines.length,
    active,
    estimatePx: () => 26,
    keyOf: (index) => lines[index]?.key ?? index,
  });
  const activate = (index: number) => {
    const line = lines[index];
    if (line?.kind === 'fold') {
      setUnfolded(new Set([...unfolded, line.key]));
      setActiveKey(line.key.replace('fold ', ''));
    } else if (line !== undefined) {
      setActiveKey(line.key);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = movedRow(event, active, lines.length);
    const line = target === null ? undefined : lines[target];
    if (target !== null && line !== undefined) {
      event.preventDefault();
      moveTo(target);
      setActiveKey(line.key);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      moveTo(active);
      activate(active);
    }
  };
  const selected = lines[active];

  return (
    <>
      <Filters rows={rows} filter={filter} onChange={setFilter} />
      <div className="scroll" ref={scroller}>
        {/* biome-ignore lint/a11y/useSemanticElements: rows are placed by transform, see ui/grid.tsx. */}
        <div
          role="grid"
          aria-label="Tag changes"
          aria-rowcount={lines.length + 1}
          aria-colcount={7}
          className="diff"
          onKeyDown={onKeyDown}
        >
          <HeadRow>
            {HEADS.map((head) => (
              <ColumnHead key={head}>{head}</ColumnHead>
            ))}
          </HeadRow>
          <VirtualRows heightPx={virtualizer.getTotalSize()}>
            {virtualizer.getVirtualItems().map((item) => {
              const line = lines[item.index];
              return (
                line && (
                  <DiffLineView
                    key={line.key}
                    line={line}
                    index={item.index}
                    startPx={item.start}
                    isActive={item.index === active}
                    rowRef={rowRef}
                    onActivate={() => activate(item.index)}
                  />
                )
              );
            })}
          </VirtualRows>
        </div>
        {lines.length === 0 && (
          <p className="empty" role="status">
            No attribute matches.{' '}
            <button type="button" className="link" onClick={() => setFilter(NO_FILTER)}>
              Show all
            </button>
          </p>
        )}
      </div>
      {selected?.kind === 'row' && (
        <Inspector
          row={selected.row}
          isChosen={chosenKey !== null}
          subject={ruleSubjectOf(rows, selected.row)}
          onWriteRule={props.onWriteRule}
        />
      )}
    </>
  );
}

function Filters(props: { rows: readonly DiffRow[]; filter: DiffFilter; onChange: (filter: DiffFilter) => void }) {
  const { filter, onChange } = props;
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
      <div className="search">
        <Icon of={Search} size={14} />
        <input
          className="input"
          type="search"
          aria-label="Search tags"
          placeholder="Search tags"
          value={filter.search}
          onChange={(event) => onChange({ ...filter, search: event.target.value })}
        />
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={filter.isChangedOnly}
          onChange={(event) => onChange({ ...filter, isChangedOnly: event.target.checked })}
        />
        Changed only
      </label>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box and legend. */}
      <div className="codes" role="group" aria-label="Show by action">
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
            <span> {counts[action]}</span>
            <span className="vh"> ({strings.actions[action]})</span>
          </button>
        ))}
      </div>
    </div>
  );
}
