import { createHash } from 'node:crypto';
import JSZip from 'jszip';
import { readTotals, type Totals } from '../anonymizer-page.ts';
import type { DrivenBrowser } from './driven-browser.ts';
import { until } from './processes.ts';
import { click, downloaded, enabled, filesInput, loadKey, openReady, ready, status } from './whole-job.ts';

const drawnMs = 60_000;
/** The models are loaded, and an image is searched, on a busy machine. */
const searchedMs = 300_000;

/** @returns size and a hash of the pixels that the preview of a file shows */
export async function pictureOf(browser: DrivenBrowser, url: string, file: string): Promise<string> {
  await openReady(browser, url);
  await browser.choose(filesInput, [file]);
  await enabled(browser, 'De-identify');
  await until('The image tab', () => browser.run(openFirstImage), drawnMs);
  let before = '';
  return until(
    `The picture of ${file}`,
    async () => {
      const now = await browser.run(hashCanvas);
      const isSettled = now !== null && now === before;
      before = now ?? '';
      return isSettled && now;
    },
    drawnMs,
  );
}

/** What comes of the sample, where the text that is found in its images is blanked. */
export type DecidedSample = {
  readonly totals: Totals;
  readonly zipSha256: string;
  /** Where each was blanked, as the records say. */
  readonly boxes: readonly string[];
};

/** The sample, searched for text, its held image blanked and looked at, by the buttons of Decide. */
export async function decideSample(browser: DrivenBrowser, url: string, keyFile: string): Promise<DecidedSample> {
  await browser.open(url);
  await ready(browser);
  await click(browser, 'Try sample data');
  await enabled(browser, 'De-identify');
  await loadKey(browser, keyFile);
  await enabled(browser, 'De-identify');
  await until('The end of the search', () => browser.run(isForetold), searchedMs);
  await click(browser, 'Decide');
  await until('All is decided', () => browser.run(blankUntilDecided), searchedMs);
  await browser.run(pressDeliver);
  const totals = readTotals(await status(browser, 'Result'));
  await click(browser, 'Save ZIP');
  const zip = await downloaded(browser, 'deidentified.zip');
  await click(browser, 'Save records');
  const records = await JSZip.loadAsync(await downloaded(browser, 'records.zip'));
  const decisions = JSON.parse(await records.file('decisions.json')!.async('string'));
  return {
    totals,
    zipSha256: createHash('sha256').update(zip).digest('hex'),
    boxes: decisions.boxes.map(({ boxes }: { readonly boxes: unknown }) => JSON.stringify(boxes)).sort(),
  };
}

function openFirstImage(): boolean {
  const tab = [...document.querySelectorAll<HTMLElement>('[role=tab]')].find(({ textContent }) =>
    textContent?.startsWith('Image'),
  );
  if (tab !== undefined) {
    tab.click();
    return true;
  }
  const row = (level: number) => document.querySelector<HTMLElement>(`[role=row][aria-level="${level}"]`);
  for (const level of [1, 2]) if (row(level)?.getAttribute('aria-expanded') === 'false') row(level)?.click();
  row(3)?.click();
  return false;
}

async function hashCanvas(): Promise<string | null> {
  const canvas = document.querySelector<HTMLCanvasElement>('canvas[role=img][aria-label^="Image, "]');
  if (canvas === null || canvas.width < 2) return null;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  return `${canvas.width} by ${canvas.height}, ${[...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function isForetold(): boolean {
  const lines = [...document.querySelectorAll('[role=status]')].map(({ textContent }) => textContent ?? '');
  return lines.some((text) => /^\d.*failed$/.test(text));
}

/** Presses it for an image that was on the screen long enough to count as seen. @returns whether nothing is left to decide */
function blankUntilDecided(): boolean {
  const all = document.body.textContent ?? '';
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('button:not([disabled])')];
  const blank = buttons.find(({ textContent }) => /^Blank \d+ box/.test(textContent?.trim() ?? ''));
  if (/Seen large enough[1-9]/.test(all)) blank?.click();
  return [...document.querySelectorAll('h2')].some(({ textContent }) => /^(\d+) of \1 decided/.test(textContent ?? ''));
}

function pressDeliver(): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('button:not([disabled])')];
  buttons.find(({ textContent }) => /^Deliver \d+ file/.test(textContent?.trim() ?? ''))?.click();
}
