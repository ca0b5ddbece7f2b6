import { type ComponentProps, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { assertNever } from '../../dicom/assert-never.ts';
import type { BatchState, Step } from '../batch/batch-state.ts';
import { FileInputs } from '../import/file-inputs.tsx';
import { StartPage } from '../import/start-page.tsx';
import { useDropTarget } from '../import/use-drop-target.ts';
import { useBatch, useBatchInPieces, useIntents } from '../store/use-batch.ts';
import { ErrorBoundary } from '../ui/controls/error-boundary.tsx';
import { lazyView } from '../ui/controls/lazy-view.tsx';
import { ViewFallback } from '../ui/controls/view-fallback.tsx';
import { strings } from '../ui/strings.ts';
import { TopBar } from '../ui/top-bar.tsx';
import { useCloseGuard } from './use-close-guard.ts';
import { useFocusOnStep } from './use-focus-on-step.ts';

const Workbench = lazyView(() => import('./workbench.tsx').then((script) => script.Workbench));
const RunningView = lazyView(() => import('../progress/running-view.tsx').then((script) => script.RunningView));
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

type Choose = { readonly folder: () => void; readonly files: () => void };

/** The page: one screen per step, the two file inputs and the drop target on all of them. */
export function App() {
  const step = useBatchInPieces(stepOf, isLongStep);
  const isBlocked = useBatch(({ urlProblem, pool }) => urlProblem !== null || pool.kind === 'failed');
  const folderInput = useRef<HTMLInputElement>(null);
  const filesInput = useRef<HTMLInputElement>(null);
  const [isProfileOpen, setProfileOpen] = useState(false);
  const [isBrowsing, setBrowsing] = useState(false);
  const [isAdjusting, setAdjusting] = useState(false);
  const treeChoices = useRef(null);
  useEffect(() => {
    if (step === 'start') treeChoices.current = null;
  }, [step]);
  const closeProfile = useCallback(() => setProfileOpen(false), []);
  const browseRules = useCallback(() => setBrowsing(true), []);
  const { addDropped, addFiles } = useIntents();
  const drop = useCallback(
    (transfer: DataTransfer) => (isBlocked ? undefined : addDropped(transfer)),
    [isBlocked, addDropped],
  );
  const isDropping = useDropTarget(drop);
  useCloseGuard();
  useFocusOnStep(step);
  const choose = useMemo(
    () => ({ folder: () => folderInput.current?.click(), files: () => filesInput.current?.click() }),
    [],
  );
  const hasProfilePane = step === 'scanning' || step === 'review';
  const toggle = { isOpen: isProfileOpen, onToggle: () => setProfileOpen(!isProfileOpen) };
  return (
    <div className={isDropping ? 'shell dropping' : 'shell'}>
      <a className="skiplink" href="#main">
        {strings.shell.skip}
      </a>
      <Bar step={step} profileToggle={hasProfilePane ? toggle : null} />
      <ErrorBoundary key={step} region={strings.shell.step}>
        <Suspense fallback={<ViewFallback />}>
          <StepView
            step={step}
            choose={choose}
            isProfileOpen={isProfileOpen}
            onCloseProfile={closeProfile}
            onBrowseRules={browseRules}
            onAdjust={() => setAdjusting(true)}
            treeChoices={treeChoices}
          />
        </Suspense>
      </ErrorBoundary>
      <Suspense>
        {isAdjusting && <ProfileDialog onBrowseRules={browseRules} onClose={() => setAdjusting(false)} />}
        {isBrowsing && <RulesDialog onClose={() => setBrowsing(false)} />}
        <KeyQuestion />
      </Suspense>
      <FileInputs folderInput={folderInput} filesInput={filesInput} onFiles={addFiles} />
    </div>
  );
}

const stepOf = ({ step }: BatchState) => step;

/** The other steps are shown at once: they are cheap, and a button must be gone before a person presses it twice. */
const isLongStep = (_: Step, next: Step) => next !== 'start' && next !== 'running';

function Bar({ step, profileToggle }: Pick<ComponentProps<typeof TopBar>, 'step' | 'profileToggle'>) {
  const { openDecide } = useIntents();
  const canOpen = useBatch(canDecide);
  const waiting = useBatch((state, derived) => (canDecide(state) ? derived.waiting(state) : 0));
  return (
    <TopBar
      step={step}
      tableEdition={useBatch(({ profile }) => profile.tableEdition)}
      profileHash={useBatch(({ profileHash }) => profileHash)}
      profileToggle={profileToggle}
      waiting={waiting}
      onDecide={canOpen ? () => openDecide() : null}
      Help={HelpDialog}
    />
  );
}

function KeyQuestion() {
  const question = useBatch(({ keyQuestion }) => keyQuestion);
  const intents = useIntents();
  return question !== null && <ProjectKeyDialog question={question} intents={intents} />;
}

function StepView(props: {
  step: Step;
  choose: Choose;
  isProfileOpen: boolean;
  onCloseProfile: () => void;
  onBrowseRules: () => void;
  onAdjust: () => void;
  treeChoices: ComponentProps<typeof Workbench>['treeChoices'];
}) {
  const { step, choose } = props;
  switch (step) {
    case 'start':
      return (
        <StartPage
          choose={choose}
          resumeCard={<Resume />}
          purposeCard={
            <Suspense fallback={<div className="card purpose-room" />}>
              <PurposeCard onBrowseRules={props.onBrowseRules} onAdjust={props.onAdjust} />
            </Suspense>
          }
        />
      );
    case 'running':
      return <RunningView />;
    case 'result':
      return <ResultStep />;
    case 'decide':
      return <DecideStep />;
    case 'scanning':
    case 'review':
      return (
        <Workbench
          choose={choose}
          isProfileOpen={props.isProfileOpen}
          onCloseProfile={props.onCloseProfile}
          onBrowseRules={props.onBrowseRules}
          treeChoices={props.treeChoices}
        />
      );
    default:
      return assertNever(step);
  }
}

/** What was broken off, and how to go on. */
function Resume() {
  const { openKey, discardResume, discardUploadResume } = useIntents();
  const resume = useBatch((state) => state.resume);
  const upload = useBatch((state) => state.uploadResume);
  return (
    <Suspense>
      {resume && <ResumeCard resume={resume} onLoadKey={openKey} onDiscard={discardResume} />}
      {upload && <UploadResumeCard upload={upload} onOpenKey={openKey} onDiscard={discardUploadResume} />}
    </Suspense>
  );
}

/** After the scan, and while nothing is written that rests on what is decided. */
function canDecide({ step, save, upload, recounting }: BatchState): boolean {
  const isThere = step === 'review' || step === 'decide' || step === 'result';
  return isThere && save.kind !== 'saving' && upload.kind !== 'sending' && recounting === 0;
}
