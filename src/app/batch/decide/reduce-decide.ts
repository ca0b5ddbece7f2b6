import { assertNever } from '../../../dicom/assert-never.ts';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { BatchAction } from '../batch-action.ts';
import type { BatchState } from '../batch-state.ts';
import { decisionsOf, decisionsWithout, wasDecidedAt } from '../file-decisions.ts';
import { lastDecision } from '../reduce-boxes.ts';
import type { DecideAction, DecideState, Decision, DecisionAct } from './decide-state.ts';
import { withSighting } from './seen-images.ts';

type Made = DecideState['decisions'][number];
type Standing = Pick<BatchState, 'files' | 'leftOut' | 'boxes' | 'purposeSwitch'>;

/** What every action does to the page; decisions are put into force by the same actions as elsewhere. */
type Reduce = (state: BatchState, action: DecisionAct | Return) => BatchState;

/** The actions that take something back. */
type Return = Extract<
  BatchAction,
  { readonly kind: 'files-decided' | 'put-back' | 'boxes-taken-back' | 'purpose-taken-back' }
>;

export function reduceDecide(state: BatchState, action: DecideAction, reduce: Reduce): BatchState {
  switch (action.kind) {
    case 'decide-opened':
      return withDecide({ ...state, step: 'decide' }, { open: action.key ?? state.decide.open });
    case 'entry-opened':
      return withDecide(state, { open: action.key });
    case 'image-seen': {
      const seen = withSighting(state.decide.seen, action.sighting);
      return seen === state.decide.seen ? state : withDecide(state, { seen });
    }
    case 'decided': {
      const made = { ...action.decision, wayBack: wayBackFrom(state, action.act) };
      const decisions = [...state.decide.decisions, made];
      return withDecide(reduce(state, action.act), { decisions, open: action.next });
    }
    case 'decision-undone':
      return undo(state, action.decision, reduce);
    default:
      return assertNever(action);
  }
}

/** The decision that *Undo* takes back: the last one that is still in force. */
export function lastMade(state: Standing & Pick<BatchState, 'decide'>): Made | null {
  return state.decide.decisions.findLast((made) => isInForce(state, made)) ?? null;
}

/** Without what was taken back elsewhere on the page. */
export function decisionsInForce(state: Standing & Pick<BatchState, 'decide'>): DecideState['decisions'] {
  return state.decide.decisions.filter((made) => isInForce(state, made));
}

/** @param decision null for the last one; @returns the decision with its way back, null where it is not in force */
export function madeOf(state: Standing & Pick<BatchState, 'decide'>, decision: Decision | null): Made | null {
  if (decision === null) return lastMade(state);
  return state.decide.decisions.find((made) => made === decision && isInForce(state, made)) ?? null;
}

function undo(state: BatchState, decision: Decision | null, reduce: Reduce): BatchState {
  const made = madeOf(state, decision);
  if (made === null) return state;
  const at = state.decide.decisions.indexOf(made);
  const decisions = state.decide.decisions.filter((other, n) => n < at || (n > at && isInForce(state, other)));
  return withDecide(reduce(state, returnOf(state, made)), { decisions, open: made.entry });
}

function returnOf({ files }: BatchState, { series, wayBack, atIso }: Made): Return {
  switch (wayBack.kind) {
    case 'decisions':
      return { kind: 'files-decided', entries: decisionsWithout(files, atIso, wayBack.before) };
    case 'put-back':
      return { kind: 'put-back', ids: wayBack.ids };
    case 'boxes':
      return { kind: 'boxes-taken-back', series };
    case 'purpose':
      return { kind: 'purpose-taken-back' };
    default:
      return assertNever(wayBack);
  }
}

/** False for what was taken back elsewhere on the page. */
function isInForce({ files, leftOut, boxes, purposeSwitch }: Standing, { series, wayBack, atIso }: Made): boolean {
  switch (wayBack.kind) {
    case 'decisions': {
      const ids = new Set(wayBack.before.map(({ id }) => id));
      return files.some((file) => ids.has(file.id) && wasDecidedAt(file, atIso));
    }
    case 'put-back':
      return wayBack.ids.some((id) => leftOut.has(id));
    case 'boxes':
      return lastDecision({ boxes }, series)?.atIso === wayBack.atIso;
    case 'purpose':
      return purposeSwitch?.to === wayBack.to;
    default:
      return assertNever(wayBack);
  }
}

function wayBackFrom({ files, leftOut }: BatchState, act: DecisionAct): Made['wayBack'] {
  switch (act.kind) {
    case 'released':
      return decisionsBefore(files, act.ids);
    case 'files-decided':
      return decisionsBefore(
        files,
        act.entries.map(({ id }) => id),
      );
    case 'left-out':
      return { kind: 'put-back', ids: act.ids.filter((id) => !leftOut.has(id)) };
    case 'boxes-applied':
      return { kind: 'boxes', atIso: act.atIso };
    case 'purpose-switched':
      return { kind: 'purpose', to: act.to };
    default:
      return assertNever(act);
  }
}

function decisionsBefore(files: readonly BatchFile[], ids: readonly number[]): Made['wayBack'] {
  const chosen = new Set(ids);
  return { kind: 'decisions', before: files.filter(({ id }) => chosen.has(id)).map(decisionsOf) };
}

function withDecide(state: BatchState, parts: Partial<DecideState>): BatchState {
  return { ...state, decide: { ...state.decide, ...parts } };
}
