import type { Profile } from '../profile/profile.ts';
import { assertNever } from './assert-never.ts';
import type { BatchAction } from './batch-action.ts';
import type { BatchState, DiffView, RuleUndo } from './batch-state.ts';
import { createBatchState } from './batch-state.ts';
import { compareCounts } from './count-effect.ts';
import { numberBatch } from './match-patients.ts';
import { clearOutcomes, recount, release } from './reduce-decisions.ts';
import { leaveOut, putBack } from './reduce-left-out.ts';
import { advanceRun, advanceScan, endRun, endScan, startRun, startScan } from './reduce-progress.ts';
import { addArchive, advanceSave, markCopyDeleted, startSave } from './reduce-save.ts';
import { outOfDate, reduceRemains } from './remains-state.ts';
import { compareRows } from './row-effect.ts';
import { advanceUpload } from './upload/reduce-upload.ts';

/** A store without a framework: read, subscribe, dispatch. */
export type BatchStore = {
  readonly getState: () => BatchState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispatch: (action: BatchAction) => void;
};

export function createBatchStore(initial: BatchState): BatchStore {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    getState: () => state,
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

/** True when outputs may become others. While a run or a save goes on, files change in their outcomes alone. */
function changesOutputs(state: BatchState, next: BatchState, action: BatchAction): boolean {
  if (action.kind === 'started-over') {
    return false;
  }
  const isOther =
    next.profile !== state.profile ||
    next.projectKey.bytes !== state.projectKey.bytes ||
    next.patientTable !== state.patientTable ||
    next.runningNumbers !== state.runningNumbers;
  return isOther || (next.files !== state.files && !/^(run|save)-/.test(action.kind));
}

function reduce(state: BatchState, action: BatchAction): BatchState {
  switch (action.kind) {
    case 'pool-ready':
      return { ...state, pool: { kind: 'ready', isNetworkBlocked: action.isNetworkBlocked } };
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
    case 'series-surveyed':
      return { ...state, seriesSurvey: action.survey };
    case 'profile-refused':
      return { ...state, profileRefusal: action.refusal };
    case 'patient-table-changed':
      return clearOutcomes({ ...state, patientTable: action.table });
    case 'profile-hashed':
      return { ...state, profileHash: action.hash };
    case 'key-changed':
      return clearOutcomes({ ...state, projectKey: action.projectKey });
    case 'key-saved':
      return { ...state, projectKey: { ...state.projectKey, isSaved: true } };
    case 'scan-started':
      return startScan(state, action.nowMs);
    case 'scan-advanced':
      return advanceScan(state, action);
    case 'scan-stopping':
      return state.scan === null ? state : { ...state, scan: { ...state.scan, isStopping: true } };
    case 'scan-ended':
      return takeInPatients(endScan(state, action.notice));
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
    case 'recounted':
      return recount(state, action.entries, action.isLast);
    case 'left-out':
      return leaveOut(state, action.ids);
    case 'put-back':
      return putBack(state, action.ids);
    case 'save-refused':
      return { ...state, save: { kind: 'no-room', needBytes: action.needBytes, freeBytes: action.freeBytes } };
    case 'save-started':
      return startSave(state, action);
    case 'save-advanced':
      return advanceSave(state, action);
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
    case 'started-over':
      return startOver(state);
    default:
      return assertNever(action);
  }
}

/** The same file looked at again shows what the change of rules did to it. */
function showFile(state: BatchState, id: number, view: DiffView): BatchState {
  const { openFile } = state;
  const isAgain = openFile?.id === id && openFile.isRefreshing;
  const ruleEffect =
    isAgain && openFile.view.kind === 'inspected' && view.kind === 'inspected'
      ? compareRows(openFile.view.rows, view.rows)
      : null;
  return { ...state, openFile: { id, view, isRefreshing: false }, ruleEffect };
}

function changeProfile(state: BatchState, profile: Profile, ruleUndo: RuleUndo | null): BatchState {
  const changed = clearOutcomes({ ...state, profile, profileHash: null, profileRefusal: null, ruleUndo });
  return numberBatch({ ...changed, countEffect: compareCounts(state, changed) });
}

/** More files can bring more patients, and earlier studies from which the dates of a table's patients are counted. */
function takeInPatients(state: BatchState): BatchState {
  return numberBatch(state.profile.patients.kind === 'lookup' ? clearOutcomes(state) : state);
}

/** Profile, project key, patient table and running numbers stay: a new batch of the same project keeps its pseudonyms. */
function startOver(state: BatchState): BatchState {
  const fresh = createBatchState(state.profile, null, state.projectKey.bytes);
  const { pool, profileHash, projectKey, patientTable, runningNumbers, resume } = state;
  return { ...fresh, pool, profileHash, projectKey, patientTable, runningNumbers, resume };
}
