import { ChevronDown, ChevronRight, FoldVertical, MoreHorizontal, UnfoldVertical } from 'lucide-react';
import type { MouseEvent } from 'react';
import { memo } from 'react';
import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';
import type { ShownAction } from '../../../profile/action-code.ts';
import { ActionCode } from '../../ui/controls/action-code.tsx';
import { GridCell, type GridPlace, GridRow } from '../../ui/controls/grid.tsx';
import { Icon } from '../../ui/controls/icon.tsx';
import { formatCount } from '../../ui/format.ts';
import { previewStrings } from '../../ui/strings/preview.ts';
import { strings } from '../../ui/strings.ts';
import type { SeriesRows } from '../series-rows.ts';
import { filesHolding, rowOfValue } from '../series-rows.ts';
import type { DiffLine } from './diff-lines.ts';
import type { DiffTree } from './diff-tree.ts';
import { changesIn } from './diff-tree.ts';
import { Nothing, ValueAfter, ValueBefore } from './diff-value.tsx';

export type LineProps = GridPlace & {
  readonly line: DiffLine;
  readonly tree: DiffTree;
  /** Null where the rows are of one file. */
  readonly series: SeriesRows | null;
  readonly onLine: OnLine;
};

/** What a person does to a line. The same object for all lines and renderings. */
export type OnLine = {
  readonly activate: (line: DiffLine) => void;
  readonly toggle: (line: DiffLine) => void;
  readonly menu: (line: DiffLine, anchor: HTMLElement) => void;
};

/** One line of the grid. */
export const DiffLineView = memo(function DiffLineView(props: LineProps) {
  const { line, tree, onLine, index, startPx, isActive, rowRef } = props;
  const isPart = line.kind === 'fold' || line.kind === 'item';
  const common = {
    ...{ index, startPx, isActive, rowRef },
    isSelected: isActive,
    onClick: () => (isPart ? onLine.toggle(line) : onLine.activate(line)),
    onContextMenu: isPart ? undefined : menuOn(props),
  };
  const row = tree.rows[line.index];
  if (row === undefined) {
    return null;
  }
  switch (line.kind) {
    case 'fold':
    case 'item':
      return (
        <GridRow {...common} className={line.kind === 'fold' ? 'gap' : 'gap item'}>
          <GridCell colSpan={7}>
            {line.kind === 'fold' ? <FoldText line={line} tree={tree} /> : <ItemText line={line} tree={tree} />}
            <span className="vh">{line.isOpen ? strings.diff.pressEnter.hide : strings.diff.pressEnter.show}</span>
          </GridCell>
        </GridRow>
      );
    case 'value':
      return (
        <GridRow {...common} className="row value">
          <ValueCells {...props} row={rowOfValue(row, line.value)} files={line.value.files} />
        </GridRow>
      );
    default:
      return (
        <GridRow {...common} className={line.isContext ? 'row context' : 'row'}>
          <RowCells {...props} line={line} row={row} />
        </GridRow>
      );
  }
});

function FoldText({ line, tree }: { line: Extract<DiffLine, { kind: 'fold' }>; tree: DiffTree }) {
  const { index, end, isOfItems, isOpen } = line;
  const first = tree.rows[index];
  const last = lastSibling(tree, index, end);
  return (
    <span className="nests" style={depthStyle(first)}>
      <Icon of={isOpen ? FoldVertical : UnfoldVertical} size={14} />
      <span>
        {isOfItems ? strings.diff.untouchedItems(countItems(tree, index, end)) : strings.diff.untouched(end - index)}
        {!isOfItems && <span className="wide">{previewStrings.tagRange(first?.tag ?? '', last?.tag ?? '')}</span>}
      </span>
    </span>
  );
}

function ItemText({ line, tree }: { line: Extract<DiffLine, { kind: 'item' }>; tree: DiffTree }) {
  const { index, end, number, isOpen } = line;
  return (
    <span className="nests" style={depthStyle(tree.rows[index])}>
      <Icon of={isOpen ? ChevronDown : ChevronRight} size={14} />
      <span>
        <strong>{strings.diff.item(number)}</strong> {strings.diff.itemHolds(end - index, changesIn(tree, index, end))}
      </span>
    </span>
  );
}

function RowCells(props: LineProps & { line: Extract<DiffLine, { kind: 'row' }>; row: DiffRow }) {
  const { line, row, series, tree } = props;
  const summary = series?.summaries[line.index] ?? null;
  const attribute = series?.attributes[line.index];
  const held = attribute === undefined ? null : filesHolding(attribute);
  const inside = changesIn(tree, line.index + 1, tree.ends[line.index] ?? line.index + 1);
  return (
    <>
      <GridCell className="tag">{row.tag}</GridCell>
      <GridCell className="attr">
        {line.isOpen !== null && <Twist {...props} isOpen={line.isOpen} row={row} />}
        <span
          className={row.depth > 0 ? 'name nest' : 'name'}
          style={depthStyle(row)}
          title={row.depth > 0 ? `${row.name}, ${row.path}` : row.name}
        >
          {row.name}
        </span>
        {row.depth > 0 && <span className="vh">{strings.diff.level(row.depth + 1)}</span>}
        {series !== null && held !== null && held < series.files && (
          <span className="held-by num">{strings.diff.series.someFiles(held, series.files)}</span>
        )}
      </GridCell>
      <GridCell className="vr">{row.vr}</GridCell>
      <GridCell className="val before">
        {summary?.before == null ? <ValueBefore row={row} /> : <Nothing text={summary.before} />}
      </GridCell>
      <GridCell className="val after">
        {summary?.after == null ? <ValueAfter row={row} changedInside={inside} /> : <Nothing text={summary.after} />}
      </GridCell>
      <GridCell className="code">
        <Actions actions={summary?.actions ?? [row.action]} />
      </GridCell>
      <WhyCell {...props} row={row} />
    </>
  );
}

/** A distinct value of a series: how many files have it, what it becomes and why. */
function ValueCells(props: LineProps & { row: DiffRow; files: number }) {
  const { row, files } = props;
  return (
    <>
      <GridCell className="tag">
        <span className="vh">{row.tag}</span>
      </GridCell>
      <GridCell className="attr">
        <span className="name nest num" style={{ '--depth': Math.min(row.depth + 1, 5) } as Record<string, number>}>
          {strings.diff.series.inFiles(files)}
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
      <WhyCell {...props} row={row} />
    </>
  );
}

function Actions({ actions }: { actions: readonly ShownAction[] }) {
  const [first, second] = actions;
  return (
    <>
      {first !== undefined && <ActionCode action={first} />}
      {second !== undefined && actions.length === 2 && <ActionCode action={second} />}
      {actions.length > 2 && <span className="small"> +{formatCount(actions.length - 1)}</span>}
    </>
  );
}

function WhyCell({ row, line, onLine }: LineProps & { row: DiffRow }) {
  return (
    <GridCell className="why">
      <span title={row.reason}>{row.reason}</span>
      <button
        type="button"
        className="icon-btn row-more"
        tabIndex={-1}
        aria-haspopup="menu"
        aria-label={strings.diff.rowMenu(`${row.tag} ${row.name}`)}
        onClick={(event) => {
          event.stopPropagation();
          onLine.menu(line, event.currentTarget);
        }}
      >
        <Icon of={MoreHorizontal} size={14} />
      </button>
    </GridCell>
  );
}

function Twist({ row, isOpen, line, onLine }: LineProps & { row: DiffRow; isOpen: boolean }) {
  const isSequence = row.vr === 'SQ' || row.vr === 'UN';
  return (
    <button
      type="button"
      className="twist-btn"
      tabIndex={-1}
      aria-expanded={isOpen}
      aria-label={isSequence ? strings.diff.what(row.name) : strings.diff.values(row.name)}
      style={depthStyle(row)}
      onClick={(event) => {
        event.stopPropagation();
        onLine.toggle(line);
      }}
    >
      <Icon of={isOpen ? ChevronDown : ChevronRight} size={14} />
    </button>
  );
}

/** The context menu key, Shift+F10 and the second mouse button ask for the row's menu, unless text is selected. */
function menuOn({ line, onLine }: LineProps) {
  return (event: MouseEvent<HTMLElement>) => {
    if (document.getSelection()?.isCollapsed === false) {
      return;
    }
    event.preventDefault();
    onLine.menu(line, event.currentTarget.querySelector<HTMLElement>('.row-more') ?? event.currentTarget);
  };
}

function depthStyle(row: DiffRow | undefined) {
  return row !== undefined && row.depth > 0
    ? ({ '--depth': Math.min(row.depth, 5) } as Record<string, number>)
    : undefined;
}

function lastSibling(tree: DiffTree, from: number, to: number): DiffRow | undefined {
  let last = from;
  for (let at = from; at < to; at = tree.ends[at]!) last = at;
  return tree.rows[last];
}

function countItems(tree: DiffTree, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at = tree.itemEnds[at]!) count++;
  return count;
}
