import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { readTotals, type Totals } from '../anonymizer-page.ts';
import { withoutTextSearch } from '../support/without-text-search.ts';
import type { DrivenBrowser } from './driven-browser.ts';
import { until } from './processes.ts';

/** What a browser made of the same files under the same key. */
export type JobResult = {
  /** Texts with the role of an alert, once the page was ready. */
  readonly alarms: readonly string[];
  /** The line about background requests. */
  readonly policy: string;
  readonly totals: Totals;
  readonly zipSha256: string;
  /** SHA-256 of each record by name; the minute at which the report was made is left out. */
  readonly records: Readonly<Record<string, string>>;
};

/** How long a step may take on a busy machine. */
const stepTimeoutMs = 100_000;

export const filesInput = 'input[type=file][multiple]:not([webkitdirectory])';

/** The page, ready to be worked with. */
export async function openReady(browser: DrivenBrowser, url: string): Promise<void> {
  await browser.open(withoutTextSearch(url));
  await ready(browser);
}

export async function ready(browser: DrivenBrowser): Promise<void> {
  await untilShown(browser, 'The page is ready', () =>
    browser.run(() => document.documentElement.getAttribute('data-ready') === 'true'),
  );
}

/** From the open page to the files on disk: the sample, other files by the files input, a key from a file, ZIP and records. */
export async function wholeJob(
  browser: DrivenBrowser,
  { keyFile, paths }: { readonly keyFile: string; readonly paths: readonly string[] },
): Promise<JobResult> {
  const alarms = await browser.run(() =>
    [...document.querySelectorAll('[role=alert]')].map((alert) => alert.textContent ?? ''),
  );
  const policy = await browser.run(
    () => [...document.querySelectorAll('li')].find((line) => line.textContent?.startsWith('Background'))?.textContent,
  );
  await click(browser, 'Try sample data');
  await enabled(browser, 'De-identify');
  if (paths.length > 0) await chooseFiles(browser, paths);
  await loadKey(browser, keyFile);
  await click(browser, 'De-identify');
  const totals = readTotals(await status(browser, 'Result'));
  await click(browser, 'Save ZIP');
  const zip = await downloaded(browser, 'deidentified.zip');
  await click(browser, 'Save records');
  const records = await recordHashes(await downloaded(browser, 'records.zip'));
  return { alarms, policy: policy ?? '', totals, zipSha256: sha256(zip), records };
}

/** Browsers may tell the page of chosen files some time later: De-identify would run without them. */
async function chooseFiles(browser: DrivenBrowser, paths: readonly string[]): Promise<void> {
  const before = (await countedFiles(browser)) ?? 0;
  await browser.choose(filesInput, paths);
  await untilShown(browser, `${paths.length} more files`, async () => {
    const now = await countedFiles(browser);
    return now !== null && now >= before + paths.length;
  });
}

/** How many files the line of counts in Review is about; null where there is none. */
async function countedFiles(browser: DrivenBrowser): Promise<number | null> {
  const line = await browser.run(() =>
    [...document.querySelectorAll('[role=status]')]
      .map((status) => status.textContent ?? '')
      .find((text) => text.includes(' ready, ')),
  );
  return line ? [...line.matchAll(/\d+/g)].reduce((sum, [count]) => sum + Number(count), 0) : null;
}

/** Asks the page again until there is an answer. What the page shows instead stands in the error. */
async function untilShown<Result>(
  browser: DrivenBrowser,
  what: string,
  ask: () => Promise<Result | null | false>,
): Promise<Result> {
  try {
    return await until(what, ask, stepTimeoutMs);
  } catch (error) {
    const shown = await browser.run(() => {
      const texts = (selector: string) => [...document.querySelectorAll(selector)].map((found) => found.textContent);
      return {
        url: location.href.slice(0, 200),
        buttons: texts('button:not([disabled])'),
        disabled: texts('button[disabled]'),
        says: texts('[role=status], [role=alert], .note, dialog'),
      };
    });
    throw new Error(`${what}: the page shows ${JSON.stringify(shown)}`, { cause: error });
  }
}

/** Presses the button of this name. A button that is disabled again between two looks is waited for anew. */
export function click(browser: DrivenBrowser, name: string): Promise<boolean> {
  return untilShown(browser, `A button ${name} to press`, () =>
    browser.run((wanted) => {
      const buttons = [...document.querySelectorAll<HTMLButtonElement>('button:not([disabled])')];
      const button = buttons.find((found) => found.textContent?.trim() === wanted);
      button?.click();
      return button !== undefined;
    }, name),
  );
}

export function enabled(browser: DrivenBrowser, name: string): Promise<boolean> {
  return untilShown(browser, `A button ${name}`, () =>
    browser.run(
      (wanted) =>
        [...document.querySelectorAll('button:not([disabled])')].some(
          (button) => button.textContent?.trim() === wanted,
        ),
      name,
    ),
  );
}

/** The text of a status region, as soon as it is there. */
export function status(browser: DrivenBrowser, name: string): Promise<string> {
  return untilShown(browser, `The status ${name}`, () =>
    browser.run((wanted) => document.querySelector(`[role=status][aria-label="${wanted}"]`)?.textContent ?? null, name),
  );
}

/** The page makes this input when it is needed, and outside of the document, where no driver can reach it. */
export async function loadKey(browser: DrivenBrowser, keyFile: string): Promise<void> {
  await browser.run(() => {
    const press = HTMLInputElement.prototype.click;
    HTMLInputElement.prototype.click = function (this: HTMLInputElement) {
      this.id = 'made-on-demand';
      document.body.append(this);
      HTMLInputElement.prototype.click = press;
    };
  });
  await click(browser, 'Load key');
  await browser.choose('#made-on-demand', [keyFile]);
  await untilShown(browser, 'The key is loaded', () =>
    browser.run(() => document.body.textContent?.includes('Loaded from a file') ?? false),
  );
}

/** A finished download: an archive is whole when its last record is there (APPNOTE 4.3.16). */
export async function downloaded(browser: DrivenBrowser, name: string): Promise<Buffer> {
  const path = join(browser.downloads, name);
  return untilShown(browser, `The download ${name}`, async () => {
    if (!existsSync(path)) return null;
    const bytes = readFileSync(path);
    return bytes.subarray(-22).subarray(0, 4).equals(Buffer.from('PK\x05\x06')) ? bytes : null;
  });
}

async function recordHashes(bytes: Buffer): Promise<Record<string, string>> {
  const zip = await JSZip.loadAsync(bytes);
  const hashes: Record<string, string> = {};
  for (const name of Object.keys(zip.files).sort()) {
    const text = await zip.file(name)!.async('string');
    hashes[name] = sha256(text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d · Nescio/, 'Nescio'));
  }
  return hashes;
}

function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}
