import { useSyncExternalStore } from 'react';

type Search = typeof import('../../profile/find-safe-attributes.ts').findSafeAttributes;

let search: Search | null = null;
const listeners = new Set<() => void>();

/** The lists come with the first component that asks for them, and not with the page. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (search === null) {
    void load();
  }
  return () => listeners.delete(listener);
}

async function load(): Promise<void> {
  const { findSafeAttributes } = await import('../../profile/find-safe-attributes.ts');
  search = findSafeAttributes;
  for (const listener of listeners) {
    listener();
  }
}

/** The search of safe private elements; null until it has been loaded. */
export function useSafeAttributeSearch(): Search | null {
  return useSyncExternalStore(subscribe, () => search);
}
