import type { DiffRow } from '../../pipeline/contracts/deidentify.protocol.ts';
import type { SurveyedAttribute } from '../../pipeline/contracts/survey.ts';
import { countOf } from '../ui/format.ts';
import { previewStrings } from '../ui/strings/preview.ts';
import { strings } from '../ui/strings.ts';
import { ValueAfter, ValueBefore } from './changes/diff-value.tsx';
import { RuleActions, type RuleWriting, type WriteRule } from './changes/rule-actions.tsx';
import type { RuleSubject } from './changes/rule-subject.ts';
import { WordDecisions, type WriteWord } from './changes/word-decisions.tsx';
import { rowSentence } from './row-sentence.ts';
import { rowOfValue } from './series-rows.ts';

type SelectedRow = {
  readonly row: DiffRow;
  /** Of a sequence. */
  readonly changedInside: number;
  /** The distinct values, where the row stands for several. */
  readonly values: SurveyedAttribute | null;
  /** What an own rule would be about; null where none can decide. */
  readonly subject: RuleSubject | null;
};

/** The selected attribute with whole values, its place in the file and the rule in a sentence. */
export function Inspector(props: {
  selected: SelectedRow;
  isChosen: boolean;
  onWriteRule: WriteRule | null;
  /** Null where the preset cleans no texts. */
  onWriteWord: WriteWord | null;
  writing: RuleWriting;
  onCopyPath: () => void;
  /** Opens a file that has this value; null where the file is open. */
  onOpenFile: (() => void) | null;
}) {
  const { isChosen, onWriteRule } = props;
  const { row, changedInside, values, subject } = props.selected;
  const length =
    row.before === null || row.vr === 'SQ' || values !== null
      ? ''
      : ` · ${countOf(row.before.length, 'character', 'characters')}`;
  return (
    <section className={isChosen ? 'inspector' : 'inspector unasked'} aria-label={previewStrings.selected}>
      <div className="row ih">
        <code className="muted">{row.tag}</code>
        <strong>{row.name}</strong>
        <span className="faint">
          {row.vr}
          {length}
        </span>
        <div className="row acts">
          {props.onOpenFile !== null && (
            <button type="button" className="btn quiet small" onClick={props.onOpenFile}>
              {strings.diff.series.open}
            </button>
          )}
          <button type="button" className="btn quiet small" onClick={props.onCopyPath}>
            {strings.diff.copyPath}
          </button>
        </div>
        {subject !== null && onWriteRule !== null && (
          <RuleActions key={row.path} subject={subject} onWrite={onWriteRule} writing={props.writing} />
        )}
      </div>
      {values === null ? (
        <TwoValues row={row} changedInside={changedInside} />
      ) : (
        <FrequentValues row={row} attribute={values} />
      )}
      {row.words && <WordDecisions words={row.words} onWrite={props.onWriteWord} />}
      {(values === null || values.values.every(({ reason }) => reason === row.reason)) && (
        <p className="muted">
          {rowSentence(row)}
          {row.depth > 0 && (
            <>
              {' '}
              {previewStrings.at} <code>{row.path}</code>
            </>
          )}
        </p>
      )}
    </section>
  );
}

function TwoValues({ row, changedInside = 0 }: { row: DiffRow; changedInside?: number }) {
  return (
    <div className="two">
      <div className="val">
        <span className="vh">{previewStrings.before}</span>
        <ValueBefore row={row} isWhole />
      </div>
      <div className="val">
        <span className="vh">{previewStrings.after}</span>
        <ValueAfter row={row} isWhole changedInside={changedInside} />
      </div>
    </div>
  );
}

/** As many as fit beside the table; all are in it. */
const MOST_FREQUENT = 3;

function FrequentValues({ row, attribute }: { row: DiffRow; attribute: SurveyedAttribute }) {
  const { series } = strings.diff;
  return (
    <div className="frequent">
      <p className="lbl">{series.mostFrequent}</p>
      {attribute.values.slice(0, MOST_FREQUENT).map((value, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list in order of frequency, drawn anew as a whole.
        <div key={at}>
          <p className="num faint">{series.inFiles(value.files)}</p>
          <TwoValues row={rowOfValue(row, value)} />
        </div>
      ))}
      {attribute.uncounted > 0 && <p className="hint">{series.uncounted(attribute.uncounted)}</p>}
    </div>
  );
}
