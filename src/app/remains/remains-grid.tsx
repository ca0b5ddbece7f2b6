import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import { useLayoutEffect, useRef } from 'react';
import type { RemainingRow } from '../../pipeline/survey/remaining-values.ts';
import type { Intents } from '../intents/create-intents.ts';
import { movedRow } from '../ui/controls/use-rows.ts';
import { type GridHead, useGridRows, VirtualGrid } from '../ui/controls/virtual-grid.tsx';
import { remainsStrings } from '../ui/strings/remains.ts';
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
  const grid = useGridRows({ rows, active, rowPx: 32 });
  const { moveTo } = grid;
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
      // A list of values to check loses a line that is ticked. The next line takes the focus.
      moveTo(active);
      props.onReview(row, !reviewed.has(row.reviewKey));
    }
  };
  return (
    <VirtualGrid
      label={remainsStrings.tab}
      className={onWriteRule === null ? 'remains no-rules' : 'remains'}
      heads={onWriteRule === null ? HEADS.slice(0, -1) : HEADS}
      grid={grid}
      isBusy={props.isBusy}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      line={(row, place) => (
        <RemainsRow
          key={row.key}
          {...place}
          row={row}
          isReviewed={reviewed.has(row.reviewKey)}
          onChoose={() => choose(place.index)}
          onWriteRule={onWriteRule}
        />
      )}
    >
      {props.children}
    </VirtualGrid>
  );
}

const HEADS: readonly GridHead[] = remainsStrings.heads.map((name) => ({
  name,
  isHidden: name === 'Rule',
  ...(name === 'Files' && { className: 'r' }),
}));

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
