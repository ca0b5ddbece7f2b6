import { nestedArchive } from '../pipeline/archive/nested-archive.ts';
import type { TarMember } from '../pipeline/archive/walk-tar.ts';
import type { SourceItem } from '../pipeline/contracts/source.ts';
import { failedItem, type SettledItem, skippedItem } from './settled-item.ts';
import { describeSystemFile } from './system-file.ts';

/** True for names that say archive of a kind that is opened. */
export function isArchiveName(path: string): boolean {
  return /\.(?:zip|tar|tgz|taz|gz)$/i.test(path);
}

/** A member that no one wants or that is not opened, by its name alone. */
export function leaveOutMember(path: string): SettledItem | null {
  const system = describeSystemFile(path);
  if (system) return skippedItem(path, 'system-file', `Left out: ${system}, not an image.`);
  if (!isArchiveName(path)) return null;
  return { kind: 'settled', path, outcome: nestedArchive };
}

/** A member of a tar as an item. @param endBytes where the tar ends. */
export function tarItem(
  { kind, offsetBytes, sizeBytes }: TarMember,
  path: string,
  endBytes: number,
  open: Extract<SourceItem, { kind: 'file' }>['open'],
): SourceItem {
  const leftOut = leaveOutMember(path);
  if (leftOut !== null) return leftOut;
  if (kind === 'link') {
    const found = 'A link to another file, without bytes of its own.';
    return skippedItem(
      path,
      'archive-link',
      `${found} The file that it names counts by itself where it is in the archive.`,
    );
  }
  if (kind === 'device') return skippedItem(path, 'archive-link', 'A device or pipe, not a file.');
  if (kind === 'sparse') return unsupported(path, 'A sparse file, which is stored in pieces.');
  if (kind === 'continued') return unsupported(path, 'The rest of a file whose beginning is in another archive.');
  if (offsetBytes + sizeBytes > endBytes) {
    return failedItem(
      path,
      'archive-unreadable',
      'The archive ends inside this file. Copy or export the archive again.',
    );
  }
  return { kind: 'file', path, open };
}

function unsupported(path: string, found: string): SettledItem {
  const advice = 'Unpack the archive with another program and add the folder.';
  return skippedItem(path, 'archive-unsupported', `${found} ${advice}`);
}
