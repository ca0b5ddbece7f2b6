import { openChromium } from './chromium.ts';
import { type BrowserOptions, type DrivenBrowser, inBrowser } from './driven-browser.ts';
import { others } from './installed.ts';

const ordinary: BrowserOptions = { window: 'ordinary', theme: 'light' };

/** Runs the same work in Chromium and in each of the others, and says which of them is not installed. */
export async function inEach<Result>(
  work: (browser: DrivenBrowser) => Promise<Result>,
  compare: (name: string, found: Result, expected: Result) => void,
): Promise<void> {
  const expected = await inBrowser(openChromium(ordinary), work);
  for (const { name, missing, open } of others) {
    const [isMissing, reason] = missing();
    if (isMissing) console.log(`${name}: ${reason}`);
    else compare(name, await inBrowser(open(ordinary), work), expected);
  }
}
