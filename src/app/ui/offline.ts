import { useSyncExternalStore } from 'react';

let isInstalled = false;
const listeners = new Set<() => void>();

// Settles once the whole page is kept in this browser, now or on an earlier visit; never where that is not possible.
void globalThis.navigator?.serviceWorker?.ready.then(() => {
  isInstalled = true;
  for (const listener of listeners) listener();
});

/** True once the page works with the network off. */
export function useWorksOffline(): boolean {
  return useSyncExternalStore(subscribe, () => isInstalled);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** False while the browser itself says that there is no network; true proves nothing. */
export function useIsOnline(): boolean {
  return useSyncExternalStore(subscribeToNetwork, () => navigator.onLine);
}

function subscribeToNetwork(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}
