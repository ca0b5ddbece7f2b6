import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { describeProfile } from '../profile/describe-profile.ts';
import type { BatchState } from './batch-state.ts';
import type { BatchStore } from './batch-store.ts';
import type { Intents } from './create-intents.ts';
import { FileInputs } from './import/file-inputs.tsx';
import { ResumeCard } from './import/resume-card.tsx';
import { StartPage } from './import/start-page.tsx';
import { useDropTarget } from './import/use-drop-target.ts';
import { ProfileCard } from './profile/profile-card.tsx';
import { RulesDialog } from './rules/rules-dialog.tsx';
import { standingRulesOf } from './standing-rules.ts';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { lazyView } from './ui/lazy-view.tsx';
import { strings } from './ui/strings.ts';
import { TopBar } from './ui/top-bar.tsx';
import { useBatch } from './ui/use-store.ts';
import { VERSION } from './ui/version.ts';
import { ViewFallback } from './ui/view-fallback.tsx';
import { DestinationPane } from './upload/destination-pane.tsx';
import { useCloseGuard } from './use-close-guard.ts';
import { useFocusOnStep } from './use-focus-on-step.ts';
import { useStudies } from './use-studies.ts';

const Workbench = lazyView(() => import('./workbench.tsx').then((script) => script.Workbench));
const RunningView = lazyView(() => import('./progress/running-view.tsx').then((script) => script.RunningView));
const ResultView = lazyView(() => import('./export/result-view.tsx').then((script) => script.ResultView));

type Choose = { readonly folder: () => void; readonly files: () => void };

/** The page: one screen per step, the two file inputs and the drop target on all of them. */
export function App({ store, intents }: { store: BatchStore; intents: Intents }) {
  const state = useBatch(store);
  const folderInput = useRef<HTMLInputElement>(null);
  const filesInput = useRef<HTMLInputElement>(null);
  const [isProfileOpen, setProfileOpen] = useState(false);
  const [isBrowsing, setBrowsing] = useState(false);
  const closeProfile = useCallback(() => setProfileOpen(false), []);
  const browseRules = useCallback(() => setBrowsing(true), []);
  const { addDropped } = intents;
  const isBlocked = state.urlProblem !== null || state.pool.kind === 'failed';
  const drop = useCallback(
    (transfer: DataTransfer) => (isBlocked ? undefined : addDropped(transfer)),
    [isBlocked, addDropped],
  );
  const isDropping = useDropTarget(drop);
  useCloseGuard(state);
  useFocusOnStep(state.step);
  const choose = { folder: () => folderInput.current?.click(), files: () => filesInput.current?.click() };
  const hasProfilePane = state.step === 'scanning' || state.step === 'review';
  const toggle = { isOpen: isProfileOpen, onToggle: () => setProfileOpen(!isProfileOpen) };
  return (
    <div className={isDropping ? 'shell dropping' : 'shell'}>
      <a className="skiplink" href="#main">
        {strings.shell.skip}
      </a>
      <TopBar
        step={state.step}
        tableEdition={state.profile.tableEdition}
        profileHash={state.profileHash}
        profileToggle={hasProfilePane ? toggle : null}
      />
      <ErrorBoundary key={state.step} region={strings.shell.step}>
        <Suspense fallback={<ViewFallback />}>
          <StepView
            state={state}
            intents={intents}
            choose={choose}
            isProfileOpen={isProfileOpen}
            onCloseProfile={closeProfile}
            onBrowseRules={browseRules}
          />
        </Suspense>
      </ErrorBoundary>
      {isBrowsing && (
        <RulesDialog profile={state.profile} onSave={intents.saveTable} onClose={() => setBrowsing(false)} />
      )}
      <FileInputs folderInput={folderInput} filesInput={filesInput} onFiles={intents.addFiles} />
    </div>
  );
}

function StepView(props: {
  state: BatchState;
  intents: Intents;
  choose: Choose;
  isProfileOpen: boolean;
  onCloseProfile: () => void;
  onBrowseRules: () => void;
}) {
  const { state, intents, choose } = props;
  switch (state.step) {
    case 'start':
      return <Start state={state} intents={intents} choose={choose} onBrowseRules={props.onBrowseRules} />;
    case 'running':
      return <Running state={state} intents={intents} />;
    case 'result':
      return (
        <ResultView state={state} intents={intents} destination={<Destination state={state} intents={intents} />} />
      );
    default:
      return (
        <Workbench
          state={state}
          intents={intents}
          choose={choose}
          isProfileOpen={props.isProfileOpen}
          onCloseProfile={props.onCloseProfile}
          onBrowseRules={props.onBrowseRules}
        />
      );
  }
}

function Start(props: { state: BatchState; intents: Intents; choose: Choose; onBrowseRules: () => void }) {
  const { state, intents, choose } = props;
  const { profile } = state;
  return (
    <StartPage
      pool={state.pool}
      urlProblem={state.urlProblem}
      notice={state.notice}
      profileName={profile.name}
      tableEdition={profile.tableEdition}
      version={VERSION}
      resumeCard={
        state.resume && (
          <ResumeCard resume={state.resume} onLoadKey={intents.loadKey} onDiscard={intents.discardResume} />
        )
      }
      profileCard={
        <ProfileCard profile={profile} onChange={intents.changeProfile} onBrowseRules={props.onBrowseRules} />
      }
      onChooseFolder={choose.folder}
      onChooseFiles={choose.files}
      onSample={intents.addSample}
      onDismissUrlProblem={() => {
        // What the address asked for is gone; a reload must not ask again.
        history.replaceState(null, '', location.pathname);
        intents.dismissUrlProblem();
      }}
      onDismissNotice={intents.dismissNotice}
    />
  );
}

function Destination({ state, intents }: { state: BatchState; intents: Intents }) {
  const count = useMemo(
    () => state.files.filter(({ outcome }) => outcome?.kind === 'deidentified').length,
    [state.files],
  );
  return (
    <DestinationPane
      destinations={intents.destinations}
      count={count}
      isBusy={state.recounting > 0 || state.save.kind === 'saving'}
      upload={state.upload}
      onUpload={intents.upload}
      onCancel={intents.cancelUpload}
      onTest={intents.testConnection}
    />
  );
}

function Running({ state, intents }: { state: BatchState; intents: Intents }) {
  const { files, run, profile } = state;
  const rules = standingRulesOf(state);
  const patients = useStudies(files, rules, 'as-found');
  if (run === null) {
    return null;
  }
  return (
    <RunningView
      files={files}
      patients={patients}
      run={run}
      notice={state.notice}
      profileName={profile.name}
      profileLines={describeProfile(profile).lines}
      profileHash={state.profileHash}
      onCancel={intents.cancelRun}
      onDismissNotice={intents.dismissNotice}
    />
  );
}
