import { type FoundArchive, findArchive } from '../pipeline/archive/find-archive.ts';
import { type InputBytes, type InputFileBytes, readBytes } from '../pipeline/contracts/input-bytes.ts';
import type { SourceItem } from '../pipeline/contracts/source.ts';
import { listTar } from './list-tar.ts';
import { failedItem, skippedItem } from './settled-item.ts';
import { listZip } from './zip-archive.ts';

/**
 * Lists what is in an archive, by its content and not its name: zip, tar, gzip of one file or of a tar. Members are counted,
 * the archive itself is not; one that holds nothing, or cannot be opened, is one settled item.
 */
export async function* listArchive(
  archive: InputFileBytes,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  let isEmpty = true;
  try {
    for await (const item of members(archive, path, signal)) {
      isEmpty = false;
      yield item;
    }
  } catch {
    yield failedItem(path, 'unreadable', 'The archive could not be read. Check that it still exists and add it again.');
    return;
  }
  if (isEmpty && !signal.aborted) yield skippedItem(path, 'empty-file', 'The archive holds no files.');
}

async function* members(archive: InputFileBytes, path: string, signal: AbortSignal): AsyncGenerator<SourceItem> {
  const found = await findArchive(readerOf(archive), archive.size, path);
  switch (formatOf(found, path)) {
    case 'zip':
      return yield* listZip(archive, path, signal);
    case 'tar':
      return yield* listTar(archive, path, signal);
    case 'gzip': {
      const { listGzip } = await import('./list-gzip.ts');
      return yield* listGzip(archive, path, signal);
    }
    case null:
      break;
  }
  if (found?.kind === 'named') yield { kind: 'settled', path, outcome: found.outcome };
  else
    yield {
      kind: 'file',
      path,
      open: async () => ({ kind: 'plain', blob: archive, lastModifiedMs: archive.lastModified }),
    };
}

/** What is called a zip is listed as one in any case: its reader says best what is wrong with it. */
function formatOf(found: FoundArchive | null, path: string): 'zip' | 'tar' | 'gzip' | null {
  if (found === null) return /\.zip$/i.test(path) ? 'zip' : null;
  return found.kind === 'archive' ? found.format : null;
}

/** Reads a file that is at hand. */
export function readerOf(archive: InputBytes) {
  return (offsetBytes: number, lengthBytes: number) => readBytes(archive, offsetBytes, lengthBytes);
}
