import { ChevronDown, ChevronRight, LoaderCircle } from 'lucide-react';
import { type MouseEvent, memo, type ReactNode, type Ref } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { StandingRules } from '../batch/outcomes.ts';
import { GridCell } from '../ui/controls/grid.tsx';
import { Icon } from '../ui/controls/icon.tsx';
import { formatCount, formatDate } from '../ui/format.ts';
import { studiesStrings as text } from '../ui/strings/studies.ts';
import type { Inclusion } from './inclusion.ts';
import { InclusionBox } from './inclusion-box.tsx';
import { nameOf, titleOf } from './row-names.ts';
import { RowStatus } from './row-status.tsx';
import { SeriesDetails } from './series-details.tsx';
import type { TreeRow } from './tree-rows.ts';

export type RowActs = {
  readonly onActivate: (row: TreeRow) => void;
  readonly onToggle: (row: TreeRow) => void;
  readonly onInclude: (row: TreeRow) => void;
};

/** Another feature's small picture of an image. */
export type Thumbnail = (file: BatchFile) => ReactNode;

type RowProps = {
  row: TreeRow;
  /** Where it stands in the list. */
  place: { readonly index: number; readonly startPx: number; readonly ref: Ref<HTMLDivElement> };
  /** What all rows have in common. */
  look: {
    readonly rules: StandingRules;
    readonly hasDetails: boolean;
    readonly isReading: boolean;
    readonly thumbnail: Thumbnail;
  };
  inclusion: Inclusion;
  isTabStop: boolean;
  isSelected: boolean;
  acts: RowActs;
};

/** One row: a patient with ID, a study with date, a series with modality, or a file. It is made anew only when it says something else. */
export const TreeRowView = memo(function TreeRowView(props: RowProps) {
  const { row, place, look, acts } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles keys for all its rows.
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by transform, see ui/grid.tsx.
    <div
      role="row"
      ref={place.ref}
      data-index={place.index}
      aria-level={row.level}
      aria-rowindex={place.index + 2}
      aria-expanded={row.level === 4 ? undefined : row.isExpanded}
      aria-selected={props.isSelected}
      tabIndex={props.isTabStop ? 0 : -1}
      className={place.index > 0 && row.level === 1 ? 'divided' : undefined}
      data-included={props.inclusion}
      style={{ transform: `translateY(${place.startPx}px)` }}
      onClick={() => acts.onActivate(row)}
    >
      <GridCell className="incl">
        <InclusionBox
          label={text.leftOut.include(titleOf(row))}
          inclusion={props.inclusion}
          isDisabled={look.isReading}
          onToggle={() => acts.onInclude(row)}
        />
      </GridCell>
      <GridCell className="name" colSpan={row.level === 3 ? undefined : 2}>
        {row.level !== 4 && <Twist row={row} onToggle={() => acts.onToggle(row)} />}
        {row.level === 3 && !look.isReading && <Picture of={row.node.members[0]} thumbnail={look.thumbnail} />}
        <span className="t" title={titleOf(row)}>
          {row.level === 2 && <span className="faint num">{formatDate(row.node.date)} </span>}
          {nameOf(row)}
        </span>
        {row.level === 1 && <PatientId id={row.node.id || text.none.id} />}
      </GridCell>
      {row.level === 3 && <GridCell className="modality">{row.node.modality}</GridCell>}
      <GridCell className="r">{formatCount(imagesOf(row))}</GridCell>
      <GridCell className="st">
        {look.isReading && !needsAttention(row) ? (
          <span className="chip ok reading">
            <Icon of={LoaderCircle} size={12} />
            <span className="vh">{text.reading}</span>
          </span>
        ) : (
          <RowStatus row={row} rules={look.rules} inclusion={props.inclusion} />
        )}
      </GridCell>
      {row.level === 3 && look.hasDetails && (
        <GridCell className="more">
          <SeriesDetails series={row.node} />
        </GridCell>
      )}
    </div>
  );
}, isSameRow);

/** Rows, their places and their look are put together anew each time; what is in them is not. */
function isSameRow(one: RowProps, other: RowProps): boolean {
  return (
    isAlike(one.row, other.row) &&
    isAlike(one.place, other.place) &&
    isAlike(one.look, other.look) &&
    one.inclusion === other.inclusion &&
    one.isTabStop === other.isTabStop &&
    one.isSelected === other.isSelected &&
    one.acts === other.acts
  );
}

function isAlike<Item extends object>(one: Item, other: Item): boolean {
  const keys = Object.keys(one) as (keyof Item)[];
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
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

function Picture({ of: file, thumbnail }: { of: BatchFile | undefined; thumbnail: Thumbnail }) {
  const hasPixels = file?.scan.kind === 'dicom' && file.scan.summary.frames > 0;
  return (
    <span className="thumb" aria-hidden="true">
      {file !== undefined && hasPixels && thumbnail(file)}
    </span>
  );
}

/** Shortened in the middle where it is long: UIDs and hashes mostly differ at their end. */
function PatientId({ id }: { id: string }) {
  const tail = id.length > 2 * TAIL ? id.slice(-TAIL) : '';
  return (
    <span className="pid" title={id}>
      <span className="clip">{id.slice(0, id.length - tail.length)}</span>
      {tail}
    </span>
  );
}

const TAIL = 8;
