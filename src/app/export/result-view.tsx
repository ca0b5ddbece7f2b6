import { type ReactNode, useMemo, useState } from 'react';
import type { BatchState } from '../batch-state.ts';
import { countProfileChanges } from '../edit-profile.ts';
import { groupReasons } from '../group-reasons.ts';
import { losesWork } from '../loses-work.ts';
import { countOutcomes, nothingForetold, type Release, sumSizeBytes } from '../outcomes.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { strings } from '../ui/strings.ts';
import { HeldCard } from './held-card.tsx';
import { LeftBehindCard } from './left-behind-card.tsx';
import { OutcomeHead } from './outcome-head.tsx';
import { RecordsPane } from './records-pane.tsx';
import { type SaveIntents, SavePane } from './save-pane.tsx';

export type ResultIntents = SaveIntents & {
  readonly canSaveToFolder: boolean;
  readonly release: (ids: readonly number[], release: Release) => void;
  readonly leaveOut: (ids: readonly number[]) => void;
  readonly putBack: (ids: readonly number[]) => void;
  readonly inspect: (id: number) => void;
  readonly saveRecords: (includesOriginalValues: boolean) => void;
  readonly saveReceipt: () => void;
  readonly cancelRecords: () => void;
  readonly openReview: () => void;
  readonly startOver: () => void;
  readonly dismissNotice: () => void;
};

/** What became of every file: held and failed first, then what can be saved. */
export function ResultView(props: {
  state: BatchState;
  intents: ResultIntents;
  /** Another feature's section, between saving and records. */
  destination: ReactNode;
}) {
  const { state, intents, destination } = props;
  const { files, profile } = state;
  const [isAsking, setAsking] = useState(false);
  const counts = useMemo(() => countOutcomes(files), [files]);
  const reasons = useMemo(() => groupReasons(files, nothingForetold).filter(({ kind }) => kind !== 'held'), [files]);
  const done = useMemo(() => files.filter(({ outcome }) => outcome?.kind === 'deidentified'), [files]);
  const sizeBytes = useMemo(() => sumSizeBytes(files), [files]);
  const doneBytes = useMemo(() => sumSizeBytes(done), [done]);
  const leftOut = useMemo(() => new Set(state.leftOut.keys()), [state.leftOut]);
  const isBusy = state.recounting > 0;
  const isSaving = state.save.kind === 'saving' || state.upload.kind === 'sending';
  const example = done[0]?.outcome?.kind === 'deidentified' ? done[0].outcome.outputPath : null;
  return (
    <>
      <main id="main" className="page" tabIndex={-1}>
        <div className="split result">
          <div className="main">
            <OutcomeHead
              counts={counts}
              total={files.length}
              sizeBytes={sizeBytes}
              lastRunMs={state.lastRunMs}
              profileName={profile.name}
              isEdited={countProfileChanges(profile) > 0}
              tableEdition={profile.tableEdition}
            />
            {state.notice !== null && (
              <Notice tone="held" onDismiss={intents.dismissNotice}>
                {state.notice}
              </Notice>
            )}
            <HeldCard
              files={files}
              recounting={state.recounting}
              onInspect={intents.inspect}
              onRelease={(ids, reason, hasConfirmedPixels) => {
                const atIso = new Date().toISOString();
                intents.release(ids, { reason, hasConfirmedPixels, atIso, shown: strings.release.shown });
                focusMain();
              }}
              onLeaveOut={(ids) => {
                intents.leaveOut(ids);
                focusMain();
              }}
            />
            <LeftBehindCard reasons={reasons} leftOut={leftOut} onPutBack={intents.putBack} />
          </div>
          <div className="side">
            <div className="side-inner">
              <SavePane
                count={done.length}
                sizeBytes={doneBytes}
                examplePath={example}
                isBusy={isBusy}
                save={state.save}
                archives={state.archives}
                canSaveToFolder={intents.canSaveToFolder}
                isKeySaved={state.projectKey.isSaved}
                resume={state.resume}
                intents={intents}
              />
              {destination}
              <RecordsPane
                records={state.records}
                isBusy={isBusy}
                onSaveRecords={intents.saveRecords}
                onSaveReceipt={intents.saveReceipt}
                onCancel={intents.cancelRecords}
              />
            </div>
          </div>
        </div>
      </main>
      <footer className="actionbar">
        <p className="totals">{strings.save.unsaved}</p>
        <div className="end">
          <a className="btn quiet only-phone" href="#pane-save">
            To saving
          </a>
          <button type="button" className="btn quiet" disabled={isSaving || isBusy} onClick={intents.openReview}>
            Back to review
          </button>
          <button
            type="button"
            className="btn"
            disabled={isSaving || isBusy}
            onClick={() => (losesWork(state) ? setAsking(true) : intents.startOver())}
          >
            Start over
          </button>
        </div>
      </footer>
      {isAsking && (
        <Dialog title="Start over?" onClose={() => setAsking(false)}>
          <p className="prose">
            The list, the decisions and anything that has not been saved are discarded. Your original files are not
            touched. Profile and project key stay.
          </p>
          <div className="row dialog-acts">
            <button type="button" className="btn quiet" onClick={() => setAsking(false)}>
              Keep working
            </button>
            <button type="button" className="btn danger" onClick={intents.startOver}>
              Discard and start over
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** The row that was decided on goes away, and the focus with it. */
function focusMain(): void {
  document.getElementById('main')?.focus({ preventScroll: true });
}
