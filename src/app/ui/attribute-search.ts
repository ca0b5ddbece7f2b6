import { useSyncExternalStore } from 'react';

type Search = typeof import('../../dicom/find-attributes.ts').findAttributes;

let search: Search | null = null;
const listeners = new Set<() => void>();

/** The dictionary is large: it comes with the first component that asks for it, and not with the page. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (search === null) {
    void load();
  }
  return () => listeners.delete(listener);
}

async function load(): Promise<void> {
  const { findAttributes } = await import('../../dicom/find-attributes.ts');
  search = findAttributes;
  for (const listener of listeners) {
    listener();
  }
}

/** The search of the data dictionary; null until it has been loaded. */
export function useAttributeSearch(): Search | null {
  return useSyncExternalStore(subscribe, () => search);
}
