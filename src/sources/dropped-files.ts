import type { Source, SourceItem } from '../pipeline/contracts/source.ts';
import { listFile } from './list-file.ts';
import { failedItem } from './settled-item.ts';

/** A dropped thing: an entry to walk, or a bare file where the browser gives no entry. */
type Dropped =
  | { readonly kind: 'entry'; readonly entry: FileSystemEntry }
  | { readonly kind: 'file'; readonly file: File };

/**
 * The files and folders of a drop, folders walked to any depth. Paths come first; a `File` is made when its turn comes,
 * which costs about 1 ms each. Directory handles are never used: they hide names that Windows would not allow, silently.
 * Empty folders yield nothing; a folder that cannot be read yields one failed item and the rest goes on.
 *
 * Must be called synchronously in the drop handler: the browser empties the item list after the first `await`.
 */
export function sourceFromDrop(dataTransfer: DataTransfer): Source {
  const dropped = takeDropped(dataTransfer);
  return {
    async *list(signal) {
      for (const thing of dropped) {
        if (signal.aborted) return;
        if (thing.kind === 'file') yield* listFile(thing.file.name, async () => thing.file, signal);
        else yield* walk(thing.entry, signal);
      }
    },
  };
}

function takeDropped(dataTransfer: DataTransfer): readonly Dropped[] {
  const dropped: Dropped[] = [];
  for (const item of dataTransfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = entry ? null : item.getAsFile();
    if (entry) dropped.push({ kind: 'entry', entry });
    else if (file) dropped.push({ kind: 'file', file });
  }
  if (dropped.length > 0) return dropped;
  return [...dataTransfer.files].map((file) => ({ kind: 'file', file }));
}

/** Walks with its own stack, so that no depth of folders can exhaust the call stack. */
async function* walk(root: FileSystemEntry, signal: AbortSignal): AsyncGenerator<SourceItem> {
  const pending: FileSystemEntry[] = [root];
  while (pending.length > 0) {
    if (signal.aborted) return;
    const entry = pending.pop() as FileSystemEntry;
    if (isDirectory(entry)) yield* walkDirectory(entry, pending, signal);
    else yield* listEntry(entry as FileSystemFileEntry, signal);
  }
}

/** Yields a folder's files as its batches come and leaves its folders on the stack. */
async function* walkDirectory(
  directory: FileSystemDirectoryEntry,
  pending: FileSystemEntry[],
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  const folders: FileSystemEntry[] = [];
  try {
    const reader = directory.createReader();
    // A batch is at most 100 in Chromium at first and any size later: only an empty one means the end.
    for (let batch = await readBatch(reader); batch.length > 0; batch = await readBatch(reader)) {
      for (const entry of batch) {
        if (signal.aborted) return;
        if (isDirectory(entry)) folders.push(entry);
        else yield* listEntry(entry as FileSystemFileEntry, signal);
      }
    }
  } catch {
    yield failedItem(
      pathOf(directory),
      'unreadable',
      'This folder could not be read to its end, so files in it may be missing. Check your access to it and add it again.',
    );
  }
  pending.push(...folders.reverse());
}

function listEntry(entry: FileSystemFileEntry, signal: AbortSignal): AsyncGenerator<SourceItem> {
  return listFile(pathOf(entry), () => new Promise<File>((resolve, reject) => entry.file(resolve, reject)), signal);
}

function readBatch(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function pathOf(entry: FileSystemEntry): string {
  return entry.fullPath.replace(/^\/+/, '') || entry.name;
}
