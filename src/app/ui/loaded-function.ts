import { useSyncExternalStore } from 'react';

/**
 * Makes a hook that gives a function which is too large to come with the page: it is loaded with the first component that asks
 * for it, and null until then.
 */
export function createLoadedHook<Loaded extends (...given: never[]) => unknown>(
  load: () => Promise<Loaded>,
): () => Loaded | null {
  let loaded: Loaded | null = null;
  const listeners = new Set<() => void>();
  const begin = async (): Promise<void> => {
    loaded = await load();
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    if (loaded === null) void begin();
    return () => listeners.delete(listener);
  };
  return () => useSyncExternalStore(subscribe, () => loaded);
}
