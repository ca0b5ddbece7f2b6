import type { InputContent } from '../pipeline/input-file.ts';
import type { SourceItem } from '../pipeline/source.ts';
import { failedItem, skippedItem } from './settled-item.ts';
import { describeSystemFile } from './system-file.ts';
import { isArchiveName, listArchive } from './zip-archive.ts';

/**
 * Lists one file that the user added: itself, or the members of a zip. Nothing is read from an ordinary file.
 * @param getFile gives the file when its turn comes; its failure fails this file only.
 */
export async function* listFile(
  path: string,
  getFile: () => Promise<File>,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  const system = describeSystemFile(path);
  if (system) {
    yield skippedItem(path, 'system-file', `Left out: ${system}, not an image.`);
    return;
  }
  if (!isArchiveName(path)) {
    yield { kind: 'file', path, open: async () => plainContent(await getFile()) };
    return;
  }
  const archive = await openFile(getFile);
  if (archive === null) {
    yield failedItem(
      path,
      'unreadable',
      'The archive could not be opened. Check that it still exists and that you may read it.',
    );
    return;
  }
  if (await isDicomInDisguise(archive)) {
    yield { kind: 'file', path, open: async () => plainContent(archive) };
    return;
  }
  yield* listArchive(archive, path, signal);
}

function plainContent(file: File): InputContent {
  return { kind: 'plain', blob: file, lastModifiedMs: file.lastModified };
}

async function openFile(getFile: () => Promise<File>): Promise<File | null> {
  try {
    return await getFile();
  } catch {
    return null;
  }
}

/** DICOM goes by content, never by name: a Part 10 file (PS3.10 7.1) called `IM.zip` is still a DICOM file. */
async function isDicomInDisguise(file: Blob): Promise<boolean> {
  try {
    const head = new TextDecoder('latin1').decode(await file.slice(0, 132).arrayBuffer());
    return head.startsWith('DICM', 128) && !head.startsWith('PK');
  } catch {
    return false;
  }
}
