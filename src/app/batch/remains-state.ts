import { assertNever } from '../../dicom/assert-never.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { RemainingRow } from '../../pipeline/survey/remaining-values.ts';
import { isCopy } from './outcomes.ts';

/** What is still there in the whole batch, as far as it has been looked at. */
export type RemainsState = {
  readonly phase: 'not-asked' | 'looking' | 'done' | 'stopped' | 'broken';
  /** True when rules, key or files have changed since the rows were made. */
  readonly isOutOfDate: boolean;
  /** Number of files that were looked at so far. */
  readonly looked: number;
  readonly total: number;
  /** Number of files that were passed over because their output is a copy of another file's output. */
  readonly copies: number;
  /** Of those looked at, files that no output comes from: held, left out or unreadable. */
  readonly unread: number;
  /** The most telling first. */
  readonly rows: readonly RemainingRow[];
  /** Review keys of what the person has ticked. They outlive changes of the rules. */
  readonly reviewed: ReadonlySet<string>;
  readonly filter: RemainsFilter;
  /** The line that the person is at. */
  readonly chosenKey: string | null;
};

export type RemainsFilter = {
  readonly search: string;
  readonly isToCheckOnly: boolean;
  /** True when the list also shows numbers, and values that the run made itself. */
  readonly hasPlain: boolean;
};

export const nothingAsked: RemainsState = {
  phase: 'not-asked',
  isOutOfDate: false,
  looked: 0,
  total: 0,
  copies: 0,
  unread: 0,
  rows: [],
  reviewed: new Set(),
  filter: { search: '', isToCheckOnly: false, hasPlain: false },
  chosenKey: null,
};

export type RemainsAction =
  | { readonly kind: 'remains-asked'; readonly total: number; readonly copies: number }
  | { readonly kind: 'remains-counted'; readonly looked: number; readonly unread: number }
  | { readonly kind: 'remains-listed'; readonly rows: readonly RemainingRow[] }
  | { readonly kind: 'remains-ended'; readonly phase: 'done' | 'stopped' | 'broken' }
  | { readonly kind: 'remains-reviewed'; readonly reviewKey: string; readonly isReviewed: boolean }
  | { readonly kind: 'remains-filtered'; readonly filter: RemainsFilter }
  | { readonly kind: 'remains-chosen'; readonly key: string };

export function reduceRemains(state: RemainsState, action: RemainsAction): RemainsState {
  switch (action.kind) {
    case 'remains-asked':
      // What was found before stays in sight until the first new lines are there.
      return {
        ...state,
        phase: 'looking',
        isOutOfDate: false,
        looked: 0,
        unread: 0,
        total: action.total,
        copies: action.copies,
      };
    case 'remains-counted':
      return { ...state, looked: action.looked, unread: action.unread };
    case 'remains-listed':
      return { ...state, rows: action.rows };
    case 'remains-ended':
      return { ...state, phase: action.phase };
    case 'remains-reviewed': {
      const reviewed = new Set(state.reviewed);
      if (action.isReviewed) reviewed.add(action.reviewKey);
      else reviewed.delete(action.reviewKey);
      return { ...state, reviewed };
    }
    case 'remains-filtered':
      return { ...state, filter: action.filter };
    case 'remains-chosen':
      return { ...state, chosenKey: action.key };
    default:
      return assertNever(action);
  }
}

export function countCopies(files: readonly BatchFile[]): number {
  return files.filter(({ outcome }) => outcome !== null && isCopy(outcome)).length;
}

/** Call it when outputs may have other values than before. */
export function outOfDate(state: RemainsState): RemainsState {
  return state.phase === 'not-asked' || state.isOutOfDate ? state : { ...state, isOutOfDate: true };
}
