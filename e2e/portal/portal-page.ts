import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Page } from '@playwright/test';
import { filesBelow } from '../support/folder.ts';
import { python } from '../support/peers.ts';

/** Texts that are in the inputs, or in their names, and that nobody outside may ever get. */
export const canaries = ['CANARYFILE', 'CANARYTEXT', 'PLANTEDNAME', 'PLANTED-4711', 'QUIMPER'] as const;

/** Paths of three images that go out, one that is held, and one file that is no image. */
export function makeInputs(folder: string): readonly string[] {
  python('make_canaries', [folder]);
  writeFileSync(path.join(folder, 'CANARYFILE-notes.txt'), 'CANARYTEXT');
  return filesBelow(folder);
}

/** The embedded form, in the page itself or in a frame of it. */
export function embeddedForm(page: Page, inside: Page | FrameLocator) {
  const named = (name: string | RegExp) => inside.getByRole('button', { name });
  return {
    region: inside.getByRole('region', { name: 'De-identify DICOM files' }),
    profile: named(/Set by/),
    deidentify: named('De-identify'),
    review: named('Review'),
    allChanges: named(/tag changes/),
    dialog: inside.getByRole('dialog'),
    close: named('Close'),
    addMore: named('Add more files'),
    alert: inside.getByRole('alert'),
    chooseFiles: async (files: readonly string[]) => {
      const chooser = page.waitForEvent('filechooser');
      await named('Choose files').click();
      await (await chooser).setFiles([...files]);
    },
  };
}

/**
 * Before any script of a page: opens shadow trees to the test, and writes down what the portal's own window hears, by event
 * of the element and by message.
 */
export async function listenIn(page: Page): Promise<() => Promise<string>> {
  await page.addInitScript(() => {
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (options) {
      return attach.call(this, { ...options, mode: 'open' });
    };
    if (window !== window.top) return;
    const heard: string[] = [];
    Object.assign(window, { heard });
    const write = (what: unknown) =>
      heard.push(JSON.stringify(what, (_, value) => (value instanceof File ? `File ${value.name}` : value)) ?? '');
    for (const name of ['ready', 'scanned', 'progress', 'held', 'complete', 'error']) {
      addEventListener(`nescio-${name}`, (event) => write({ name, detail: (event as CustomEvent).detail }));
    }
    if (!location.pathname.includes('iframe')) return;
    addEventListener('message', ({ data }) => write(data));
    const start = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage')!;
    Object.defineProperty(MessagePort.prototype, 'onmessage', {
      ...start,
      set(handler: (event: MessageEvent) => void) {
        start.set!.call(this, (event: MessageEvent) => {
          write(event.data);
          handler.call(this, event);
        });
      },
    });
  });
  return () => page.evaluate(() => (window as unknown as { heard: readonly string[] }).heard.join('\n'));
}
