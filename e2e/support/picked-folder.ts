import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, withoutSavePicker } from '../anonymizer-page.ts';

/** Files below a folder by path, each as the SHA-256 of its bytes. */
export type Hashes = Readonly<Record<string, string>>;

/** Answers the folder picker, which no test can operate, with a folder of the page's private file system. */
export async function withFolderPickerIntoOpfs(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const showDirectoryPicker = async () => {
      const root = await navigator.storage.getDirectory();
      return root.getDirectoryHandle('picked-folder', { create: true });
    };
    Object.assign(globalThis, { showDirectoryPicker });
  });
}

/** What is in the picked folder: paths begin with the name of the batch's subfolder. Empty folders end in a slash. */
export function pickedFiles(page: Page): Promise<Hashes> {
  return page.evaluate(async () => {
    type Folder = FileSystemDirectoryHandle & { values: () => AsyncIterable<FileSystemHandle> };
    const found: Record<string, string> = {};
    const walk = async (folder: Folder, path: string): Promise<void> => {
      let entries = 0;
      for await (const entry of folder.values()) {
        entries += 1;
        const below = `${path}${entry.name}`;
        if (entry.kind === 'directory') {
          await walk(entry as Folder, `${below}/`);
          continue;
        }
        const bytes = await (await (entry as FileSystemFileHandle).getFile()).arrayBuffer();
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        found[below] = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
      }
      if (entries === 0 && path !== '') found[path] = '';
    };
    try {
      const root = await navigator.storage.getDirectory();
      await walk((await root.getDirectoryHandle('picked-folder')) as Folder, '');
    } catch {
      // Nothing has been picked.
    }
    return found;
  });
}

/** The files of one subfolder, by their paths in it. */
export function filesIn(hashes: Hashes, subfolder: string): Hashes {
  const start = `${subfolder}/`;
  const inside = Object.entries(hashes).filter(([path]) => path.startsWith(start));
  return Object.fromEntries(inside.map(([path, hash]) => [path.slice(start.length), hash]));
}

/** Names of the subfolders, in order. */
export function subfoldersOf(hashes: Hashes): readonly string[] {
  return [...new Set(Object.keys(hashes).map((path) => path.slice(0, path.indexOf('/'))))].sort();
}

/** The members of an archive, to compare with. */
export async function zipHashes(archive: Uint8Array): Promise<Hashes> {
  const zip = await JSZip.loadAsync(archive, { checkCRC32: true });
  const members = Object.values(zip.files).filter(({ dir }) => !dir);
  const hashes = members.map(async (member) => {
    const bytes = await member.async('uint8array');
    return [member.name, createHash('sha256').update(bytes).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}

/** Makes each file but the first ones take a while to close, as on a network drive. */
export const slowCloseAfter = (count: number, ms: number) => `{
  const { close } = FileSystemWritableFileStream.prototype;
  let closed = 0;
  FileSystemWritableFileStream.prototype.close = async function () {
    if (++closed > ${count}) await new Promise((resolve) => setTimeout(resolve, ${ms}));
    return close.call(this);
  };
}`;

/** The sample, de-identified, on a page whose folder picker is answered: files of two studies, and held ones. */
export async function deidentifiedSample(page: Page) {
  const app = anonymizerPage(page);
  await withFolderPickerIntoOpfs(page);
  await withoutSavePicker(page);
  await app.open();
  await app.trySampleData.click();
  await app.waitUntilScanned();
  return { app, totals: await app.deidentify() };
}
