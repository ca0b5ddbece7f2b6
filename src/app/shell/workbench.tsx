import { memo, useMemo, useState } from 'react';
import type { BatchState } from '../batch/batch-state.ts';
import { nothingIdentifying } from '../batch/decide/nothing-identifying.ts';
import { countModalities } from '../batch/derived/count-modalities.ts';
import { groupReasons } from '../batch/derived/group-reasons.ts';
import { unmatchedPatients } from '../batch/derived/match-patients.ts';
import type { Patient, Series } from '../batch/derived/study-nodes.ts';
import { seriesKeyOf } from '../batch/derived/study-nodes.ts';
import { takesOptions } from '../batch/edit-profile.ts';
import type { StandingRules } from '../batch/outcomes.ts';
import { standingOf } from '../batch/outcomes.ts';
import { lastDecision } from '../batch/reduce-boxes.ts';
import { standingRulesOf } from '../batch/standing-rules.ts';
import type { SeriesBoxes } from '../image/boxes/use-boxes.ts';
import { ImageView } from '../image/image-view.tsx';
import { ScanningView } from '../import/scanning-view.tsx';
import type { Intents } from '../intents/create-intents.ts';
import { PreviewPane } from '../preview/preview-pane.tsx';
import { ProfilePanel } from '../profile/profile-panel.tsx';
import { RemainsNote } from '../remains/remains-note.tsx';
import { RemainsView } from '../remains/remains-view.tsx';
import { FilesPane } from '../studies/files-pane.tsx';
import { ErrorBoundary } from '../ui/controls/error-boundary.tsx';
import { Notice } from '../ui/controls/notice.tsx';
import { reviewStrings } from '../ui/strings/review.ts';
import { Needs } from './needs.tsx';
import { panelProps } from './panel-props.ts';
import { ReviewBar, ScanBar } from './review-bar.tsx';
import { useBatchNotes, useScanned } from './use-batch-notes.ts';
import { useDrawerClose } from './use-drawer-close.ts';
import { useStudies } from './use-studies.ts';

const text = reviewStrings;

const TABS = [
  ['files', text.parts.files],
  ['preview', text.parts.preview],
  ['profile', text.parts.profile],
] as const;
type Tab = (typeof TABS)[number][0];

/** Where no table decides. */
const nobody: readonly Patient[] = [];

/** Of many controls, which most changes of a batch do not touch. */
const SteadyProfilePanel = memo(ProfilePanel);

/** Files, what happens to one of them, and the rules: side by side, or one at a time where there is no room. */
export function Workbench(props: {
  state: BatchState;
  intents: Intents;
  choose: { readonly folder: () => void; readonly files: () => void };
  isProfileOpen: boolean;
  onCloseProfile: () => void;
  onBrowseRules: () => void;
}) {
  const { state, intents } = props;
  const { files, profile, scan } = state;
  const [tab, setTab] = useState<Tab>('preview');
  useDrawerClose(props.isProfileOpen, props.onCloseProfile);
  const order = scan === null ? 'by-need' : 'as-found';
  const rules = standingRulesOf(state);
  const patients = useStudies(files, rules, order);
  const reasons = useMemo(() => groupReasons(files, rules), [files, rules]);
  const isReading = scan !== null;
  const scanned = useScanned(files);
  const notes = useBatchNotes(scanned, isReading);
  const modalities = useMemo(() => countModalities(scanned), [scanned]);
  const table = profile.patients.kind === 'lookup' ? state.patientTable : undefined;
  const unmatched = useMemo(
    () => (table === undefined ? nobody : unmatchedPatients(patients, table)),
    [patients, table],
  );
  const open = useMemo(() => findOpen(state, rules, patients), [state, rules, patients]);
  const openFile = (id: number) => {
    setTab('preview');
    intents.openFile(id);
  };
  return (
    <>
      <main
        id="main"
        className="workbench"
        tabIndex={-1}
        data-tab={tab}
        data-profile={props.isProfileOpen ? 'open' : 'closed'}
      >
        <h1 className="vh">{scan === null ? text.heading : text.reading}</h1>
        <Tabs tab={tab} onChange={setTab} />
        <div className="workbench-notice">
          {state.notice !== null && (
            <Notice tone="held" onDismiss={intents.dismissNotice}>
              {state.notice}
            </Notice>
          )}
          {scan === null && <Needs state={state} intents={intents} />}
        </div>
        <ErrorBoundary region={text.parts.files}>
          <FilesPane
            patients={patients}
            reasons={reasons}
            splits={notes.splits}
            copies={notes.copies}
            rules={rules}
            leftOut={state.leftOut}
            openId={open.file?.id ?? null}
            openSeries={open.series?.key ?? null}
            isReading={isReading}
            onOpenFile={openFile}
            onLeaveOut={intents.leaveOut}
            onPutBack={intents.putBack}
            onChooseFolder={props.choose.folder}
            onChooseFiles={props.choose.files}
          />
        </ErrorBoundary>
        <ErrorBoundary region={text.parts.preview} shows={open.file?.id}>
          {scan === null ? (
            <PreviewPane
              {...open}
              ruleUndo={state.ruleUndo}
              seriesSurvey={state.seriesSurvey}
              onSurveySeries={intents.surveySeries}
              onLeaveSeries={intents.leaveSeries}
              onOpenFile={openFile}
              onWriteRule={takesOptions(profile.preset) ? intents.writeRule : null}
              onWriteWord={takesOptions(profile.preset) ? intents.writeWord : null}
              onUndoRule={intents.undoRule}
              reading={{
                release: open.file?.release ?? null,
                onDecide: (release) => open.file !== null && intents.release([open.file.id], release),
              }}
              image={
                open.file === null ? null : (
                  <ImageView
                    file={open.file}
                    series={open.series}
                    rules={rules}
                    images={intents.images}
                    seen={state.decide.seen}
                    onSeen={intents.noteSeen}
                    onOpenFile={openFile}
                    onConfirm={(ids, seen) => intents.release(ids, nothingIdentifying(seen, new Date().toISOString()))}
                    onTakeBack={(ids) => intents.release(ids, null)}
                    boxes={boxesIn(open.series?.key ?? '', state, intents)}
                  />
                )
              }
              remains={
                <RemainsView
                  remains={state.remains}
                  files={files}
                  intents={intents}
                  onOpenFile={openFile}
                  onWriteRule={takesOptions(profile.preset) ? intents.writeRule : null}
                />
              }
              remainsNote={<RemainsNote remains={state.remains} />}
            />
          ) : (
            <ScanningView scan={scan} patients={patients} reasons={reasons} onStop={intents.stopScan} />
          )}
        </ErrorBoundary>
        <ErrorBoundary region={text.parts.profile}>
          <SteadyProfilePanel
            {...panelProps(state, intents)}
            unmatched={unmatched}
            modalities={modalities}
            onBrowseRules={props.onBrowseRules}
            onClose={props.onCloseProfile}
          />
        </ErrorBoundary>
      </main>
      {scan === null ? (
        <ReviewBar
          state={state}
          onDeidentify={intents.deidentify}
          onOpenDecide={() => intents.openDecide()}
          onOpenResult={intents.openResult}
          onStopForecast={intents.stopForecast}
          onResumeForecast={intents.resumeForecast}
          onStopSearch={intents.stopSearch}
          onResumeSearch={intents.resumeSearch}
        />
      ) : (
        <ScanBar />
      )}
    </>
  );
}

function boxesIn(series: string, state: BatchState, intents: Intents): SeriesBoxes {
  return {
    draft: state.boxes.drafts.get(series) ?? null,
    last: lastDecision(state, series),
    onDraw: (draft) => intents.drawBoxes(series, draft),
    onBlank: (draft, scope, ids, shown) => intents.blankBoxes({ series, draft, scope, ids, shown }),
    onTakeBack: () => intents.takeBoxesBack(series),
  };
}

function findOpen({ openFile, files }: BatchState, rules: StandingRules, patients: readonly Patient[]) {
  const file = files.find(({ id }) => id === openFile?.id) ?? null;
  const key = file?.scan.kind === 'dicom' ? seriesKeyOf(file.scan.summary) : null;
  return {
    file,
    view: openFile?.view ?? null,
    isRefreshing: openFile?.isRefreshing ?? false,
    series: key === null ? null : findSeries(patients, key),
    standing: file === null ? null : standingOf(file, rules),
  };
}

function findSeries(patients: readonly Patient[], key: string): Series | null {
  for (const study of patients.flatMap(({ studies }) => studies)) {
    const series = study.series.find((candidate) => candidate.key === key);
    if (series !== undefined) {
      return series;
    }
  }
  return null;
}

function Tabs({ tab, onChange }: { tab: Tab; onChange: (tab: Tab) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box and legend.
    <div className="view-tabs" role="group" aria-label={text.view}>
      <div className="seg full">
        {TABS.map(([id, name]) => (
          <button key={id} type="button" aria-pressed={tab === id} onClick={() => onChange(id)}>
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}
