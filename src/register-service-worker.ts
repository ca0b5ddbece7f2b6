import { ownScriptUrl } from './create-script-worker.ts';

/** Beside the page, so that its scope is the page's own folder; made by the build, absent while developing. */
const serviceWorkerUrl = './service-worker.js';

/**
 * Installs the page for use without a network. The page works without it too: a browser may refuse it (private windows,
 * plain http), and then the page just does not say that it works offline.
 */
export async function registerServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register(ownScriptUrl(serviceWorkerUrl), { updateViaCache: 'none' });
  } catch {
    // Refused or unreachable: nothing to tell, see above.
  }
}
