import { directoryFileIds } from '../../dicom/directory-file-ids.ts';
import type { Engine } from '../contracts/engine.ts';
import type { DirectoryListing, SkippedOutcome } from '../contracts/file-outcome.ts';
import { type InputContent, sizeBytesOf } from '../contracts/input-file.ts';
import { openInput } from '../reading/open-input.ts';

/** A thousand files take about half a megabyte of records. */
const largestDirectoryBytes = 32 * 1024 * 1024;

/** The files that a DICOMDIR names. One that is too large or cannot be read is skipped without. */
export async function listDirectory(
  content: InputContent,
  reason: string,
  engine: Engine,
): Promise<DirectoryListing | SkippedOutcome> {
  const skipped: SkippedOutcome = { kind: 'skipped', code: 'dicomdir', reason };
  if (sizeBytesOf(content) > largestDirectoryBytes) return skipped;
  const input = await openInput(content, {
    wholeBytes: largestDirectoryBytes,
    ahead: null,
    onProgress: engine.onProgress,
  });
  if (input.kind !== 'open' || input.bytes === null) return skipped;
  return { kind: 'directory', reason, fileIds: directoryFileIds(input.bytes) };
}

/** What to tell of a DICOMDIR at `path`. @param isThere whether a path, as `plainPath` gives it, was added with it */
export function directoryOutcome(
  path: string,
  { reason, fileIds }: DirectoryListing,
  isThere: (plain: string) => boolean,
): SkippedOutcome {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const missing = fileIds.filter((id) => !isThere(plainPath(`${folder}${id}`))).length;
  const state = missing === 0 ? 'all of them are among those added.' : `${missing} of them are not among those added.`;
  return { kind: 'skipped', code: 'dicomdir', reason: `${reason} It names ${fileIds.length} files, and ${state}` };
}

/** Letter case and `;1` do not count. */
export function plainPath(path: string): string {
  return path.toLowerCase().replace(/\.?(;\d+)?$/, '');
}
