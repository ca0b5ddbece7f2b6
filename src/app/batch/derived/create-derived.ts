import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { BatchState } from '../batch-state.ts';
import { countWaitingSeries } from '../decide/waiting-series.ts';
import type { StandingRules } from '../outcomes.ts';
import { standingRulesOf } from '../standing-rules.ts';
import { createNeedOrder, type StudiesOrder } from './group-studies.ts';
import { findSharedAhead } from './shared-instances.ts';
import { sortById } from './sort-by-id.ts';
import { createStudiesIndex, type StudiesIndex } from './studies-index.ts';
import type { Patient } from './study-nodes.ts';

/** What follows from the state of one store and takes long to make. Each answer stays the same object until it says something else. */
export type Derived = {
  /** What foretells outcomes under the profile and table in use. */
  readonly rules: (state: BatchState) => StandingRules;
  /** The tree of studies. When files are added or change, only their patients are grouped again. */
  readonly patients: (state: BatchState, order: StudiesOrder) => readonly Patient[];
  /** The files, as the same list while their scans are the same: decisions about files make a new list each time. */
  readonly scanned: (state: BatchState) => readonly BatchFile[];
  /** Of how many series something waits. */
  readonly waiting: (state: BatchState) => number;
  /** How far reading and the plan are. When they are over, the last numbers stay while the next screen is made. */
  readonly scan: (state: BatchState) => BatchState['scan'];
  readonly run: (state: BatchState) => BatchState['run'];
  /** Makes the tree of the review while files are still being read. Takes turns, because a long list would block the page. */
  readonly makeAhead: (state: BatchState) => Generator<void, void>;
};

export function createDerived(): Derived {
  let index = createStudiesIndex();
  let ahead: StudiesIndex | null = null;
  const inNeedOrder = createNeedOrder();
  const rules = createRulesKeeper();
  const keepScanned = createScanKeeper();
  const countWaiting = createWaitingCounter();
  const patientsOf = (state: BatchState): readonly Patient[] => {
    if (ahead !== null && state.scan === null) {
      index = ahead;
      ahead = null;
    }
    return index.update(state.files, rules(state));
  };
  return {
    rules,
    patients: (state, order) => {
      const found = patientsOf(state);
      return order === 'as-found' ? found : inNeedOrder.sort(found);
    },
    scanned: ({ files }) => keepScanned(files),
    waiting: (state) => countWaiting(patientsOf(state)),
    scan: keepLast(({ scan }) => scan),
    run: keepLast(({ run }) => run),
    makeAhead: function* (state) {
      const files = sortById(state.files);
      const next = createStudiesIndex();
      for (let end = FILES_A_TURN; end < files.length; end += FILES_A_TURN) {
        yield;
        next.update(files.slice(0, end), rules(state));
      }
      yield* findSharedAhead(files);
      yield;
      for (const patient of next.update(files, rules(state))) {
        inNeedOrder.prepare(patient);
        yield;
      }
      ahead = next;
    },
  };
}

const FILES_A_TURN = 4000;

function createWaitingCounter() {
  let of: readonly Patient[] | null = null;
  let count = 0;
  return (patients: readonly Patient[]): number => {
    if (of !== patients) count = countWaitingSeries(patients);
    of = patients;
    return count;
  };
}

function keepLast<Part>(select: (state: BatchState) => Part | null) {
  let last: Part | null = null;
  return (state: BatchState): Part | null => {
    last = select(state) ?? last;
    return last;
  };
}

function createRulesKeeper() {
  let from: readonly unknown[] = [];
  let kept: StandingRules | null = null;
  return (state: BatchState): StandingRules => {
    const { pixels, leaveOut, patients } = state.profile;
    const parts = [pixels, leaveOut, patients.kind === 'lookup', state.patientTable];
    if (kept === null || parts.some((part, at) => part !== from[at])) kept = standingRulesOf(state);
    from = parts;
    return kept;
  };
}

function createScanKeeper() {
  let kept: readonly BatchFile[] = [];
  let last: readonly BatchFile[] = [];
  return (files: readonly BatchFile[]) => {
    const isSame =
      files === last ||
      (files.length === last.length &&
        // Of nearly all nothing has changed, and they need no look.
        files.every((file, at) => file === last[at] || file.scan === last[at]?.scan));
    last = files;
    kept = isSame ? kept : files;
    return kept;
  };
}
