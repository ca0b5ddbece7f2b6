import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import { useLayoutEffect, useRef } from 'react';
import type { RemainingRow } from '../../pipeline/remaining-values.ts';
import type { Intents } from '../create-intents.ts';
import { ColumnHead, HeadRow, VirtualRows } from '../ui/grid.tsx';
import { strings } from '../ui/strings.ts';
import { movedRow, useRows } from '../ui/use-rows.ts';
import { RemainsRow } from './remains-row.tsx';

/** The lines as a grid: arrows move, Space ticks. */
export function RemainsGrid(props: {
  rows: readonly RemainingRow[];
  active: number;
  reviewed: ReadonlySet<string>;
  isBusy: boolean;
  onChoose: (key: string) => void;
  onReview: (row: RemainingRow, isReviewed: boolean) => void;
  onWriteRule: Intents['writeRule'] | null;
  /** What stands in place of the lines when there are none. */
  children: ReactNode;
}) {
  const { rows, active, reviewed, onWriteRule } = props;
  const { scroller, virtualizer, moveTo, rowRef } = useRows({
    count: rows.length,
    active,
    estimatePx: () => 32,
    keyOf: (index) => rows[index]?.key ?? index,
  });
  const { onFocus } = useKeptFocus(rows, () => moveTo(active));
  const choose = (index: number) => {
    const row = rows[index];
    if (row !== undefined) {
      moveTo(index);
      props.onChoose(row.key);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = movedRow(event, active, rows.length);
    const row = rows[active];
    if (target !== null) {
      event.preventDefault();
      choose(target);
    } else if (event.key === ' ' && row !== undefined && isRow(event.target)) {
      event.preventDefault();
      // A list of what is to check loses this line: the one that comes in its place takes the focus.
      moveTo(active);
      props.onReview(row, !reviewed.has(row.reviewKey));
    }
  };
  const heads = onWriteRule === null ? strings.remains.heads.slice(0, -1) : strings.remains.heads;
  return (
    <div className="scroll" ref={scroller}>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are placed by transform, see ui/grid.tsx. */}
      <div
        role="grid"
        aria-label={strings.remains.tab}
        aria-rowcount={rows.length + 1}
        aria-colcount={heads.length}
        aria-busy={props.isBusy}
        className={onWriteRule === null ? 'remains no-rules' : 'remains'}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        <HeadRow>
          {heads.map((head) => (
            <ColumnHead key={head} className={head === 'Files' ? 'r' : undefined}>
              {head === 'Rule' ? <span className="vh">{head}</span> : head}
            </ColumnHead>
          ))}
        </HeadRow>
        <VirtualRows heightPx={virtualizer.getTotalSize()}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <RemainsRow
                  key={row.key}
                  row={row}
                  index={item.index}
                  startPx={item.start}
                  isActive={item.index === active}
                  isReviewed={reviewed.has(row.reviewKey)}
                  rowRef={rowRef}
                  onChoose={() => choose(item.index)}
                  onWriteRule={onWriteRule}
                />
              )
            );
          })}
        </VirtualRows>
      </div>
      {props.children}
    </div>
  );
}

/** A line that goes while it has the focus, as after its rule was written, leaves the focus to the one in its place. */
function useKeptFocus(rows: readonly RemainingRow[], restore: () => void) {
  const focusedKey = useRef<string | null>(null);
  useLayoutEffect(() => {
    const isLost = focusedKey.current !== null && !rows.some(({ key }) => key === focusedKey.current);
    if (isLost && document.activeElement === document.body && rows.length > 0) {
      focusedKey.current = null;
      restore();
    }
  });
  return {
    onFocus: ({ target }: FocusEvent<HTMLElement>) => {
      const index = target.closest('[role="row"]')?.getAttribute('data-index');
      focusedKey.current = index == null ? null : (rows[Number(index)]?.key ?? null);
    },
  };
}

/** Buttons inside a row answer to Space themselves. */
function isRow(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.getAttribute('role') === 'row';
}
