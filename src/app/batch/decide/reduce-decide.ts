import { assertNever } from '../../../dicom/assert-never.ts';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { BatchAction } from '../batch-action.ts';
import type { BatchState } from '../batch-state.ts';
import { matesOf } from '../derived/files-beside.ts';
import { findFile } from '../derived/find-file.ts';
import { decisionsOf, decisionsWithout, holdsDecision, holdsRelease } from '../file-decisions.ts';
import type { Release } from '../outcomes.ts';
import { lastDecision } from '../reduce-boxes.ts';
import type { DecideAction, DecideState, Decision, DecisionAct } from './decide-state.ts';
import { withSightings } from './seen-images.ts';

type Made = DecideState['decisions'][number];
type Standing = Pick<BatchState, 'files' | 'leftOut' | 'boxes' | 'purposeSwitch'>;
type Decided = Standing & { readonly decide: Pick<DecideState, 'decisions'> };

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
    case 'initials-given':
      return withDecide(state, { initials: action.initials });
    case 'images-seen': {
      const seen = withSightings(state.decide.seen, action.how, action.sightings);
      return seen === state.decide.seen ? state : withDecide(state, { seen });
    }
    case 'page-marked': {
      const { seen, marked } = state.decide;
      const { sightings } = action;
      return withDecide(state, {
        seen: withSightings(seen, 'each', sightings),
        marked: withSightings(marked, 'each', sightings),
      });
    }
    case 'decided': {
      const made = { ...action.decision, wayBack: wayBackFrom(state, action.act) };
      const decisions = [...state.decide.decisions, made];
      // Whatever takes the decision back, the series is marked anew: its marks would release it with nothing on the screen.
      const marked = without(state.decide.marked, made.series);
      return withDecide(reduce(state, action.act), { decisions, marked, open: action.next });
    }
    case 'decision-undone':
      return undo(state, action.decision, reduce);
    default:
      return assertNever(action);
  }
}

function without(marked: DecideState['marked'], series: string): DecideState['marked'] {
  return marked.has(series) ? new Map([...marked].filter(([key]) => key !== series)) : marked;
}

/** The decision that *Undo* takes back: the last one that is still in force and can be taken back. */
export function lastMade(state: Decided): Made | null {
  return takeable(state).next().value ?? null;
}

/** Without what was taken back elsewhere on the page. */
export function decisionsInForce(state: Decided): DecideState['decisions'] {
  return state.decide.decisions.filter((made) => isInForce(state, made));
}

/**
 * What opened decisions brought back is theirs: to take back the decision that had said it before would bring files to a state
 * that lies further back. The decision goes on for its other files.
 * @param before the state they were opened in
 */
export function afterOpening(before: BatchState, opened: BatchState): BatchState {
  const [was, is] = [before.files, opened.files];
  const decisions = opened.decide.decisions.flatMap((made): readonly Made[] => {
    const { wayBack, atIso } = made;
    if (wayBack.kind !== 'decisions') return [made];
    const decided = { ...wayBack, atIso };
    const own = wayBack.before.filter(
      ({ id }) => holdsIn(findFile(was, id), decided) || !holdsIn(findFile(is, id), decided),
    );
    if (own.length === wayBack.before.length) return [made];
    return own.length === 0 ? [] : [{ ...made, wayBack: { ...wayBack, before: own } }];
  });
  return withDecide(opened, { decisions });
}

/** @param decision null for the last one; @returns the decision with its way back, null where it cannot be taken back */
export function madeOf(state: Decided, decision: Decision | null): Made | null {
  if (decision === null) return lastMade(state);
  return [...takeable(state)].find((made) => made === decision) ?? null;
}

/**
 * The decisions in force that are the last ones about each of their files, the last one first. An earlier one stays until then: a
 * later one may have taken in what it said, and would give that back when it is taken back itself.
 */
export function* takeable(state: Decided): Generator<Made, undefined> {
  const covered = new Set<number>();
  for (const made of state.decide.decisions.toReversed()) {
    if (!isInForce(state, made)) continue;
    const ids = decidedFiles(made);
    if (!ids.some((id) => covered.has(id)) && isFree(state, made)) yield made;
    for (const id of ids) covered.add(id);
  }
}

/** False under later boxes of the image view, and where a switch of the purpose would give back what it said. */
function isFree({ boxes, purposeSwitch }: Standing, { series, wayBack, atIso }: Made): boolean {
  if (wayBack.kind === 'boxes') return lastDecision({ boxes }, series)?.atIso === atIso;
  if (wayBack.kind !== 'decisions' || purposeSwitch === null) return true;
  const decided = { ...wayBack, atIso };
  return [...purposeSwitch.releases.values()].every(({ release }) => !holdsRelease(release, decided));
}

/** Ids of the files that a decision is about. None for a switch of the purpose, which decides nothing about single files. */
export function decidedFiles({ wayBack }: Made): readonly number[] {
  switch (wayBack.kind) {
    case 'decisions':
      return wayBack.before.map(({ id }) => id);
    case 'put-back':
    case 'boxes':
      return wayBack.ids;
    case 'purpose':
      return [];
    default:
      return assertNever(wayBack);
  }
}

function undo(state: BatchState, decision: Decision | null, reduce: Reduce): BatchState {
  const made = madeOf(state, decision);
  if (made === null) return state;
  // One that is not in force now may be so again, when what has put it aside is taken back.
  const decisions = state.decide.decisions.filter((other) => other !== made);
  return withDecide(reduce(state, returnOf(state, made)), { decisions, open: made.entry });
}

function returnOf({ files }: BatchState, { series, wayBack, atIso }: Made): Return {
  switch (wayBack.kind) {
    case 'decisions':
      return { kind: 'files-decided', entries: decisionsWithout(files, { ...wayBack, atIso }, wayBack.before) };
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
      const decided = { ...wayBack, atIso };
      return wayBack.before.some(({ id }) => holdsIn(findFile(files, id), decided));
    }
    case 'put-back':
      return wayBack.ids.some((id) => leftOut.has(id));
    case 'boxes':
      return boxes.decisions.some((decision) => decision.series === series && decision.atIso === atIso);
    case 'purpose':
      return purposeSwitch?.to === wayBack.to;
    default:
      return assertNever(wayBack);
  }
}

function holdsIn(file: BatchFile | undefined, decided: Parameters<typeof holdsDecision>[1]): boolean {
  return file !== undefined && holdsDecision(file, decided);
}

function wayBackFrom({ files, leftOut }: BatchState, act: DecisionAct): Made['wayBack'] {
  switch (act.kind) {
    case 'released':
      return decisionsBefore(files, act.ids, act.release);
    case 'files-decided':
      return decisionsBefore(
        files,
        act.entries.map(({ id }) => id),
        null,
      );
    case 'left-out':
      return { kind: 'put-back', ids: act.ids.filter((id) => !leftOut.has(id)) };
    case 'boxes-applied':
      return { kind: 'boxes', ids: [...new Set([...act.ids, ...matesOf(files, act.ids)])] };
    case 'purpose-switched':
      return { kind: 'purpose', to: act.to };
    default:
      return assertNever(act);
  }
}

function decisionsBefore(
  files: readonly BatchFile[],
  ids: readonly number[],
  release: Release | null,
): Made['wayBack'] {
  const before = [...new Set(ids)].flatMap((id) => {
    const file = findFile(files, id);
    return file === undefined ? [] : [{ ...decisionsOf(file), ...(file.redaction && { redaction: file.redaction }) }];
  });
  return { kind: 'decisions', before, release };
}

function withDecide(state: BatchState, parts: Partial<DecideState>): BatchState {
  return { ...state, decide: { ...state.decide, ...parts } };
}
