import { ChevronDown, ChevronRight, LoaderCircle } from 'lucide-react';
import type { Ref } from 'react';
import { StandingChip } from '../ui/chip.tsx';
import { formatCount, formatDate, formatSize } from '../ui/format.ts';
import { GridCell } from '../ui/grid.tsx';
import { Icon } from '../ui/icon.tsx';
import type { TreeRow } from './tree-rows.ts';

/** One row: a patient with ID, a study with date, or a series with modality. */
export function TreeRowView(props: {
  row: TreeRow;
  index: number;
  startPx: number;
  isTabStop: boolean;
  isSelected: boolean;
  isReading: boolean;
  rowRef: Ref<HTMLDivElement>;
  onActivate: () => void;
}) {
  const { row } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles keys for all its rows.
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by transform, see ui/grid.tsx.
    <div
      role="row"
      ref={props.rowRef}
      data-index={props.index}
      aria-level={row.level}
      aria-rowindex={props.index + 2}
      aria-expanded={row.level === 3 ? undefined : row.isExpanded}
      aria-selected={props.isSelected}
      tabIndex={props.isTabStop ? 0 : -1}
      className={props.index > 0 && row.level === 1 ? 'divided' : undefined}
      style={{ transform: `translateY(${props.startPx}px)` }}
      onClick={props.onActivate}
    >
      <NameCell row={row} />
      {row.level === 3 && <GridCell className="modality">{row.node.modality}</GridCell>}
      <GridCell className="r">{formatCount(row.node.files)}</GridCell>
      <GridCell className="r size">{formatSize(row.node.sizeBytes)}</GridCell>
      <GridCell className="st">
        {props.isReading && row.node.counts.held + row.node.counts.failed === 0 ? (
          <span className="chip ok reading">
            <Icon of={LoaderCircle} size={12} />
            <span className="vh">Reading</span>
          </span>
        ) : (
          <StandingChip counts={row.node.counts} />
        )}
      </GridCell>
    </div>
  );
}

function NameCell({ row }: { row: TreeRow }) {
  if (row.level === 3) {
    const label = row.node.label || 'No description';
    return (
      <GridCell className="name">
        <span className="t" title={label}>
          {label}
        </span>
      </GridCell>
    );
  }
  const twist = <Icon of={row.isExpanded ? ChevronDown : ChevronRight} size={14} className="twist" />;
  if (row.level === 2) {
    const description = row.node.description || 'No description';
    return (
      <GridCell className="name" colSpan={2}>
        {twist}
        <span className="t" title={`${formatDate(row.node.date)} ${description}`}>
          <span className="faint num">{formatDate(row.node.date)}</span> {description}
        </span>
      </GridCell>
    );
  }
  const name = row.node.name || 'No name';
  return (
    <GridCell className="name" colSpan={2}>
      {twist}
      <span className="t" title={name}>
        {name}
      </span>
      <span className="pid">{row.node.id || 'No ID'}</span>
    </GridCell>
  );
}
