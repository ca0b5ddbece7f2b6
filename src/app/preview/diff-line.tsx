import { UnfoldVertical } from 'lucide-react';
import type { Ref } from 'react';
import { ActionCode } from '../ui/action-code.tsx';
import { countOf } from '../ui/format.ts';
import { GridCell } from '../ui/grid.tsx';
import { Icon } from '../ui/icon.tsx';
import type { DiffLine } from './diff-rows.ts';
import { ValueAfter, ValueBefore } from './diff-value.tsx';

/** One line of the grid. */
export function DiffLineView(props: {
  line: DiffLine;
  index: number;
  startPx: number;
  isActive: boolean;
  rowRef: Ref<HTMLDivElement>;
  onActivate: () => void;
}) {
  const { line } = props;
  const common = {
    role: 'row',
    'aria-selected': props.isActive,
    ref: props.rowRef,
    'data-index': props.index,
    'aria-rowindex': props.index + 2,
    tabIndex: props.isActive ? 0 : -1,
    style: { transform: `translateY(${props.startPx}px)` },
    onClick: props.onActivate,
  } as const;
  if (line.kind === 'fold') {
    return (
      <div {...common} className="gap">
        <GridCell colSpan={7}>
          <Icon of={UnfoldVertical} size={14} />
          <span>
            {countOf(line.count, 'attribute', 'attributes')} unchanged
            <span className="wide">
              : {line.from} to {line.to}
            </span>
          </span>
          <span className="vh">, press Enter to show</span>
        </GridCell>
      </div>
    );
  }
  const { row } = line;
  return (
    <div {...common} className="row">
      <GridCell className="tag">{row.tag}</GridCell>
      <GridCell className="attr">
        <span
          className={row.depth > 0 ? 'nest' : undefined}
          style={row.depth > 0 ? ({ '--depth': Math.min(row.depth, 5) } as Record<string, number>) : undefined}
          title={row.depth > 0 ? `${row.name}, ${row.path}` : row.name}
        >
          {row.name}
        </span>
      </GridCell>
      <GridCell className="vr">{row.vr}</GridCell>
      <GridCell className="val before">
        <ValueBefore row={row} />
      </GridCell>
      <GridCell className="val after">
        <ValueAfter row={row} />
      </GridCell>
      <GridCell className="code">
        <ActionCode action={row.action} />
      </GridCell>
      <GridCell className="why">
        <span title={row.reason}>{row.reason}</span>
      </GridCell>
    </div>
  );
}
