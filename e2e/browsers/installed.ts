import { needs } from '../support/peers.ts';
import type { BrowserOptions, DrivenBrowser } from './driven-browser.ts';
import { openFirefox } from './firefox.ts';
import { openWebkit } from './webkit.ts';

/** The browsers beside Chromium that tests drive, and what has to be installed for each. */
export const others: readonly {
  readonly name: string;
  readonly missing: () => [boolean, string];
  readonly open: (options: BrowserOptions) => Promise<DrivenBrowser>;
}[] = [
  { name: 'Firefox ESR', missing: () => needs('Firefox'), open: openFirefox },
  { name: 'WebKitGTK', missing: () => needs('WebKit', 'Xvfb'), open: openWebkit },
];
