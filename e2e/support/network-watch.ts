import type { Page, Request } from '@playwright/test';
import { patchScript, scripts } from './patched-scripts.ts';

/** What the page tried on the network that a page which keeps its promise never tries. */
export type NetworkWatch = { readonly problems: () => readonly string[]; readonly requests: () => readonly string[] };

/** Browsers tell nobody outside when a policy stops a worker; the worker itself hears it and passes it on. */
const channel = 'nescio-e2e-policy';
const reportFromWorker = `addEventListener('securitypolicyviolation', (event) => {
  new BroadcastChannel('${channel}').postMessage(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample);
});`;

/**
 * Watches everything the page and its workers do, from before the first byte. A problem is any attempt, blocked or not: a
 * request to another origin, one that carries data (a body, a query, a method other than GET), a WebSocket, a pop-up, a
 * navigation, and any message of the content security policy.
 * @param isExpected says which policy messages and requests are the page's own probe of its walls.
 * @param openings how often the test itself opens the page
 */
export async function watchNetwork(
  page: Page,
  origin: string,
  isExpected: (text: string) => boolean,
  openings = 1,
): Promise<NetworkWatch> {
  const problems: string[] = [];
  const requests: string[] = [];
  const note = (problem: string) => {
    if (!isExpected(problem)) problems.push(problem);
  };
  let navigations = 0;
  page.context().on('request', (request) => {
    requests.push(request.url());
    const isOpening = request.isNavigationRequest() && navigations < openings;
    const problem = problemOf(request, origin, isOpening);
    if (problem !== null) note(problem);
  });
  page.on('framenavigated', (frame) => {
    navigations += 1;
    if (navigations > openings)
      note(`navigation of ${frame === page.mainFrame() ? 'the page' : 'a frame'} to ${frame.url()}`);
  });
  page.on('websocket', (socket) => note(`WebSocket to ${socket.url()}`));
  page.on('popup', (popup) => note(`pop-up ${popup.url()}`));
  page.on('frameattached', () => note('a frame was added'));
  page.on('console', (message) => {
    const text = message.text();
    if (/content security policy|sandboxed/i.test(text)) note(`policy: ${text}`);
  });
  await patchScript(page, scripts.anyWorker, reportFromWorker);
  await page.addInitScript((name) => {
    new BroadcastChannel(name).onmessage = (event) =>
      console.error(`Content Security Policy, in a worker: ${event.data}`);
  }, channel);
  return { problems: () => problems, requests: () => requests };
}

function problemOf(request: Request, origin: string, isOpening: boolean): string | null {
  const url = new URL(request.url());
  const what = `${request.method()} ${request.url()} (${request.resourceType()})`;
  // What the page shows or saves from its own memory: no server is asked.
  if (url.protocol === 'data:' || (url.protocol === 'blob:' && url.origin === origin)) return null;
  if (url.origin !== origin) return `request to another origin: ${what}`;
  if (request.method() !== 'GET' || request.postDataBuffer() !== null) return `request with a body: ${what}`;
  if (url.search !== '' && !isOpening) return `request with a query: ${what}`;
  const isOwnFile =
    isOpening ||
    /\/(assets\/[^/]+|favicon\.\w+|icon\.svg|manifest\.json|service-worker\.js|THIRD-PARTY-LICENSES\.txt|(index|embed)\.html|)$/.test(
      url.pathname,
    );
  return isOwnFile ? null : `request for something that is no file of the page: ${what}`;
}
