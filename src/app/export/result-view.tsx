import { type ReactNode, useMemo, useState } from 'react';
import { entryKey } from '../batch/decide/wait-reasons.ts';
import { createSearchCounter } from '../batch/derived/count-search.ts';
import { groupReasons } from '../batch/derived/group-reasons.ts';
import { losesWork } from '../batch/derived/loses-work.ts';
import { countOutcomes, nothingForetold, type Release, sumSizeBytes } from '../batch/outcomes.ts';
import { PageNotice } from '../store/page-notice.tsx';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { Dialog } from '../ui/controls/dialog.tsx';
import { exportStrings } from '../ui/strings/export.ts';
import { strings } from '../ui/strings.ts';
import { FacesNote } from './faces-note.tsx';
import { HeldCard } from './held-card.tsx';
import { LeftBehindCard } from './left-behind-card.tsx';
import { OutcomeHead } from './outcome-head.tsx';
import { type ExportedPicture, OutgoingCard } from './outgoing-card.tsx';
import { RecordsPane } from './records-pane.tsx';
import { SavePane } from './save-pane.tsx';
import { SearchFirst } from './search-first.tsx';

/** What became of every file: held and failed first, then what can be saved. */
export function ResultView(props: {
  /** Another feature's section, between saving and records. */
  destination: ReactNode;
  projectKey: ReactNode;
  /** What converters would miss, above what waits. */
  needs: ReactNode;
  searchProgress: ReactNode;
  exportedPicture: ExportedPicture;
  /** What was decided, between what waits and what stays out. */
  decisions: ReactNode;
}) {
  const { destination, projectKey, needs } = props;
  const intents = useIntents();
  const files = useBatch((state) => state.files);
  const save = useBatch((state) => state.save);
  const postponed = useBatch((state) => state.postponed);
  const recounting = useBatch((state) => state.recounting);
  const isSending = useBatch(({ upload }) => upload.kind === 'sending');
  const wouldLose = useBatch(losesWork);
  const [isAsking, setAsking] = useState(false);
  const counts = useMemo(() => countOutcomes(files), [files]);
  const reasons = useMemo(() => groupReasons(files, nothingForetold).filter(({ kind }) => kind !== 'held'), [files]);
  const done = useMemo(() => files.filter(({ outcome }) => outcome?.kind === 'deidentified'), [files]);
  const doneBytes = useMemo(() => sumSizeBytes(done), [done]);
  const isBusy = recounting > 0;
  const [counter] = useState(createSearchCounter);
  const looked = useBatch(counter);
  const isSaving = save.kind === 'saving' || isSending;
  const example = done[0]?.outcome?.kind === 'deidentified' ? done[0].outcome.outputPath : null;
  return (
    <>
      <main id="main" className="page" tabIndex={-1}>
        <div className="split result">
          <div className="main">
            <OutcomeHead counts={counts} total={files.length} sizeBytes={doneBytes} />
            <PageNotice />
            {needs}
            <FacesNote files={done} />
            <HeldCard
              files={files}
              recounting={recounting}
              isWriting={isSaving}
              onInspect={intents.inspect}
              onLook={(seriesKey) => intents.openDecide(seriesKey && entryKey('may-show-text', seriesKey))}
              onRelease={(ids, reason) => {
                intents.release(ids, { reason, pixels: unstated, shown: strings.release.shown });
                focusMain();
              }}
              onLeaveOut={(ids) => {
                intents.leaveOut(ids);
                focusMain();
              }}
            />
            <OutgoingCard files={done} picture={props.exportedPicture} />
            {props.decisions}
            <LeftBehindCard reasons={reasons} isBusy={isBusy || isSaving} onPutBack={intents.putBack} />
          </div>
          <div className="side">
            <div className="side-inner">
              <SavePane
                count={done.length}
                sizeBytes={doneBytes}
                examplePath={example}
                isBusy={postponed !== null}
                waiting={counts.held}
                before={
                  <SearchFirst
                    counts={looked}
                    postponed={postponed}
                    isBusy={isSaving || isBusy}
                    progress={props.searchProgress}
                    onSaveWithout={intents.saveWithoutSearch}
                    onCancel={intents.cancelPostponed}
                  />
                }
                projectKey={projectKey}
              />
              {destination}
              <RecordsPane isBusy={isBusy} />
            </div>
          </div>
        </div>
      </main>
      <footer className="actionbar">
        <p className="totals">{strings.save.unsaved}</p>
        <div className="end">
          <a className="btn quiet only-phone" href="#pane-save">
            {exportStrings.foot.toSaving}
          </a>
          <button type="button" className="btn quiet" disabled={isSaving || isBusy} onClick={intents.openReview}>
            {exportStrings.foot.toReview}
          </button>
          <button
            type="button"
            className="btn"
            disabled={isSaving || isBusy}
            onClick={() => (wouldLose ? setAsking(true) : intents.startOver())}
          >
            {exportStrings.foot.startOver}
          </button>
        </div>
      </footer>
      {isAsking && (
        <Dialog title={exportStrings.startOver.heading} onClose={() => setAsking(false)}>
          <p className="prose">{exportStrings.startOver.about}</p>
          <div className="row dialog-acts">
            <button type="button" className="btn quiet" onClick={() => setAsking(false)}>
              {exportStrings.startOver.keep}
            </button>
            <button type="button" className="btn danger" onClick={intents.startOver}>
              {exportStrings.startOver.discard}
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

const unstated: Release['pixels'] = { kind: 'unstated' };
