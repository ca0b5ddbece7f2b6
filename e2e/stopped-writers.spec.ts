import { createHash } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { patchScript, scripts, stopPatching, withoutServiceWorker } from './support/patched-scripts.ts';
import { needs } from './support/peers.ts';
import { filesIn, pickedFiles, subfoldersOf, withFolderPickerIntoOpfs } from './support/picked-folder.ts';
import { ctSeries } from './support/series.ts';

/** Where a writer can be: its file's name is there, its stream is open, bytes are on their way, the file moves into place. */
const steps = ['create', 'open', 'write', 'close'] as const;
const files = 12;
const emptyHash = createHash('sha256').digest('hex');

test.use(withoutServiceWorker);
test.skip(...needs('Python'));
const series = ctSeries(files);
test.afterEach(({ page }) => stopPatching(page));
test.afterAll(() => series.discard());

/**
 * Keeps the writer of the fourth file at a step for ever. The next one that writes fails as `failure` says, once the fourth is there.
 * @param failure statements in place of the write; empty to go on
 */
const holdWriter = (step: (typeof steps)[number], failure: string) => `{
  const for_ever = new Promise(() => {});
  let tell;
  const isThere = new Promise((resolve) => { tell = resolve; });
  const held = () => { tell(); return for_ever; };
  let made = 0;
  const numbers = new WeakMap();
  const { getFileHandle } = FileSystemDirectoryHandle.prototype;
  const { createWritable } = FileSystemFileHandle.prototype;
  const { write, close } = FileSystemWritableFileStream.prototype;
  FileSystemDirectoryHandle.prototype.getFileHandle = async function (name, options) {
    const handle = await getFileHandle.call(this, name, options);
    if (!options?.create) return handle;
    numbers.set(handle, ++made);
    if (made === 4 && '${step}' === 'create') await held();
    return handle;
  };
  FileSystemFileHandle.prototype.createWritable = async function () {
    const writable = await createWritable.call(this);
    numbers.set(writable, numbers.get(this));
    if (numbers.get(this) === 4 && '${step}' === 'open') await held();
    return writable;
  };
  FileSystemWritableFileStream.prototype.write = async function (data) {
    const number = numbers.get(this);
    if (number === 4 && '${step}' === 'write') await held();
    if (number === 5) { await isThere; ${failure} }
    return write.call(this, data);
  };
  FileSystemWritableFileStream.prototype.close = async function () {
    if (numbers.get(this) === 4 && '${step}' === 'close') await held();
    return close.call(this);
  };
}`;

async function startSave(page: Page, code: string) {
  await patchScript(page, scripts.folderWorker, code, 'first');
  await withFolderPickerIntoOpfs(page);
  await withoutSavePicker(page);
  const app = anonymizerPage(page);
  await app.open();
  await app.drop(series.path);
  await app.waitUntilScanned();
  expect(await app.deidentify()).toMatchObject({ deidentified: files });
  await app.saveToFolder();
  return app;
}

/** Every other file is whole; the name of the one that is held is there. */
async function untilOneIsHeld(page: Page): Promise<void> {
  const counts = async () => {
    const hashes = Object.entries(await pickedFiles(page)).filter(([path]) => path.endsWith('.dcm'));
    return { all: hashes.length, begun: hashes.filter(([, hash]) => hash === emptyHash).length };
  };
  await expect.poll(counts).toEqual({ all: files, begun: 1 });
}

/** Files of the batch's folder; none of them is begun only. */
async function expectWholeFilesOnly(page: Page): Promise<number> {
  const picked = await pickedFiles(page);
  expect(Object.values(picked).filter((hash) => hash === emptyHash || hash === '')).toEqual([]);
  expect(Object.keys(picked).filter((path) => !path.endsWith('.dcm'))).toEqual([]);
  return Object.keys(picked).length;
}

for (const step of steps) {
  test(`a writer held at its step ${step}: a full disk beside it leaves whole files only`, async ({ page }) => {
    await startSave(page, holdWriter(step, "throw new DOMException('full', 'QuotaExceededError');"));
    await expect(page.getByText(/is full/)).toBeVisible();
    await expect(page.getByText(/Nothing half-written is left/)).toBeVisible();
    expect(await expectWholeFilesOnly(page)).toBeLessThan(files);
  });

  test(`a writer held at its step ${step}: the worker dies, and whole files only are there`, async ({ page }) => {
    const dies = "setTimeout(() => { throw new Error('dies'); }); await for_ever;";
    await startSave(page, holdWriter(step, dies));
    await expect(page.getByText(/stopped unexpectedly/)).toBeVisible();
    expect(await expectWholeFilesOnly(page)).toBeLessThan(files);
  });

  test(`a writer held at its step ${step}: Cancel leaves whole files only, and Resume saving the rest`, async ({
    page,
  }) => {
    const app = await startSave(page, holdWriter(step, ''));
    await untilOneIsHeld(page);
    await app.cancelButton.click();
    await expect(page.getByText(/Saving was cancelled/)).toBeVisible();
    expect(await expectWholeFilesOnly(page)).toBe(files - 1);
    await app.resumeButton.click();
    await expect(app.savedFolder).toContainText(`${files} files`);
    expect(await expectWholeFilesOnly(page)).toBe(files);
  });

  test(`a writer held at its step ${step}: after a crash the page that says so has taken away what was begun`, async ({
    page,
    context,
  }) => {
    await startSave(page, holdWriter(step, ''));
    await untilOneIsHeld(page);
    const session = await context.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    await page.close();
    const next = await context.newPage();
    await withFolderPickerIntoOpfs(next);
    await anonymizerPage(next).open();
    await expect(next.getByRole('region', { name: 'A save to a folder was broken off' })).toBeVisible();
    expect(await expectWholeFilesOnly(next)).toBe(files - 1);
    const [subfolder] = subfoldersOf(await pickedFiles(next)) as [string];
    expect(Object.keys(filesIn(await pickedFiles(next), subfolder))).toHaveLength(files - 1);
  });
}
