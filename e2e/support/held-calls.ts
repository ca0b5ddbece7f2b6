import type { Page } from '@playwright/test';

/** What is asked of a worker that de-identifies, in passes over many files. */
type Call = 'scan' | 'deidentify' | 'produce';

/**
 * Code for a worker, which keeps it from beginning a call until `letGo`: a step that passes by can be looked at, or
 * cancelled, for as long as that takes on a busy machine. @param beyond only from this file of the batch on
 */
export const holdCalls = (call: Call, beyond = 0) => `{
  const held = [];
  let isFree = false;
  new BroadcastChannel('let go ${call}').onmessage = () => {
    isFree = true;
    for (const { data, ports } of held.splice(0)) dispatchEvent(new MessageEvent('message', { data, ports: [...ports] }));
  };
  addEventListener('message', (event) => {
    if (isFree || event.data?.path?.[0] !== '${call}') return;
    const [first] = event.data.argumentList[0].value;
    if ((first.input ?? first).id < ${beyond}) return;
    event.stopImmediatePropagation();
    held.push(event);
  });
}`;

/** Lets the calls of the workers that are there go on, and later ones through. */
export async function letGo(page: Page, call: Call): Promise<void> {
  await page.evaluate((name) => {
    const channel = new BroadcastChannel(`let go ${name}`);
    channel.postMessage('');
    channel.close();
  }, call);
}
