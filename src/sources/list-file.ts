import type { InputBytes, InputFileBytes } from '../pipeline/contracts/input-bytes.ts';
import type { InputContent } from '../pipeline/contracts/input-file.ts';
import type { SourceItem } from '../pipeline/contracts/source.ts';
import { isArchiveName } from './archive-member.ts';
import { failedItem, skippedItem } from './settled-item.ts';
import { describeSystemFile } from './system-file.ts';

/**
 * Lists one file that the user added: itself, or the members of an archive. Of a file whose name says nothing of an archive
 * nothing is read here; should it turn out to be one, the item can be unpacked.
 * @param getFile gives the file when its turn comes; its failure fails this file only.
 */
export async function* listFile(
  path: string,
  getFile: () => Promise<InputFileBytes>,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  const system = describeSystemFile(path);
  if (system) {
    yield skippedItem(path, 'system-file', `Left out: ${system}, not an image.`);
    return;
  }
  if (!isArchiveName(path)) {
    yield {
      kind: 'file',
      path,
      open: async () => plainContent(await getFile()),
      unpack: (later) => listFileAsArchive(path, getFile, later),
    };
    return;
  }
  yield* listFileAsArchive(path, getFile, signal);
}

async function* listFileAsArchive(
  path: string,
  getFile: () => Promise<InputFileBytes>,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
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
  const script = await loadArchiveScript();
  if (script === null) {
    yield failedItem(
      path,
      'unreadable',
      'The part of this program that opens archives did not load. Add the archive again.',
    );
    return;
  }
  yield* script.listArchive(archive, path, signal);
}

function plainContent(file: InputFileBytes): InputContent {
  return { kind: 'plain', blob: file, lastModifiedMs: file.lastModified };
}

/** Few batches have archives, so the first paint does not wait for what opens them. */
async function loadArchiveScript(): Promise<typeof import('./list-archive.ts') | null> {
  try {
    return await import('./list-archive.ts');
  } catch {
    return null;
  }
}

async function openFile(getFile: () => Promise<InputFileBytes>): Promise<InputFileBytes | null> {
  try {
    return await getFile();
  } catch {
    return null;
  }
}

/** DICOM goes by content, never by name: a Part 10 file (PS3.10 7.1) called `IM.zip` is still a DICOM file. */
async function isDicomInDisguise(file: InputBytes): Promise<boolean> {
  try {
    const head = new TextDecoder('latin1').decode(await file.slice(0, 132).arrayBuffer());
    return head.startsWith('DICM', 128) && !head.startsWith('PK');
  } catch {
    return false;
  }
}
