import { type RuleLine, wordsOf } from '../../profile/rule-table.ts';
import { GridCell } from '../ui/controls/grid.tsx';
import { strings } from '../ui/strings.ts';
import { codeOf } from './filter-rules.ts';
import { VirtualTable } from './virtual-table.tsx';

const text = strings.rules;

/** The table of rules on the screen. */
export function RuleGrid({ lines, onShowAll }: { lines: readonly RuleLine[]; onShowAll: () => void }) {
  return (
    <VirtualTable
      label={text.title}
      heads={text.heads}
      rows={lines}
      className="all-rules"
      cells={(line) => (
        <>
          <GridCell className="tag">{line.tag}</GridCell>
          <GridCell className="attr">{line.name}</GridCell>
          <GridCell className="vr">{line.vr}</GridCell>
          <GridCell className="code">
            <span className={`act ${codeOf(line).charAt(0).toLowerCase()}`}>{codeOf(line)}</span>
          </GridCell>
          <GridCell className="what">{wordsOf(line)}</GridCell>
          <GridCell className="why">{line.rule?.reason ?? ''}</GridCell>
        </>
      )}
      empty={
        <p className="empty">
          {text.none}{' '}
          <button type="button" className="link" onClick={onShowAll}>
            {text.showAll}
          </button>
        </p>
      }
    />
  );
}
