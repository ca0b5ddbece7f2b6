import type { BatchStore } from './batch-store.ts';
import type { AppServices } from './services.ts';
import { strings } from './ui/strings.ts';

/** Tells the store, and the document, when the workers are ready: from then on nothing leaves the origin. */
export async function watchPool(store: BatchStore, services: AppServices, root: HTMLElement): Promise<void> {
  try {
    await services.pool.ready;
    store.dispatch({ kind: 'pool-ready', isNetworkBlocked: services.pool.isNetworkBlocked() });
    root.setAttribute('data-ready', 'true');
  } catch {
    store.dispatch({ kind: 'pool-failed', message: strings.pool.failed });
  }
}
