import { readFile } from 'node:fs/promises';
import type { CDPSession, Locator, Page } from '@playwright/test';
import { withoutTextSearch } from './support/without-text-search.ts';

/** The four numbers of Result. They add up to the number of files added. */
export type Totals = {
  readonly deidentified: number;
  readonly held: number;
  readonly skipped: number;
  readonly failed: number;
};

/**
 * The page as a person meets it: everything is found by role and name (English), and worked through the real controls.
 * Specs say what they do with this and never look for an element by class or structure.
 */
export function anonymizerPage(page: Page) {
  const button = (name: string | RegExp): Locator =>
    page.getByRole('button', { name, exact: typeof name === 'string' });
  const result = page.getByRole('status', { name: 'Result', exact: true });
  const forecast = page.getByRole('status', { name: 'Forecast', exact: true });
  const self = {
    page,
    result,
    forecast,
    chooseFolder: button('Choose folder'),
    chooseFiles: button('Choose files'),
    trySampleData: button('Try sample data'),
    folderInput: page.locator('input[type=file][webkitdirectory]'),
    filesInput: page.locator('input[type=file][multiple]:not([webkitdirectory])'),
    files: page.getByRole('region', { name: 'Files', exact: true }),
    preview: page.getByRole('region', { name: 'Preview', exact: true }),
    tagChanges: page.getByRole('grid', { name: 'Tag changes', exact: true }),
    changedOnly: page.getByRole('checkbox', { name: 'Changed only' }),
    searchTags: page.getByRole('searchbox', { name: 'Search tags' }),
    deidentifyButton: button('De-identify'),
    progress: page.getByRole('progressbar', { name: 'De-identifying' }),
    cancelButton: button('Cancel'),
    saveZipButton: button('Save ZIP'),
    saveToFolderButton: button('Save to folder'),
    resumeButton: button('Resume saving'),
    savedFolder: page.getByRole('status', { name: 'Saved folder' }),
    saveRecordsButton: button('Save records'),
    saveReceiptButton: button('Save receipt'),

    /** The question before folder saves and uploads, and the note beside Save ZIP. */
    keyDialog: page.getByRole('dialog', { name: 'Project key', exact: true }),
    inKeyDialog: (name: string): Locator => self.keyDialog.getByRole('button', { name, exact: true }),
    keyNote: page.getByRole('group', { name: 'Project key', exact: true }),
    inKeyNote: (name: string): Locator => self.keyNote.getByRole('button', { name, exact: true }),

    destination: page.getByRole('region', { name: 'Destination', exact: true }),
    uploadButton: page.getByRole('button', { name: /^Upload \d/ }),
    testConnectionButton: button('Test connection'),
    uploadResult: page.getByRole('status', { name: 'Upload result', exact: true }),

    /** Without the search for text, unless the parameters ask for it. */
    open: (search = '') => page.goto(withoutTextSearch(`./${search}`)),

    /** As a person comes to it, who types no parameters. */
    openPlain: () => page.goto('./'),

    /** A trusted drop of files and folders of this machine, as from a file manager. Paths are absolute. */
    drop: (...paths: readonly string[]) => dropFiles(page, paths),

    /** The same, where something comes between the last move of the pointer and the drop. */
    dropAfter: (beforeDrop: () => Promise<void>, path: string) => dropFiles(page, [path], beforeDrop),

    /** Waits until everything added has been looked at and the batch can be started. */
    waitUntilScanned: async (timeoutMs = 60_000) => {
      await self.deidentifyButton.and(page.locator(':enabled')).waitFor({ timeout: timeoutMs });
    },

    /** What the review says will come of the files, once everything is known. */
    foretold: async (timeoutMs = 120_000): Promise<Totals> => {
      await forecast.filter({ hasText: /^\d.*failed$/ }).waitFor({ state: 'attached', timeout: timeoutMs });
      return readForecast((await forecast.textContent()) ?? '');
    },

    /** Selects the first series of the tree, opening patient and study where they are closed. */
    openFirstSeries: async () => {
      for (const level of [1, 2] as const) {
        const row = self.files.getByRole('row', { level }).first();
        if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
      }
      await self.files.getByRole('row', { level: 3 }).first().click();
    },

    /** Starts and waits for the four numbers. */
    deidentify: async (timeoutMs = 120_000): Promise<Totals> => {
      await self.deidentifyButton.click();
      return self.totals(timeoutMs);
    },

    /** The four numbers, as soon as they are there. */
    totals: async (timeoutMs = 60_000): Promise<Totals> => {
      await result.waitFor({ timeout: timeoutMs });
      return readTotals((await result.textContent()) ?? '');
    },

    /** Starts a save to a folder, without the project key where the page asks for it. */
    saveToFolder: async () => {
      await self.saveToFolderButton.click();
      await self.continueWithoutKey();
    },

    /** Starts an upload, without the project key where the page asks for it. */
    upload: async () => {
      await self.uploadButton.click();
      await self.continueWithoutKey();
    },

    /** The page asks until the key is in a file: saved or opened. */
    continueWithoutKey: async () => {
      // The dialog may come a moment after the click; where the key is in a file, it does not come.
      const isAsked = await self.keyDialog.waitFor({ timeout: 1500 }).then(
        () => true,
        () => false,
      );
      if (isAsked) await self.inKeyDialog('Continue without').click();
    },

    /** Presses Open project key and gives it a file. */
    openProjectKey: async (open: Locator, file: string) => {
      const chooser = page.waitForEvent('filechooser');
      await open.click();
      await (await chooser).setFiles(file);
    },

    saveZip: (target: string) => download(page, self.saveZipButton, target),
    /** Where the page has said that the same is saved already. */
    saveZipAgain: (target: string) =>
      download(page, page.getByRole('button', { name: 'Save it again', exact: true }), target),
    saveRecords: (target: string) => download(page, self.saveRecordsButton, target),
    saveReceipt: (target: string) => download(page, self.saveReceiptButton, target),
  };
  return self;
}

export type AnonymizerPage = ReturnType<typeof anonymizerPage>;

/** Reads `N de-identified, N held, N skipped, N failed`, which is exact. */
export function readTotals(text: string): Totals {
  const found = /^(\d+) de-identified, (\d+) held, (\d+) skipped, (\d+) failed$/.exec(text.trim());
  if (found === null) throw new Error(`Result does not read as promised: ${text}`);
  const [deidentified, held, skipped, failed] = found.slice(1).map(Number) as [number, number, number, number];
  return { deidentified, held, skipped, failed };
}

/** Reads `N ready, N waiting, N skipped, N failed`, which is exact, as the result that it promises. */
function readForecast(text: string): Totals {
  const found = /^(\d+) ready, (\d+) waiting, (\d+) skipped, (\d+) failed$/.exec(text.trim());
  if (found === null) throw new Error(`Forecast does not read as promised: ${text}`);
  const [deidentified, held, skipped, failed] = found.slice(1).map(Number) as [number, number, number, number];
  return { deidentified, held, skipped, failed };
}

export const sumOf = (totals: Totals): number => totals.deidentified + totals.held + totals.skipped + totals.failed;

/** Takes the save picker away, so that Save ZIP becomes an ordinary download. */
export async function withoutSavePicker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
  });
}

/** Answers the save picker, which no test can operate, with a file of the page's private file system. */
export async function withSavePickerIntoOpfs(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const showSaveFilePicker = async ({ suggestedName }: { suggestedName: string }) => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('picked', { create: true });
      return folder.getFileHandle(suggestedName, { create: true });
    };
    Object.assign(globalThis, { showSaveFilePicker });
  });
}

/** Bytes of a file that the stubbed picker handed out, or null when there is none. */
export async function readPicked(page: Page, name: string): Promise<Uint8Array | null> {
  const base64 = await page.evaluate(async (wanted) => {
    const root = await navigator.storage.getDirectory();
    try {
      const folder = await root.getDirectoryHandle('picked');
      const file = await (await folder.getFileHandle(wanted)).getFile();
      const url = await new Promise<string>((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result));
        reader.readAsDataURL(file);
      });
      return url.slice(url.indexOf(',') + 1);
    } catch {
      return null;
    }
  }, name);
  return base64 === null ? null : new Uint8Array(Buffer.from(base64, 'base64'));
}

async function download(page: Page, button: Locator, target: string): Promise<Uint8Array> {
  const started = page.waitForEvent('download', { timeout: 120_000 });
  await button.click();
  await (await started).saveAs(target);
  return new Uint8Array(await readFile(target));
}

async function dropFiles(page: Page, files: readonly string[], beforeDrop = async () => {}): Promise<void> {
  // A drop on a page that is still being made is lost.
  await page.locator('#main').first().waitFor();
  const session: CDPSession = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    if (type === 'drop') await beforeDrop();
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  }
  await session.detach();
}
