import { createBreather, nextTask } from '../../../pipeline/concurrency/next-task.ts';
import type { BatchState } from '../../batch/batch-state.ts';
import type { BatchStore } from '../../batch/batch-store.ts';
import type { Decision, DecisionAct } from '../../batch/decide/decide-state.ts';
import type { MadeDecision } from '../../batch/decide/make-decision.ts';
import { madeOf } from '../../batch/decide/reduce-decide.ts';
import type { SeenHow, Sighting } from '../../batch/decide/seen-images.ts';
import { lookAhead } from '../../batch/decide/waiting-entries.ts';
import { isWriting } from '../../batch/derived/is-writing.ts';
import { mayChange } from '../may-change.ts';

/** The entries of so many series are made with the queue itself; before those of more the page breathes. */
const FEW = 200;

/**
 * What a person does in the queue of what waits.
 * @param apply tells the workers of the profile and of the instances that are blanked, whereupon files without a plan are planned
 * @param planAnew looks again at what was decided on
 */
export function createDecideControls(store: BatchStore, apply: () => Promise<void>, planAnew: () => void) {
  async function follow(needsWorkers: boolean): Promise<void> {
    if (needsWorkers) await apply();
    else planAnew();
  }

  async function decideEntries(made: readonly MadeDecision[], next?: string | null): Promise<void> {
    if (!mayChange(store)) return;
    const { open } = store.getState().decide;
    for (const { decision, act } of made)
      store.dispatch({ kind: 'decided', decision, act, next: next === undefined ? open : next });
    await follow(made.some(({ act }) => act.kind !== 'released' && act.kind !== 'left-out'));
  }

  async function undo(decision: Decision | null): Promise<void> {
    const made = madeOf(store.getState(), decision);
    if (made === null || !mayChange(store)) return;
    // What was decided about several entries at once goes back at once.
    for (
      let next: Decision | null = made;
      next?.atIso === made.atIso;
      next = decision ? null : madeOf(store.getState(), null)
    )
      store.dispatch({ kind: 'decision-undone', decision: next });
    await follow(made.wayBack.kind !== 'put-back');
  }

  /** Of openings that wait for the look ahead, the last counts. */
  let asked = 0;

  function open(key: string | null): void {
    if (!isWriting(store.getState())) store.dispatch({ kind: 'decide-opened', key });
  }

  /** Nothing is opened once the person has gone on to another step. */
  async function openInTurns(key: string | null, from: BatchState['step'], own: number): Promise<void> {
    const { getState, derived } = store;
    const breathe = createBreather();
    for (const _ of lookAhead(derived.patients(getState(), 'as-found'), derived.rules(getState()))) await breathe();
    await nextTask();
    if (own === asked && getState().step === from) open(key);
  }

  return {
    /** @param key of the entry to begin with */
    openDecide: (key: string | null = null): void => {
      asked += 1;
      const { step } = store.getState();
      if (step === 'decide' || store.derived.waiting(store.getState()) <= FEW) open(key);
      else void openInTurns(key, step, asked);
    },
    giveInitials: (initials: string): void => store.dispatch({ kind: 'initials-given', initials }),
    openEntry: (key: string): void => store.dispatch({ kind: 'entry-opened', key }),
    noteSeen: (sightings: readonly Sighting[], how: SeenHow = 'each'): void =>
      store.dispatch({ kind: 'images-seen', how, sightings }),
    /** A person says of these images, which were on the screen, that they show nothing identifying. */
    markPage: (sightings: readonly Sighting[]): void => store.dispatch({ kind: 'page-marked', sightings }),
    /** @param next key of the entry to open then; absent: what is open stays open */
    decideEntry: (decision: Decision, act: DecisionAct, next?: string | null): Promise<void> =>
      decideEntries([{ decision, act }], next),
    /** Several at once, which one *Undo* takes back. @param next key of the entry to open then */
    decideEntries,
    undoDecision: (): Promise<void> => undo(null),
    /** From another step: what the decision was about waits again, and is opened in Decide. */
    takeDecisionBack: async (decision: Decision): Promise<void> => {
      if (madeOf(store.getState(), decision) === null || !mayChange(store)) return;
      store.dispatch({ kind: 'decide-opened', key: decision.entry });
      await undo(decision);
    },
  };
}
