import { type ReactNode, useMemo, useState } from 'react';
import { profileTitle } from '../../profile/profile-title.ts';
import type { BatchState } from '../batch/batch-state.ts';
import { entryKey } from '../batch/decide/waiting-entries.ts';
import { countSearch } from '../batch/derived/count-search.ts';
import { groupReasons } from '../batch/derived/group-reasons.ts';
import { losesWork } from '../batch/derived/loses-work.ts';
import { countProfileChanges } from '../batch/edit-profile.ts';
import { countOutcomes, nothingForetold, type Release, sumSizeBytes } from '../batch/outcomes.ts';
import { Dialog } from '../ui/controls/dialog.tsx';
import { Notice } from '../ui/controls/notice.tsx';
import { exportStrings } from '../ui/strings/export.ts';
import { strings } from '../ui/strings.ts';
import { FacesNote } from './faces-note.tsx';
import { HeldCard } from './held-card.tsx';
import { LeftBehindCard } from './left-behind-card.tsx';
import { OutcomeHead } from './outcome-head.tsx';
import { RecordsPane } from './records-pane.tsx';
import { type SaveIntents, SavePane } from './save-pane.tsx';
import { SearchFirst } from './search-first.tsx';

export type ResultIntents = SaveIntents & {
  readonly canSaveToFolder: boolean;
  readonly release: (ids: readonly number[], release: Release) => void;
  readonly leaveOut: (ids: readonly number[]) => void;
  readonly putBack: (ids: readonly number[]) => void;
  readonly inspect: (id: number) => void;
  /** @param key of the entry to begin with */
  readonly openDecide: (key: string | null) => void;
  readonly saveRecords: (includesOriginalValues: boolean) => void;
  readonly saveReceipt: () => void;
  readonly cancelRecords: () => void;
  readonly openReview: () => void;
  readonly startOver: () => void;
  readonly dismissNotice: () => void;
  readonly saveWithoutSearch: () => void;
  readonly cancelPostponed: () => void;
};

/** What became of every file: held and failed first, then what can be saved. */
export function ResultView(props: {
  state: BatchState;
  intents: ResultIntents;
  /** Another feature's section, between saving and records. */
  destination: ReactNode;
  projectKey: ReactNode;
  /** What converters would miss, above what waits. */
  needs: ReactNode;
  searchProgress: ReactNode;
}) {
  const { state, intents, destination, projectKey, needs } = props;
  const { files, profile, search } = state;
  const [isAsking, setAsking] = useState(false);
  const counts = useMemo(() => countOutcomes(files), [files]);
  const reasons = useMemo(() => groupReasons(files, nothingForetold).filter(({ kind }) => kind !== 'held'), [files]);
  const done = useMemo(() => files.filter(({ outcome }) => outcome?.kind === 'deidentified'), [files]);
  const sizeBytes = useMemo(() => sumSizeBytes(files), [files]);
  const doneBytes = useMemo(() => sumSizeBytes(done), [done]);
  const leftOut = useMemo(() => new Set(state.leftOut.keys()), [state.leftOut]);
  const isBusy = state.recounting > 0;
  const looked = useMemo(() => countSearch({ files, search }), [files, search]);
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
              profileName={profileTitle(profile)}
              isEdited={countProfileChanges(profile) > 0}
              tableEdition={profile.tableEdition}
            />
            {state.notice !== null && (
              <Notice tone="held" onDismiss={intents.dismissNotice}>
                {state.notice}
              </Notice>
            )}
            {needs}
            <FacesNote files={done} />
            <HeldCard
              files={files}
              recounting={state.recounting}
              isWriting={isSaving}
              onInspect={intents.inspect}
              onLook={(seriesKey) => intents.openDecide(seriesKey && entryKey('may-show-text', seriesKey))}
              onRelease={(ids, reason) => {
                const atIso = new Date().toISOString();
                intents.release(ids, { reason, pixels: unstated, atIso, shown: strings.release.shown });
                focusMain();
              }}
              onLeaveOut={(ids) => {
                intents.leaveOut(ids);
                focusMain();
              }}
            />
            <LeftBehindCard
              reasons={reasons}
              leftOut={leftOut}
              isBusy={isBusy || isSaving}
              onPutBack={intents.putBack}
            />
          </div>
          <div className="side">
            <div className="side-inner">
              <SavePane
                count={done.length}
                sizeBytes={doneBytes}
                examplePath={example}
                isBusy={state.postponed !== null}
                before={
                  <SearchFirst
                    counts={looked}
                    postponed={state.postponed}
                    isBusy={isSaving || state.recounting > 0}
                    progress={props.searchProgress}
                    onSaveWithout={intents.saveWithoutSearch}
                    onCancel={intents.cancelPostponed}
                  />
                }
                save={state.save}
                layout={state.layout}
                archives={state.archives}
                canSaveToFolder={intents.canSaveToFolder}
                projectKey={projectKey}
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
            {exportStrings.foot.toSaving}
          </a>
          <button type="button" className="btn quiet" disabled={isSaving || isBusy} onClick={intents.openReview}>
            {exportStrings.foot.toReview}
          </button>
          <button
            type="button"
            className="btn"
            disabled={isSaving || isBusy}
            onClick={() => (losesWork(state) ? setAsking(true) : intents.startOver())}
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
