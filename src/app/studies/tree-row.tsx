import { ChevronDown, ChevronRight, LoaderCircle } from 'lucide-react';
import type { MouseEvent, Ref } from 'react';
import type { StandingRules } from '../batch/outcomes.ts';
import { sizeBytesOfFile } from '../batch/outcomes.ts';
import { GridCell } from '../ui/controls/grid.tsx';
import { Icon } from '../ui/controls/icon.tsx';
import { formatCount, formatDate, formatSize } from '../ui/format.ts';
import { studiesStrings as text } from '../ui/strings/studies.ts';
import type { Inclusion } from './inclusion.ts';
import { InclusionBox } from './inclusion-box.tsx';
import { nameOf, titleOf } from './row-names.ts';
import { RowStatus } from './row-status.tsx';
import { SeriesDetails } from './series-details.tsx';
import type { TreeRow } from './tree-rows.ts';

/** One row: a patient with ID, a study with date, a series with modality, or a file. */
export function TreeRowView(props: {
  row: TreeRow;
  index: number;
  startPx: number;
  rules: StandingRules;
  inclusion: Inclusion;
  hasDetails: boolean;
  isTabStop: boolean;
  isSelected: boolean;
  isReading: boolean;
  rowRef: Ref<HTMLDivElement>;
  onActivate: () => void;
  onToggle: () => void;
  onInclude: () => void;
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
      aria-expanded={row.level === 4 ? undefined : row.isExpanded}
      aria-selected={props.isSelected}
      tabIndex={props.isTabStop ? 0 : -1}
      className={props.index > 0 && row.level === 1 ? 'divided' : undefined}
      data-included={props.inclusion}
      style={{ transform: `translateY(${props.startPx}px)` }}
      onClick={props.onActivate}
    >
      <GridCell className="incl">
        <InclusionBox
          label={text.leftOut.include(titleOf(row))}
          inclusion={props.inclusion}
          isDisabled={props.isReading}
          onToggle={props.onInclude}
        />
      </GridCell>
      <GridCell className="name" colSpan={row.level === 3 ? undefined : 2}>
        {row.level !== 4 && <Twist row={row} onToggle={props.onToggle} />}
        <span className="t" title={titleOf(row)}>
          {row.level === 2 && <span className="faint num">{formatDate(row.node.date)} </span>}
          {nameOf(row)}
        </span>
        {row.level === 1 && <span className="pid">{row.node.id || text.none.id}</span>}
      </GridCell>
      {row.level === 3 && <GridCell className="modality">{row.node.modality}</GridCell>}
      <GridCell className="r">{formatCount(imagesOf(row))}</GridCell>
      <GridCell className="r size">{formatSize(sizeOf(row))}</GridCell>
      <GridCell className="st">
        {props.isReading && !needsAttention(row) ? (
          <span className="chip ok reading">
            <Icon of={LoaderCircle} size={12} />
            <span className="vh">{text.reading}</span>
          </span>
        ) : (
          <RowStatus row={row} rules={props.rules} inclusion={props.inclusion} />
        )}
      </GridCell>
      {row.level === 3 && props.hasDetails && (
        <GridCell className="more">
          <SeriesDetails series={row.node} />
        </GridCell>
      )}
    </div>
  );
}

/** Opens and closes; a click elsewhere on a series shows its first file instead. */
function Twist({ row, onToggle }: { row: Exclude<TreeRow, { level: 4 }>; onToggle: () => void }) {
  const icon = <Icon of={row.isExpanded ? ChevronDown : ChevronRight} size={14} className="twist" />;
  if (row.level !== 3) {
    return icon;
  }
  const name = nameOf(row);
  return (
    <button
      type="button"
      className="twist-btn"
      tabIndex={-1}
      aria-label={row.isExpanded ? text.closeSeries(name) : text.openSeries(name)}
      onClick={(event: MouseEvent) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      {icon}
    </button>
  );
}

function needsAttention(row: TreeRow): boolean {
  return row.level !== 4 && row.node.counts.held + row.node.counts.failed > 0;
}

function imagesOf(row: TreeRow): number {
  if (row.level !== 4) {
    return row.node.files;
  }
  return row.file.scan.kind === 'dicom' ? Math.max(1, row.file.scan.summary.frames) : 1;
}

function sizeOf(row: TreeRow): number {
  return row.level === 4 ? sizeBytesOfFile(row.file) : row.node.sizeBytes;
}
