import type { Page } from '@playwright/test';

/** Before the page is opened. @returns what hides its tab, and shows it again */
export async function visibilityOf(page: Page) {
  await page.addInitScript(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => Reflect.get(globalThis, 'shownAs') ?? 'visible' });
  });
  return (state: 'visible' | 'hidden') =>
    page.evaluate((value) => {
      Reflect.set(globalThis, 'shownAs', value);
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
}
