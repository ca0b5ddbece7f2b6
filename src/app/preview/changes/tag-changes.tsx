import type { ClipboardEvent } from 'react';
import { startTransition, useMemo, useState } from 'react';
import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';
import type { OwnDecision, OwnRule } from '../../../profile/profile.ts';
import type { WordFate } from '../../batch/edit-words.ts';
import { copyText } from '../../ui/copy-text.ts';
import { runSliced } from '../../ui/run-sliced.ts';
import { strings } from '../../ui/strings.ts';
import { CopyNote } from '../copy-note.tsx';
import { Inspector } from '../inspector.tsx';
import type { SeriesRows } from '../series-rows.ts';
import { rowOfValue } from '../series-rows.ts';
import { DiffFilters } from './diff-filters.tsx';
import { DiffGrid } from './diff-grid.tsx';
import type { DiffLine } from './diff-lines.ts';
import { findLine } from './diff-lines.ts';
import type { DiffState } from './diff-state.ts';
import { foldsOf, startState, withFilter, withFolds, withPinned } from './diff-state.ts';
import { changesIn, isChanged } from './diff-tree.ts';
import { withFold } from './folds.ts';
import { isFilterOn } from './match-rows.ts';
import type { RowAction } from './row-menu.tsx';
import { RowMenu } from './row-menu.tsx';
import { rowAsTsv, rowsAsTsv } from './rows-as-tsv.ts';
import type { WriteRule } from './rule-actions.tsx';
import { isCreator, ruleSubjectOf } from './rule-subject.ts';
import { useDiffLines } from './use-diff-lines.ts';
import type { WriteWord } from './word-decisions.tsx';

/** Every attribute of one file, or of all files of a series, before and after, and the rule that decided. */
export function TagChanges(props: {
  rows: readonly DiffRow[];
  /** Null where the rows are of one file. */
  series: SeriesRows | null;
  state: DiffState;
  onChange: (state: DiffState) => void;
  takesFocus: boolean;
  onFocusTaken: () => void;
  onWriteRule: WriteRule | null;
  onWriteWord: WriteWord | null;
  /** Opens a file that has a value of a series. */
  onOpenFile: (id: number, line: DiffRow) => void;
}) {
  const { state, onChange, onWriteRule, onWriteWord } = props;
  const [menu, setMenu] = useState<{ readonly line: DiffLine; readonly anchor: HTMLElement } | null>(null);
  const [replacing, setReplacing] = useState<string | null>(null);
  const [keeping, setKeeping] = useState<string | null>(null);
  const [copied, setCopied] = useState('');
  const shown = useDiffLines(props.rows, props.series, state);
  const active = useMemo(() => (shown === null ? 0 : activeLine(shown, state.activeKey)), [shown, state.activeKey]);
  if (shown === null) {
    return <p className="empty grow">{strings.diff.working}</p>;
  }
  const { tree, series, lines, matches } = shown;
  const rowOf = (line: DiffLine): DiffRow => {
    const row = tree.rows[line.index]!;
    return line.kind === 'value' ? rowOfValue(row, line.value) : row;
  };
  const summaryOf = (line: DiffLine) => (line.kind === 'row' ? (series?.summaries[line.index] ?? null) : null);
  const subjectOf = (line: DiffLine) => {
    const row = rowOf(line);
    return summaryOf(line) !== null && isCreator(row) ? null : ruleSubjectOf(row);
  };
  const copy = (text: string, message: string) => setCopied(copyText(text) ? message : strings.diff.copied.failed);
  const copyTable = async () => {
    const chosen = matches === null ? tree.rows : tree.rows.filter((_, at) => matches.isMatch[at] === 1);
    const done = await runSliced(rowsAsTsv(chosen), new AbortController().signal);
    if (done !== null) {
      copy(done.result, strings.diff.copied.rows(chosen.length));
    }
  };
  /** A row that a rule has made an untouched one must not go out of sight, nor take the focus with it. */
  const writeRule = async (line: DiffLine, rule: OwnRule, name: string) => {
    onChange(withPinned({ ...state, activeKey: line.key }, tree.keys[line.index]!));
    return (await onWriteRule?.(rule, name)) ?? [];
  };
  const writeWord = (line: DiffLine, word: string, fate: WordFate) => {
    onChange(withPinned({ ...state, activeKey: line.key }, tree.keys[line.index]!));
    onWriteWord?.(word, fate);
  };
  const write = async (line: DiffLine, decision: OwnDecision) => {
    const subject = subjectOf(line);
    if (subject !== null) {
      setCopied((await writeRule(line, { selector: subject.selector, decision }, subject.name)).join(' '));
    }
  };
  const act = (line: DiffLine, action: RowAction) => {
    const row = rowOf(line);
    const { diff } = strings;
    switch (action) {
      case 'keep':
        // The inspector asks first where keeping loosens the profile.
        return row.isPrivate ? setKeeping(line.key) : void write(line, { kind: action });
      case 'remove':
        return void write(line, { kind: action });
      case 'replace':
        return setReplacing(line.key);
      case 'open':
        return line.kind === 'value' ? props.onOpenFile(line.value.fileId, row) : undefined;
      case 'row':
        return copy(rowAsTsv(row), diff.copied.rows(1));
      default:
        return copy(row[action] ?? '', diff.copied[action]);
    }
  };
  const activate = (line: DiffLine) => {
    if (line.key !== state.activeKey) {
      onChange({ ...state, activeKey: line.key });
    }
  };
  const selected = lines[active];
  return (
    <>
      <DiffFilters
        rows={tree.rows}
        filter={state.filter}
        found={matches === null || shown.isWorking ? null : matches.count}
        onChange={(filter) => onChange(withFilter(state, filter))}
        onFolds={(folds) => startTransition(() => onChange(withFolds(state, folds)))}
        onCopyTable={() => void copyTable()}
      />
      <DiffGrid
        tree={tree}
        series={series}
        lines={lines}
        active={active}
        takesFocus={props.takesFocus}
        onFocusTaken={props.onFocusTaken}
        onActivate={activate}
        onFold={(line, isOpen) =>
          onChange({ ...withFolds(state, withFold(foldsOf(state), line.key, isOpen)), activeKey: line.key })
        }
        onMenu={(line, anchor) => {
          activate(line);
          setMenu({ line, anchor });
        }}
        onCopyRow={(line, event: ClipboardEvent) => {
          if (line.kind === 'row' || line.kind === 'value') {
            event.clipboardData.setData('text/plain', rowAsTsv(rowOf(line)));
            event.preventDefault();
            setCopied(strings.diff.copied.rows(1));
          }
        }}
      >
        {lines.length === 0 && isFilterOn(state.filter) && (
          <p className="empty">
            {strings.diff.noMatch}{' '}
            <button type="button" className="link" onClick={() => onChange({ ...startState, folds: state.folds })}>
              {strings.diff.showAll}
            </button>
          </p>
        )}
      </DiffGrid>
      {menu !== null && (
        <RowMenu
          row={rowOf(menu.line)}
          anchor={menu.anchor}
          rule={onWriteRule === null ? null : ruleKind(subjectOf(menu.line))}
          hasValues={summaryOf(menu.line) === null}
          canOpen={menu.line.kind === 'value'}
          onAction={(action) => act(menu.line, action)}
          onMovingAction={(action) => act(menu.line, action)}
          onClose={() => setMenu(null)}
        />
      )}
      <CopyNote text={copied} onGone={() => setCopied('')} />
      {(selected?.kind === 'row' || selected?.kind === 'value') && (
        <Inspector
          selected={{
            row: rowOf(selected),
            changedInside: changesIn(tree, selected.index + 1, tree.ends[selected.index]!),
            values: summaryOf(selected) === null ? null : (series?.attributes[selected.index] ?? null),
            subject: subjectOf(selected),
          }}
          isChosen={state.activeKey !== null}
          onWriteRule={onWriteRule && ((rule, name) => writeRule(selected, rule, name))}
          onWriteWord={onWriteWord && ((word, fate) => writeWord(selected, word, fate))}
          writing={{
            isReplacing: replacing === selected.key,
            onReplacing: (isReplacing) => setReplacing(isReplacing ? selected.key : null),
            isKeeping: keeping === selected.key,
            onKeeping: (isKeeping) => setKeeping(isKeeping ? selected.key : null),
          }}
          onCopyPath={() => copy(rowOf(selected).path, strings.diff.copied.path)}
          onOpenFile={selected.kind === 'value' ? () => act(selected, 'open') : null}
        />
      )}
    </>
  );
}

function ruleKind(subject: ReturnType<typeof ruleSubjectOf>): 'attribute' | 'element' | 'creator' | null {
  if (subject === null) {
    return null;
  }
  const { kind } = subject.selector;
  return kind === 'private-creator' ? 'creator' : kind === 'private-element' ? 'element' : 'attribute';
}

/** The chosen line, else the first that changes something. */
function activeLine(shown: NonNullable<ReturnType<typeof useDiffLines>>, key: string | null): number {
  const { lines, tree } = shown;
  const chosen = key === null ? -1 : lines.findIndex((line) => line.key === key);
  if (chosen >= 0) {
    return chosen;
  }
  // A value that is not there any more: its attribute.
  const index = key === null ? -1 : tree.keys.indexOf(key.replace(/^value \d+ /, ''));
  const first = index >= 0 ? index : tree.rows.findIndex(isChanged);
  return findLine(lines, tree.keys[first] ?? '', first);
}
