import type { DiffRow } from '../../pipeline/deidentify.protocol.ts';
import { countOf } from '../ui/format.ts';
import { strings } from '../ui/strings.ts';
import { ValueAfter, ValueBefore } from './diff-value.tsx';
import type { WriteRule } from './rule-actions.tsx';
import { RuleActions } from './rule-actions.tsx';
import type { RuleSubject } from './rule-subject.ts';
import { WordDecisions } from './word-decisions.tsx';

/** The selected attribute with whole values, its place in the file and the rule in a sentence. */
export function Inspector(props: {
  row: DiffRow;
  isChosen: boolean;
  /** What an own rule would be about; null where none can decide. */
  subject: RuleSubject | null;
  onWriteRule: WriteRule | null;
}) {
  const { row, isChosen, subject, onWriteRule } = props;
  const length = row.before === null ? '' : ` · ${countOf(row.before.length, 'character', 'characters')}`;
  return (
    <section className={isChosen ? 'inspector' : 'inspector unasked'} aria-label="Selected attribute">
      <div className="row ih">
        <code className="muted">{row.tag}</code>
        <strong>{row.name}</strong>
        <span className="faint">
          {row.vr}
          {length}
        </span>
        {subject !== null && onWriteRule !== null && (
          <RuleActions key={row.path} subject={subject} onWrite={onWriteRule} />
        )}
      </div>
      <div className="two">
        <div className="val">
          <span className="vh">Before: </span>
          <ValueBefore row={row} isWhole />
        </div>
        <div className="val">
          <span className="vh">After: </span>
          <ValueAfter row={row} isWhole />
        </div>
      </div>
      {row.words && <WordDecisions words={row.words} />}
      <p className="muted">
        {EFFECTS[row.effect]} by rule {row.reason}
        {row.action !== '+' && !row.reason.startsWith('Own rule') && ` (${strings.actions[row.action]})`}.
        {row.depth > 0 && (
          <>
            {' '}
            At <code>{row.path}</code>
          </>
        )}
      </p>
    </section>
  );
}

const EFFECTS: Readonly<Record<DiffRow['effect'], string>> = {
  kept: 'Kept as it is',
  removed: 'Removed',
  emptied: 'Emptied',
  replaced: 'Replaced',
  added: 'Added',
};
