import { Check, Eraser } from 'lucide-react';
import { useState } from 'react';
import type { RemainingRow } from '../../pipeline/survey/remaining-values.ts';
import type { OwnDecision } from '../../profile/profile.ts';
import type { Intents } from '../intents/create-intents.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { remainsStrings } from '../ui/strings/remains.ts';
import { remainingSubjectOf } from './remaining-subject.ts';
import { ReplaceValue } from './replace-value.tsx';

const text = remainsStrings;

/** What was asked of one line in the foot, and why it was refused. */
type Asked = { readonly key: string; readonly isReplacing: boolean; readonly problems: readonly string[] };
const nothingAsked: Asked = { key: '', isReplacing: false, problems: [] };

/** The chosen line with its whole value, where it is found, and what can be done about it. */
export function RemainsDetail(props: {
  row: RemainingRow;
  isReviewed: boolean;
  /** Path of one file that holds the value. */
  example: string;
  onReview: (row: RemainingRow, isReviewed: boolean) => void;
  onOpenFile: (id: number) => void;
  onWriteRule: Intents['writeRule'] | null;
}) {
  const { row, isReviewed, onWriteRule } = props;
  const [asked, setAsked] = useState(nothingAsked);
  // The buttons stay when another line is chosen, so that the focus does; what was asked of a line goes with it.
  const { isReplacing, problems } = asked.key === row.key ? asked : nothingAsked;
  const subject = onWriteRule === null ? null : remainingSubjectOf(row);
  const write = async (decision: OwnDecision) => {
    if (subject !== null && onWriteRule !== null) {
      const found = await onWriteRule({ selector: subject.selector, decision }, subject.name);
      setAsked({ key: row.key, isReplacing: isReplacing && found.length > 0, problems: found });
    }
  };
  const canReplace = subject !== null && subject.selector.kind === 'tag' && row.vr !== 'UI';
  return (
    <section className="inspector remains-detail" aria-label={text.selected}>
      <div className="row ih">
        <strong className="whole">{row.text ?? text.rest}</strong>
        <span className="faint">
          {row.text === null ? text.restFiles(row.files) : text.files(row.files)}, {text.forExample(props.example)}
        </span>
      </div>
      <p className="muted">
        <code>{row.path}</code> {row.name}. {text.stays(text.effects[row.effect], row.reason)}.
        {row.text === null && ` ${text.restNote}`}
      </p>
      <div className="row acts">
        <button type="button" className="btn small" onClick={() => props.onReview(row, !isReviewed)}>
          <Icon of={Check} size={14} />
          {isReviewed ? text.markUnreviewed : text.markReviewed}
        </button>
        {subject !== null && (
          <button
            type="button"
            className="btn small"
            title={text.removeTitle(subject.name)}
            onClick={() => write({ kind: 'remove' })}
          >
            <Icon of={Eraser} size={14} />
            {text.remove}
          </button>
        )}
        {canReplace && (
          <button
            type="button"
            className="btn quiet small"
            aria-expanded={isReplacing}
            onClick={() => setAsked({ key: row.key, isReplacing: !isReplacing, problems: [] })}
          >
            {text.replace}
          </button>
        )}
        <button type="button" className="btn quiet small" onClick={() => props.onOpenFile(row.fileId)}>
          {text.openFile}
        </button>
      </div>
      {canReplace && isReplacing && (
        <ReplaceValue
          onReplace={(value) => write({ kind: 'replace', value })}
          onCancel={() => setAsked(nothingAsked)}
        />
      )}
      {problems.length > 0 && (
        <div role="alert" className="problems">
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </div>
      )}
    </section>
  );
}
