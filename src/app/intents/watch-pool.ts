import type { BatchStore } from '../batch/batch-store.ts';
import { loadViews } from '../ui/controls/lazy-view.tsx';
import { strings } from '../ui/strings.ts';
import type { AppServices } from './services.ts';

/** Tells the store, and the document, when the workers are ready: from then on nothing leaves the origin. */
export async function watchPool(store: BatchStore, services: AppServices, root: HTMLElement): Promise<void> {
  try {
    // Ready includes the scripts of the screens to come: nothing is left to ask the host for.
    await Promise.all([services.pool.ready, whenIdle().then(loadViews)]);
    store.dispatch({ kind: 'pool-ready', network: services.pool.networkAnswer() });
    root.setAttribute('data-ready', 'true');
  } catch {
    store.dispatch({ kind: 'pool-failed', message: strings.pool.failed });
  }
}

/** After the first paint; not every browser tells when it is idle. */
function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) {
      requestIdleCallback(() => resolve(), { timeout: 1000 });
    } else {
      setTimeout(resolve, 200);
    }
  });
}
