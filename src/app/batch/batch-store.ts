import { assertNever } from '../../dicom/assert-never.ts';
import type { Profile } from '../../profile/profile.ts';
import type { PurposeId } from '../../profile/purposes/purposes.ts';
import type { BatchAction } from './batch-action.ts';
import type { BatchState, DiffView, RuleUndo } from './batch-state.ts';
import { createBatchState } from './batch-state.ts';
import { changesOutputs } from './changes-outputs.ts';
import { clearForNewFiles } from './clear-for-new-files.ts';
import { afterOpening, reduceDecide } from './decide/reduce-decide.ts';
import { compareCounts } from './derived/count-effect.ts';
import { createDerived, type Derived } from './derived/create-derived.ts';
import { numberBatch } from './derived/match-patients.ts';
import { compareRows } from './derived/row-effect.ts';
import { setDecisions } from './file-decisions.ts';
import { changeBasis, isForetold, reduceForecast, withForecast } from './forecast-state.ts';
import { openDecisions } from './open-decisions.ts';
import { countStandings, type OutcomeCounts } from './outcomes.ts';
import { reduceBoxes } from './reduce-boxes.ts';
import { clearOutcomes, decideAgain, recount, release } from './reduce-decisions.ts';
import { leaveOut, putBack } from './reduce-left-out.ts';
import { advanceRun, advanceScan, endRun, endScan, startRun, startScan } from './reduce-progress.ts';
import { planSwitch, staysSeen, withReleases } from './reduce-purpose.ts';
import { addArchive, advanceSave, advanceUpload, markCopyDeleted, startSave } from './reduce-save.ts';
import { outOfDate, reduceRemains } from './remains-state.ts';
import { reduceSearch, withUnlikely } from './search-state.ts';
import { standingRulesOf } from './standing-rules.ts';

/** A store without a framework: read, subscribe, dispatch. */
export type BatchStore = {
  readonly getState: () => BatchState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispatch: (action: BatchAction) => void;
  readonly derived: Derived;
};

export function createBatchStore(initial: BatchState): BatchStore {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    getState: () => state,
    derived: createDerived(),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch: (action) => {
      const next = reduceBatch(state, action);
      if (next !== state) {
        state = next;
        for (const listener of listeners) {
          listener();
        }
      }
    },
  };
}

/** The whole life of a batch as a pure function. */
export function reduceBatch(state: BatchState, action: BatchAction): BatchState {
  const next = reduce(state, action);
  return changesOutputs(state, next, action) ? { ...next, remains: outOfDate(next.remains) } : next;
}

function reduce(state: BatchState, action: BatchAction): BatchState {
  switch (action.kind) {
    case 'pool-ready':
      return { ...state, pool: { kind: 'ready', network: action.network } };
    case 'pool-failed':
      return { ...state, pool: { kind: 'failed', message: action.message } };
    case 'url-problem-dismissed':
      return { ...state, urlProblem: null };
    case 'noticed':
      return { ...state, notice: action.message };
    case 'profile-changed':
      return changeProfile(state, action.profile, null);
    case 'rule-written':
      return changeProfile(state, action.profile, action.undo);
    case 'purpose-switched':
      return switchPurpose(state, action.to);
    case 'purpose-taken-back':
      return takePurposeBack(state);
    case 'series-surveyed':
      return { ...state, seriesSurvey: action.survey };
    case 'profile-remembered':
      return { ...state, isRemembered: action.isRemembered };
    case 'profile-refused':
      return { ...state, profileRefusal: action.refusal };
    case 'patient-table-changed':
      // New IDs change no pixels: images that a person has confirmed stay so, as they do under another key.
      return clearOutcomes(
        { ...state, patientTable: action.table, purposeSwitch: null },
        ({ covers }) => covers === 'images',
      );
    case 'profile-hashed':
      return { ...state, profileHash: action.hash };
    case 'key-changed':
      // Numbers follow the order of hashes under the key, so another key gives others.
      return numberBatch(changeKey(state, action));
    case 'key-saved':
      return { ...state, projectKey: { ...state.projectKey, isSaved: true, ...originOf(action) } };
    case 'key-asked':
      return { ...state, keyQuestion: { about: action.about, problem: action.problem } };
    case 'key-answered':
      return state.keyQuestion === null ? state : { ...state, keyQuestion: null };
    case 'scan-started':
      return startScan(state, action.nowMs);
    case 'scan-advanced':
      return advanceScan(state, action);
    case 'scan-stopping':
      return state.scan === null ? state : { ...state, scan: { ...state.scan, isStopping: true } };
    case 'scan-ended':
      return takeInPatients(withUnlikely(endScan(state, action.notice)));
    case 'file-opened':
      return showFile(state, action.id, action.view);
    case 'file-refreshing':
      return state.openFile === null ? state : { ...state, openFile: { ...state.openFile, isRefreshing: true } };
    case 'run-started':
      return startRun(state, action.nowMs);
    case 'run-advanced':
      return advanceRun(state, action);
    case 'run-cancelling':
      return state.run === null ? state : { ...state, run: { ...state.run, isCancelling: true } };
    case 'run-ended':
      return endRun(state, action);
    case 'released':
      return release(state, action.ids, action.release);
    case 'files-decided':
      return setDecisions(state, action.entries);
    case 'decisions-opened':
      return afterOpening(state, openDecisions(state, action));
    case 'deciding-again':
      return decideAgain(state, action.ids);
    case 'recounted':
      return recount(state, action.entries, action.isLast);
    case 'left-out':
      return leaveOut(state, action.ids);
    case 'put-back':
      return putBack(state, action.ids);
    case 'write-postponed':
      return { ...state, postponed: action.what, save: action.what === 'save' ? { kind: 'idle' } : state.save };
    case 'postponed-ended':
      return state.postponed === null ? state : { ...state, postponed: null };
    case 'save-unneeded':
      return { ...state, save: { kind: 'unneeded', what: action.what, number: action.number } };
    case 'save-refused':
      return { ...state, save: { kind: 'no-room', needBytes: action.needBytes, room: action.room } };
    case 'save-started':
      return startSave(state, action);
    case 'save-advanced':
      return advanceSave(state, action);
    case 'layout-chosen':
      return { ...state, layout: action.layout };
    case 'hashes-chosen':
      return { ...state, hashesOutputs: action.hashesOutputs };
    case 'outputs-written':
      // Records tell of a whole save rather than of one that was stopped.
      return state.outputs?.isWhole && !action.outputs.isWhole ? state : { ...state, outputs: action.outputs };
    case 'save-cancelling':
      return state.save.kind === 'saving' ? { ...state, save: { ...state.save, isCancelling: true } } : state;
    case 'save-stopped':
      return { ...state, save: { kind: 'stopped', isFailure: action.isFailure, message: action.message } };
    case 'saved':
      return addArchive(state, action.archive, action.files, null);
    case 'rest-saved':
      return addArchive(state, action.archive, action.files, action.number);
    case 'resume-offered':
      return { ...state, resume: action.resume };
    case 'upload-resume-offered':
      return { ...state, uploadResume: action.upload };
    case 'copy-deleted':
      return markCopyDeleted(state, action.number);
    case 'records-changed':
      return { ...state, records: action.records };
    case 'upload-changed':
      return advanceUpload(state, action);
    case 'review-opened':
      return { ...state, step: 'review' };
    case 'result-opened':
      return { ...state, step: 'result' };
    case 'remains-asked':
    case 'remains-counted':
    case 'remains-listed':
    case 'remains-ended':
    case 'remains-reviewed':
    case 'remains-filtered':
    case 'remains-chosen':
      return { ...state, remains: reduceRemains(state.remains, action) };
    case 'forecast-begun':
    case 'forecast-advanced':
    case 'forecast-ended':
    case 'forecast-stopped':
    case 'forecast-resumed':
      return reduceForecast(state, action);
    case 'boxes-drawn':
    case 'boxes-applied':
    case 'boxes-taken-back':
      return reduceBoxes(state, action);
    case 'decide-opened':
    case 'entry-opened':
    case 'initials-given':
    case 'images-seen':
    case 'page-marked':
    case 'decided':
    case 'decision-undone':
      return reduceDecide(state, action, reduce);
    case 'search-begun':
    case 'search-advanced':
    case 'search-ended':
    case 'search-stopped':
    case 'search-resumed':
    case 'search-waived':
    case 'search-scope-changed':
      return reduceSearch(state, action);
    case 'started-over':
      return startOver(state);
    default:
      return assertNever(action);
  }
}

/**
 * Under a new key, confirmed images stay confirmed. Other releases go, because they were about the output of the old key, and so do
 * opened boxes by device, whose stations are marks under that key.
 */
function changeKey(state: BatchState, action: Extract<BatchAction, { readonly kind: 'key-changed' }>): BatchState {
  const { projectKey, keepsReleases = false } = action;
  const boxes = { ...state.boxes, devices: [] };
  const rekeyed = { ...state, boxes, projectKey, runningNumbers: null, purposeSwitch: null };
  return clearOutcomes(rekeyed, (release) => keepsReleases || release.covers === 'images');
}

function originOf({ origin }: Extract<BatchAction, { readonly kind: 'key-saved' }>) {
  return origin === undefined ? {} : { origin };
}

/** When the open file is looked at again after a change of rules, the difference is kept for the page. */
function showFile(state: BatchState, id: number, view: DiffView): BatchState {
  const { openFile } = state;
  const isAgain = openFile?.id === id && openFile.isRefreshing;
  const ruleEffect =
    isAgain && openFile.view.kind === 'inspected' && view.kind === 'inspected'
      ? compareRows(openFile.view.rows, view.rows)
      : null;
  return { ...state, openFile: { id, view, isRefreshing: false }, ruleEffect };
}

/** What a person said of images holds under the new profile too, as long as it treats images alike. */
function changeProfile(state: BatchState, profile: Profile, ruleUndo: RuleUndo | null): BatchState {
  const isWhole = state.files.length > 0 && isForetold(state.files);
  const countsBefore = isWhole ? countStandings(state.files, standingRulesOf(state)) : state.forecast.countsBefore;
  const given = { profile, profileHash: null, profileRefusal: null, ruleUndo, purposeSwitch: null };
  const changed = clearOutcomes({ ...state, ...given }, staysSeen(state.profile, profile));
  // Before the first forecast is whole, the headers alone are compared with the headers alone.
  const countEffect = countsBefore === null ? compareCounts(countHeaders(state), countHeaders(changed)) : [];
  return numberBatch(withForecast({ ...changed, countEffect }, { countsBefore }));
}

function switchPurpose(state: BatchState, to: PurposeId): BatchState {
  const { profile, undo } = planSwitch(state, to);
  return { ...changeProfile(state, profile, null), purposeSwitch: undo };
}

function takePurposeBack(state: BatchState): BatchState {
  const { purposeSwitch } = state;
  if (purposeSwitch === null) return state;
  const { before, releases } = purposeSwitch;
  return withReleases(changeProfile(state, before, null), releases);
}

function countHeaders(state: BatchState): OutcomeCounts {
  return countStandings(clearOutcomes(state).files, standingRulesOf(state));
}

/** More files can bring more patients. */
function takeInPatients(state: BatchState): BatchState {
  const cleared = clearForNewFiles(state);
  return state.profile.patients.kind === 'running' ? numberBatch(changeBasis(cleared)) : cleared;
}

/** Profile, project key, patient table and running numbers stay: a new batch of the same project keeps its pseudonyms. */
function startOver(state: BatchState): BatchState {
  const fresh = createBatchState(state.profile, null, state.projectKey.bytes, state.search.scope);
  const { pool, profileHash, isRemembered, projectKey, patientTable, runningNumbers, resume, uploadResume } = state;
  const { forecast } = changeBasis(state);
  return {
    ...fresh,
    pool,
    profileHash,
    isRemembered,
    projectKey,
    patientTable,
    runningNumbers,
    resume,
    uploadResume,
    forecast,
    decide: { ...fresh.decide, initials: state.decide.initials },
  };
}
