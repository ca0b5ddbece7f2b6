import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { assertNever } from '../../dicom/assert-never.ts';
import { profileTitle } from '../../profile/profile-title.ts';
import type { BatchState } from '../batch/batch-state.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import { countWaitingSeries } from '../batch/decide/waiting-entries.ts';
import type { Patient } from '../batch/derived/study-nodes.ts';
import { standingRulesOf } from '../batch/standing-rules.ts';
import { FileInputs } from '../import/file-inputs.tsx';
import { StartPage } from '../import/start-page.tsx';
import { useDropTarget } from '../import/use-drop-target.ts';
import type { Intents } from '../intents/create-intents.ts';
import { ErrorBoundary } from '../ui/controls/error-boundary.tsx';
import { lazyView } from '../ui/controls/lazy-view.tsx';
import { ViewFallback } from '../ui/controls/view-fallback.tsx';
import { strings } from '../ui/strings.ts';
import { TopBar } from '../ui/top-bar.tsx';
import { VERSION } from '../ui/version.ts';
import { panelProps } from './panel-props.ts';
import { useBatch } from './use-batch.ts';
import { useCloseGuard } from './use-close-guard.ts';
import { useFocusOnStep } from './use-focus-on-step.ts';

const Workbench = lazyView(() => import('./workbench.tsx').then((script) => script.Workbench));
const RunningStep = lazyView(() => import('./running-step.tsx').then((script) => script.RunningStep));
const DecideStep = lazyView(() => import('./decide-step.tsx').then((script) => script.DecideStep));
const ProjectKeyDialog = lazyView(() =>
  import('../key/project-key-dialog.tsx').then((script) => script.ProjectKeyDialog),
);
const ResumeCard = lazyView(() => import('../import/resume-card.tsx').then((script) => script.ResumeCard));
const UploadResumeCard = lazyView(() =>
  import('../import/upload-resume-card.tsx').then((script) => script.UploadResumeCard),
);
const HelpDialog = lazyView(() => import('../help/help-dialog.tsx').then((script) => script.HelpDialog));
const RulesDialog = lazyView(() => import('../rules/rules-dialog.tsx').then((script) => script.RulesDialog));
const ResultStep = lazyView(() => import('./result-step.tsx').then((script) => script.ResultStep));

// It comes a moment after the drop target, which the first paint is for.
const PurposeCard = lazyView(() => import('../profile/purpose/purpose-card.tsx').then((script) => script.PurposeCard));
const ProfileDialog = lazyView(() => import('../profile/profile-dialog.tsx').then((script) => script.ProfileDialog));

/** Before files are added there are neither patients nor modalities. */
const nobody: readonly Patient[] = [];
const noModalities: ReadonlyMap<string, number> = new Map();

type Choose = { readonly folder: () => void; readonly files: () => void };

/** The page: one screen per step, the two file inputs and the drop target on all of them. */
export function App({ store, intents }: { store: BatchStore; intents: Intents }) {
  const state = useBatch(store);
  const folderInput = useRef<HTMLInputElement>(null);
  const filesInput = useRef<HTMLInputElement>(null);
  const [isProfileOpen, setProfileOpen] = useState(false);
  const [isBrowsing, setBrowsing] = useState(false);
  const [isAdjusting, setAdjusting] = useState(false);
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
  const rules = standingRulesOf(state);
  const waiting = useMemo(() => (canDecide(state) ? countWaitingSeries(state.files, rules) : 0), [state, rules]);
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
        waiting={waiting}
        onDecide={canDecide(state) ? () => intents.openDecide() : null}
        Help={HelpDialog}
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
            onAdjust={() => setAdjusting(true)}
          />
        </Suspense>
      </ErrorBoundary>
      <Suspense>
        {isAdjusting && (
          <ProfileDialog
            {...panelProps(state, intents)}
            unmatched={nobody}
            modalities={noModalities}
            onBrowseRules={browseRules}
            onClose={() => setAdjusting(false)}
          />
        )}
        {isBrowsing && (
          <RulesDialog profile={state.profile} onSave={intents.saveTable} onClose={() => setBrowsing(false)} />
        )}
        {state.keyQuestion !== null && <ProjectKeyDialog question={state.keyQuestion} intents={intents} />}
      </Suspense>
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
  onAdjust: () => void;
}) {
  const { state, intents, choose } = props;
  switch (state.step) {
    case 'start':
      return (
        <Start
          state={state}
          intents={intents}
          choose={choose}
          onBrowseRules={props.onBrowseRules}
          onAdjust={props.onAdjust}
        />
      );
    case 'running':
      return <RunningStep state={state} intents={intents} />;
    case 'result':
      return <ResultStep state={state} intents={intents} />;
    case 'decide':
      return <DecideStep state={state} intents={intents} />;
    case 'scanning':
    case 'review':
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
    default:
      return assertNever(state.step);
  }
}

function Start(props: {
  state: BatchState;
  intents: Intents;
  choose: Choose;
  onBrowseRules: () => void;
  onAdjust: () => void;
}) {
  const { state, intents, choose } = props;
  const { profile } = state;
  return (
    <StartPage
      pool={state.pool}
      urlProblem={state.urlProblem}
      notice={state.notice}
      profileName={profileTitle(profile)}
      tableEdition={profile.tableEdition}
      version={VERSION}
      resumeCard={
        <Suspense>
          {state.resume && (
            <ResumeCard resume={state.resume} onLoadKey={intents.openKey} onDiscard={intents.discardResume} />
          )}
          {state.uploadResume && (
            <UploadResumeCard
              upload={state.uploadResume}
              onOpenKey={intents.openKey}
              onDiscard={intents.discardUploadResume}
            />
          )}
        </Suspense>
      }
      purposeCard={
        <Suspense fallback={<div className="card purpose-room" />}>
          <PurposeCard
            profile={profile}
            isRemembered={state.isRemembered}
            projectKey={state.projectKey}
            patientTable={state.patientTable}
            onChange={intents.changeProfile}
            onRemember={intents.rememberProfile}
            onBrowseRules={props.onBrowseRules}
            onAdjust={props.onAdjust}
            onOpenKey={intents.openKey}
            onLoadTable={intents.loadPatientTable}
          />
        </Suspense>
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

/** After the scan, and while nothing is written that rests on what is decided. */
function canDecide({ step, save, upload, recounting }: BatchState): boolean {
  const isThere = step === 'review' || step === 'decide' || step === 'result';
  return isThere && save.kind !== 'saving' && upload.kind !== 'sending' && recounting === 0;
}
