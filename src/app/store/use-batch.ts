import {
  createContext,
  startTransition,
  use,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { BatchState } from '../batch/batch-state.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import type { Derived } from '../batch/derived/create-derived.ts';
import type { Intents } from '../intents/create-intents.ts';

/** The one store, and what a person can set off. */
export const PageContext = createContext<{ readonly store: BatchStore; readonly intents: Intents } | null>(null);

type Select<Part> = (state: BatchState, derived: Derived) => Part;

/**
 * A part of the state; the component renders again when it is another one.
 * @param select gives the same object for the same state: a member, a plain value, or an answer of `derived`
 */
export function useBatch<Part>(select: Select<Part>): Part {
  const { store } = usePage();
  return useSyncExternalStore(store.subscribe, () => select(store.getState(), store.derived));
}

/**
 * A part of the state that takes long to show, and that nothing a person types has to wait for. It is made in pieces between which the
 * page answers; until it is whole, the part before stays. What is shown never goes back to an earlier part.
 * @param select see {@link useBatch}
 * @param isLong false where the next part is to be shown at once
 */
export function useBatchInPieces<Part>(
  select: Select<Part>,
  isLong: (before: Part, next: Part) => boolean = always,
): Part {
  const { store } = usePage();
  const [shown, setShown] = useState(() => select(store.getState(), store.derived));
  const last = useRef(shown);
  const follow = useEffectEvent(() => {
    const before = last.current;
    const next = select(store.getState(), store.derived);
    if (Object.is(before, next)) return;
    last.current = next;
    if (isLong(before, next)) startTransition(() => setShown(() => next));
    else setShown(() => next);
  });
  useEffect(() => {
    follow();
    return store.subscribe(follow);
  }, [store]);
  return shown;
}

export function useIntents(): Intents {
  return usePage().intents;
}

function usePage() {
  const page = use(PageContext);
  if (page === null) throw new Error('A component of the page stands outside of it.');
  return page;
}

const always = () => true;
