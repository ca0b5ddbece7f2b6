import type { Profile } from '../profile/profile.ts';
import { assertNever } from './assert-never.ts';
import type { BatchAction } from './batch-action.ts';
import type { BatchState, RuleUndo } from './batch-state.ts';
import { createBatchState } from './batch-state.ts';
import { numberBatch } from './match-patients.ts';
import { clearOutcomes, leaveOut, putBack, recount, release } from './reduce-decisions.ts';
import { advanceRun, advanceScan, endRun, endScan, startRun, startScan } from './reduce-progress.ts';
import { addArchive, advanceSave, markCopyDeleted, startSave } from './reduce-save.ts';

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
      return { ...state, openFile: { id: action.id, view: action.view, isRefreshing: false } };
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
    case 'review-opened':
      return { ...state, step: 'review' };
    case 'result-opened':
      return { ...state, step: 'result' };
    case 'started-over':
      return startOver(state);
    default:
      return assertNever(action);
  }
}

function changeProfile(state: BatchState, profile: Profile, ruleUndo: RuleUndo | null): BatchState {
  return numberBatch(clearOutcomes({ ...state, profile, profileHash: null, profileRefusal: null, ruleUndo }));
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
