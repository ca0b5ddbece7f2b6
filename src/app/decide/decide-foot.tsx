import type { ReactNode } from 'react';
import type { OutcomeCounts } from '../batch/outcomes.ts';
import { useIntents } from '../store/use-batch.ts';
import { Totals } from '../ui/controls/totals.tsx';
import { jsonFiles, pickFile } from '../ui/pick-file.ts';
import { decideStrings } from '../ui/strings/decide.ts';

const text = decideStrings;

/** What becomes of the files as things stand, decisions in a file, and the way on. */
export function DecideFoot(props: {
  files: number;
  standings: OutcomeCounts;
  canDeliver: boolean;
  /** Null where the way on stands elsewhere. */
  onDeliver: (() => void) | null;
  /** How far the search for text is. */
  searchProgress: ReactNode;
}) {
  const { standings } = props;
  const intents = useIntents();
  const deliverable = standings.ready + standings.deidentified;
  return (
    <footer className="actionbar">
      <Totals
        files={props.files}
        fine={[deliverable, text.foot.ready]}
        held={standings.held}
        skipped={standings.skipped}
        failed={standings.failed}
      />
      <div className="end">
        {props.searchProgress}
        {standings.held > 0 && <span className="muted small wide decide-stays">{text.foot.stays}</span>}
        <button type="button" className="btn quiet decide-file" onClick={() => void intents.saveDecisions()}>
          {text.foot.save}
        </button>
        <button
          type="button"
          className="btn quiet decide-file"
          onClick={() => pickFile(jsonFiles, (file) => void intents.openDecisions(file))}
        >
          {text.foot.open}
        </button>
        <button type="button" className="btn quiet" onClick={intents.openReview}>
          {text.foot.review}
        </button>
        {props.onDeliver !== null && (
          <button type="button" className="btn large" disabled={!props.canDeliver} onClick={props.onDeliver}>
            {text.foot.deliver(deliverable)}
          </button>
        )}
      </div>
    </footer>
  );
}
