import { useSyncExternalStore } from 'react';
import { carriesData } from './carries-data.ts';

/** `hosts`: where the counted requests went, each once. */
export type RequestCounts = { readonly sent: number; readonly blocked: number; readonly hosts: readonly string[] };

/**
 * Counts what the browser itself reports for this page: requests to anywhere else, and requests to the own origin that
 * could carry data. Own scripts, styles and icons are not counted; nor are `blob:` links, which never reach a network.
 */
function createRequestCounter() {
  let counts: RequestCounts = { sent: 0, blocked: 0, hosts: [] };
  const listeners = new Set<() => void>();
  const change = (next: RequestCounts) => {
    counts = next;
    for (const listener of listeners) {
      listener();
    }
  };
  return {
    getSnapshot: () => counts,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => {
      new PerformanceObserver((list) => {
        const sent = list.getEntries().filter(isCounted);
        if (sent.length > 0) {
          const hosts = [...new Set([...counts.hosts, ...sent.map(({ name }) => new URL(name).host)])];
          change({ ...counts, sent: counts.sent + sent.length, hosts });
        }
      }).observe({ type: 'resource', buffered: true });
      document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
        if (!notRequests.has(blockedURI)) {
          change({ ...counts, blocked: counts.blocked + 1 });
        }
      });
    },
  };
}

/** What the policy also stops, and what no request goes with (CSP Level 3, 5.4). */
const notRequests: ReadonlySet<string> = new Set([
  'inline',
  'eval',
  'wasm-eval',
  'trusted-types-policy',
  'trusted-types-sink',
]);

function isCounted(entry: PerformanceEntry & { initiatorType?: unknown }): boolean {
  return carriesData(entry.name, String(entry.initiatorType), location.origin);
}

export const requestCounter = createRequestCounter();

export function useRequestCounts(): RequestCounts {
  return useSyncExternalStore(requestCounter.subscribe, requestCounter.getSnapshot);
}
